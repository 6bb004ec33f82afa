import { campaignStatus } from '#main/services/campaign-status.ts';
import { judgeIteration } from '#main/services/judge-iteration.ts';
import type { progressMethods } from '#shared/contract/progress-methods.ts';
import type { Handlers } from './handlers.ts';

export const progressHandlers: Handlers<typeof progressMethods> = {
  'progress.status': ({ campaignId }, { campaigns }) => campaignStatus(campaigns.get(campaignId).campaign),
  'progress.judge': ({ campaignId, ...wanted }, { campaigns, signal }) => {
    const { campaign, interactive } = campaigns.get(campaignId);
    return judgeIteration(campaign, interactive, wanted, { signal });
  },
};
