import type { z } from 'zod';
import { pointsOfBatch } from '#main/store/batch-points-repository.ts';
import { listBatches } from '#main/store/batches-repository.ts';
import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { openCampaignReadOnly } from '#main/store/database.ts';
import { lastChange } from '#main/store/journal-repository.ts';
import { metricsByIteration } from '#main/store/metrics-repository.ts';
import type { CampaignCard, campaignsMethods } from '#shared/contract/campaigns/campaigns-methods.ts';
import { toWireError } from '#shared/contract/errors.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import { lookUpMetrics } from '../iterations/iteration-status.ts';
import { summariseCampaign } from './summarise-campaign.ts';

type Description = z.output<(typeof campaignsMethods)['recents.describe']['output']>;

/** Looks into a campaign file, whoever has it open; one that is gone or cannot be read is an answer too. */
export function describeCampaignFile(path: string): Description {
  try {
    const campaign = openCampaignReadOnly(path);
    try {
      return { found: 'campaign', card: describe(campaign) };
    } finally {
      campaign.close();
    }
  } catch (error) {
    if (!(error instanceof ContouristError)) throw error;
    if (error.code === 'campaign.missing') return { found: 'nothing' };
    return { found: 'unreadable', error: toWireError(error, error.code) };
  }
}

function describe(campaign: ReadableCampaign): CampaignCard {
  const summary = summariseCampaign(campaign);
  const { name, definition, iteration, counts } = summary;
  return {
    name,
    parameters: definition.parameters.map(({ name, label, scale }) => ({
      name,
      scale,
      ...(label !== undefined && { label }),
    })),
    points: counts.fitted + counts.outside,
    iteration,
    state: stateOf(campaign, summary),
    changedAt: lastChange(campaign),
    uncertain: lookUpMetrics(metricsByIteration(campaign).get(iteration) ?? []).value('uncertain90', ''),
  };
}

/** The most urgent of what is to be said: what is out, what can be handed out, what to fit, and how it stands. */
function stateOf(
  campaign: ReadableCampaign,
  { counts, isStale, verdict }: ReturnType<typeof summariseCampaign>,
): CampaignCard['state'] {
  if (counts.pending > 0) {
    return { kind: 'running', batch: latestPendingBatch(campaign), points: counts.pending };
  }
  if (counts.proposed > 0) return { kind: 'proposed', points: counts.proposed };
  if (isStale) return { kind: 'stale' };
  if (verdict === 'met') return { kind: 'met' };
  return { kind: verdict === 'not fitted' ? 'not fitted' : 'fitted' };
}

function latestPendingBatch(campaign: ReadableCampaign): number {
  const isOut = ({ number }: { number: number }) =>
    pointsOfBatch(campaign, number).some(({ state }) => state === 'requested' || state === 'running');
  return listBatches(campaign).findLast(isOut)?.number ?? 0;
}
