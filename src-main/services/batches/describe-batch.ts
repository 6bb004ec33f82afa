import { type BatchPoint, pointsOfBatch } from '#main/store/batch-points-repository.ts';
import { readBatch } from '#main/store/batches-repository.ts';
import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { readDefinition } from '#main/store/definition-repository.ts';
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
    points: points.filter(({ state }) => state !== 'vetoed').map((point) => describePoint(point, names)),
    vetoed: vetoed.map(({ id }) => id),
  };
}

/** What a batch knew of failures, without the model. */
export function reportFailures(failures: BatchFailures | null): FailuresReport | null {
  return failures && { choice: failures.choice, region: failures.found?.region ?? null };
}

/** Values of the free parameters by name. */
function parametersOf(
  { theta }: Pick<BatchPoint, 'theta'>,
  names: readonly string[],
): Record<string, number> {
  return Object.fromEntries(names.map((name, axis) => [name, theta[axis] ?? Number.NaN]));
}

export function describePoint(point: BatchPoint, names: readonly string[]): BatchPointReport {
  const { id, state, rule, mean, sd, pExcl, entropy, nearest, gain, success, failureReason } = point;
  const parameters = parametersOf(point, names);
  return { id, parameters, state, rule, mean, sd, pExcl, entropy, nearest, gain, success, failureReason };
}
