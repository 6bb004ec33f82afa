import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { dataFingerprint } from '#main/store/data-fingerprint.ts';
import { latestIteration } from '#main/store/iterations-repository.ts';

/**
 * Whether something that fits see (limits, bounds, constraints, coordinates) has changed since the latest iteration was
 * fitted. A campaign without any fit is not stale.
 */
export function isStale(campaign: ReadableCampaign): boolean {
  const latest = latestIteration(campaign);
  return latest !== undefined && latest.fingerprint !== dataFingerprint(campaign);
}
