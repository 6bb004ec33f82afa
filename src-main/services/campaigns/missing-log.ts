import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { latestIteration } from '#main/store/iterations-repository.ts';
import { lastLine, lastLineOf, MISSING_LOG } from '#main/store/journal-repository.ts';

/**
 * What is known of a campaign whose file was copied while it was open, without its log: it holds every step up to
 * `lastStepAt`, and lacks those after it, if there were any. Null for all others, and once something was fitted since:
 * whoever fitted took the campaign as it is.
 *
 * @returns `lastStepAt` in ISO 8601, UTC
 */
export function missingLog(campaign: ReadableCampaign): { readonly lastStepAt: string } | null {
  const line = lastLineOf(campaign, MISSING_LOG);
  if (line === null) return campaign.lacksLog ? { lastStepAt: lastLine(campaign).time } : null;
  const { lastStepAt } = line.detail;
  const fittedAt = latestIteration(campaign)?.createdAt ?? '';
  return fittedAt > line.time ? null : { lastStepAt: String(lastStepAt) };
}
