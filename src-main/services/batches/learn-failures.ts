import { findFailures } from '#main/fitting/acquisition/failures/find-failures.ts';
import { failedBatchPoints } from '#main/store/batch-points-repository.ts';
import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { listPoints } from '#main/store/points-repository.ts';
import type { BatchFailures } from '#shared/domain/failure-region.ts';
import type { Fidelity } from '#shared/domain/fidelity.ts';
import type { Space } from '#shared/domain/space.ts';

/**
 * Where evaluations of a fidelity fail, out of all points that came back: test points and excluded ones were evaluated
 * like any other. A failed point that was evaluated again is no failure any more.
 */
export function learnFailures(
  campaign: ReadableCampaign,
  space: Space,
  fidelity: Fidelity,
): BatchFailures['found'] {
  const failed = failedBatchPoints(campaign, fidelity).map(({ theta }) => theta);
  // Most campaigns have none, and reading all points would be in vain.
  if (failed.length === 0) return null;
  const finished = listPoints(campaign, fidelity).map(({ theta }) => theta);
  return findFailures(space, failed, finished);
}
