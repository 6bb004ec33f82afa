import { type BatchPoint, pointsOfBatch } from '#main/store/batch-points-repository.ts';
import { readBatch } from '#main/store/batches-repository.ts';
import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { readDefinition } from '#main/store/definition-repository.ts';
import { type Point, pointsById } from '#main/store/points-repository.ts';
import type { BatchPointReport, BatchReport } from '#shared/contract/batches/batch.ts';
import type { BatchFailures, FailuresReport } from '#shared/domain/failure-region.ts';

/**
 * A batch as it leaves the program.
 *
 * @throws ContouristError `batch.unknown`
 */
export function describeBatch(campaign: ReadableCampaign, number: number): BatchReport {
  const { method, seed, fidelity, iteration, requested, shortfallReason, failures, frozenAt } = readBatch(
    campaign,
    number,
  );
  const names = readDefinition(campaign).parameters.map(({ name }) => name);
  const points = pointsOfBatch(campaign, number);
  const become = becomePoints(campaign, points);
  const vetoed = points.filter(({ state }) => state === 'vetoed');
  return {
    batch: number,
    method,
    seed,
    fidelity,
    iteration,
    requested,
    reason: shortfallReason,
    failures: reportFailures(failures),
    frozenAt,
    points: points
      .filter(({ state }) => state !== 'vetoed')
      .map((point) => describePoint(point, names, become.get(point.pointId)?.theta ?? null)),
    vetoed: vetoed.map(({ id }) => id),
  };
}

/** What a batch knew of failures, without the model. */
export function reportFailures(failures: BatchFailures | null): FailuresReport | null {
  return failures && { choice: failures.choice, region: failures.found?.region ?? null };
}

/** Values of the free parameters by name. */
export function parametersOf(
  { theta }: { readonly theta: ArrayLike<number> },
  names: readonly string[],
): Record<string, number> {
  return Object.fromEntries(names.map((name, axis) => [name, theta[axis] ?? Number.NaN]));
}

/**
 * @param measured θ of the point that it became; null where it has become none
 */
export function describePoint(
  point: BatchPoint,
  names: readonly string[],
  measured: ArrayLike<number> | null,
): BatchPointReport {
  const { id, state, rule, mean, sd, pExcl, entropy, nearest, gain, success, failureReason } = point;
  const isElsewhere = measured !== null && point.theta.some((value, axis) => value !== measured[axis]);
  return {
    id,
    parameters: parametersOf(point, names),
    measured: isElsewhere ? parametersOf({ theta: measured }, names) : null,
    state,
    rule,
    mean,
    sd,
    pExcl,
    entropy,
    nearest,
    gain,
    success,
    failureReason,
  };
}

/** What batch points have become, by the id of the campaign's point. */
export function becomePoints(
  campaign: ReadableCampaign,
  points: readonly BatchPoint[],
): ReadonlyMap<number | null, Point> {
  const ids = points.flatMap(({ pointId }) => (pointId === null ? [] : [pointId]));
  return new Map(pointsById(campaign, ids).map((point) => [point.id, point]));
}
