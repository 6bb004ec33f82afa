import type { OpenCampaign } from '#main/core/campaign-registry.ts';
import { describeCampaignFile } from '#main/services/campaigns/describe-campaign-file.ts';
import { duplicateCampaign } from '#main/services/campaigns/duplicate-campaign.ts';
import { createCampaignFile, suggestCampaignPath } from '#main/services/campaigns/new-campaign.ts';
import { forgetRecent, listRecents, rememberRecent } from '#main/services/campaigns/recents.ts';
import { copySample, listSamples, readSampleThumbnail } from '#main/services/campaigns/samples.ts';
import { summariseCampaign } from '#main/services/campaigns/summarise-campaign.ts';
import type { CampaignSummary, campaignsMethods } from '#shared/contract/campaigns/campaigns-methods.ts';
import type { ApiContext, Handlers } from './handlers.ts';
import { startRefinement } from './start-refinement.ts';

export const campaignsHandlers: Handlers<typeof campaignsMethods> = {
  'campaign.open': ({ path, readOnly }, { campaigns, jobs, announce }) => {
    const open = campaigns.open(path, { readOnly });
    // What was interrupted when the campaign was closed goes on.
    startRefinement({ campaigns, jobs }, open.campaignId);
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
  'campaign.suggestPath': ({ name }) => ({ path: suggestCampaignPath(name) }),
  'campaign.create': ({ path, definition }) => ({ path: createCampaignFile(path, definition) }),
  'recents.list': () => listRecents(),
  'recents.forget': ({ path }, { announce }) => {
    forgetRecent(path);
    announce({ name: 'recents.changed' });
    return null;
  },
  'recents.describe': ({ path }) => describeCampaignFile(path),
  'samples.list': () => listSamples(),
  'samples.thumbnail': ({ id }) => readSampleThumbnail(id),
  'samples.copy': ({ id, reuse }) => ({ path: copySample(id, { reuse }) }),
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
  return { campaignId, path: campaign.path, readOnly: readOnlyReason, ...summariseCampaign(campaign) };
}
