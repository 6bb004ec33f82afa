import { type BatchPoint, pointsOfBatch } from '#main/store/batch-points-repository.ts';
import { readBatch } from '#main/store/batches-repository.ts';
import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { readDefinition } from '#main/store/definition-repository.ts';
import { type Point, pointsById } from '#main/store/points-repository.ts';
import type { BatchPointReport, BatchReport } from '#shared/contract/batches/batch.ts';
import type { KnownPlace } from '#shared/domain/batch-reason.ts';
import type { BatchFailures, FailuresReport } from '#shared/domain/failure-region.ts';
import { createSpace } from '#shared/domain/space.ts';
import { knownPlaces } from './known-places.ts';

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
  const definition = readDefinition(campaign);
  const names = definition.parameters.map(({ name }) => name);
  const points = pointsOfBatch(campaign, number);
  const known = knownPlaces(campaign, createSpace(definition), fidelity, points);
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
      .map((point) =>
        describePoint(point, {
          names,
          measured: become.get(point.pointId)?.theta ?? null,
          known: known.get(point.id) ?? null,
        }),
      ),
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

/** What a report of a point says beside what its row holds. */
interface PointFacts {
  readonly names: readonly string[];
  /** θ of the point that it became; null where it has become none. */
  readonly measured: ArrayLike<number> | null;
  readonly known: KnownPlace | null;
}

export function describePoint(point: BatchPoint, { names, measured, known }: PointFacts): BatchPointReport {
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
    known,
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
