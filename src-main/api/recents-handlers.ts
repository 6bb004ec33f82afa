import { describeCampaignFile } from '#main/services/describe-campaign-file.ts';
import { forgetRecent, listRecents } from '#main/services/recents.ts';
import type { recentsMethods } from '#shared/contract/recents-methods.ts';
import type { Handlers } from './handlers.ts';

export const recentsHandlers: Handlers<typeof recentsMethods> = {
  'recents.list': () => listRecents(),
  'recents.forget': ({ path }, { announce }) => {
    forgetRecent(path);
    announce({ name: 'recents.changed' });
    return null;
  },
  'recents.describe': ({ path }) => describeCampaignFile(path),
};
