import { useCallback } from 'react';
import { notifyFailure } from '#renderer/components/notices/notify.tsx';
import { useHost } from '#renderer/host/surroundings-provider.tsx';
import { navigate } from '#renderer/state/navigation.ts';
import { useOpenCampaign } from './campaigns.ts';

/** Asks for a campaign file, opens it and goes to its contours; says so when it cannot be opened. */
export function useOpenCampaignDialog(): (options?: { readOnly?: boolean; path?: string }) => Promise<void> {
  const host = useHost();
  const openCampaign = useOpenCampaign();
  return useCallback(
    async ({ readOnly = false, path: given } = {}) => {
      try {
        const path = given ?? (await host.pickCampaignFile({ purpose: 'open' }));
        if (path === null) return;
        const { campaignId } = await openCampaign(path, { readOnly });
        navigate({ campaignId, screen: 'contours' });
      } catch (error) {
        notifyFailure({ title: 'The campaign could not be opened', error });
      }
    },
    [host, openCampaign],
  );
}
