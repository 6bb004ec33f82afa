import { readViews, writeView } from '#main/services/views.ts';
import type { viewMethods } from '#shared/contract/view-methods.ts';
import type { Handlers } from './handlers.ts';

export const viewHandlers: Handlers<typeof viewMethods> = {
  'view.read': () => readViews(),
  'view.write': ({ screen, campaignId, view }) => {
    writeView(screen, campaignId, view);
    return null;
  },
};
