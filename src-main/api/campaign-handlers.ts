import type { OpenCampaign } from '#main/core/campaign-registry.ts';
import { duplicateCampaign } from '#main/services/duplicate-campaign.ts';
import { rememberRecent } from '#main/services/recents.ts';
import { summariseCampaign } from '#main/services/summarise-campaign.ts';
import type { CampaignSummary, campaignMethods } from '#shared/contract/campaign-methods.ts';
import type { ApiContext, Handlers } from './handlers.ts';

export const campaignHandlers: Handlers<typeof campaignMethods> = {
  'campaign.open': ({ path, readOnly }, { campaigns, announce }) => {
    const open = campaigns.open(path, { readOnly });
    remember(open.campaign.path, readOnly, announce);
    return summaryOf(open);
  },
  'campaign.close': async ({ campaignId }, { campaigns, jobs }) => {
    await jobs.closeCampaign(campaignId);
    campaigns.close(campaignId);
    return null;
  },
  'campaign.copy': ({ campaignId, path }, { campaigns }) => ({
    path: duplicateCampaign(campaigns.get(campaignId).campaign, path),
  }),
  'campaign.summary': ({ campaignId }, { campaigns }) => summaryOf(campaigns.get(campaignId)),
};

/** The list is a convenience: a full or read-only home folder must not keep a campaign shut. */
function remember(path: string, readOnly: boolean, announce: ApiContext['announce']): void {
  try {
    rememberRecent(path, readOnly);
  } catch {
    return;
  }
  announce({ name: 'recents.changed' });
}

function summaryOf({ campaignId, campaign, readOnlyReason }: OpenCampaign): CampaignSummary {
  const readOnly = readOnlyReason === null ? null : { reason: readOnlyReason };
  return { campaignId, path: campaign.path, readOnly, ...summariseCampaign(campaign) };
}
