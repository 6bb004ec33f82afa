import { createCampaignFile, suggestCampaignPath } from '#main/services/new-campaign.ts';
import type { newCampaignMethods } from '#shared/contract/new-campaign-methods.ts';
import type { Handlers } from './handlers.ts';

export const newCampaignHandlers: Handlers<typeof newCampaignMethods> = {
  'campaign.suggestPath': ({ name }) => ({ path: suggestCampaignPath(name) }),
  'campaign.create': ({ path, definition }) => ({ path: createCampaignFile(path, definition) }),
};
