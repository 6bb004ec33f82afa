import { useEffect } from 'react';
import { useOpenCampaignDialog } from '#renderer/queries/use-open-campaign-dialog.ts';
import { formatRoute, HOME } from '#renderer/state/route.ts';
import { parseOpeningAddress } from './opening-address.ts';

/** Opens the file that the host was started with. */
export function useOpeningAddress(): void {
  const openCampaign = useOpenCampaignDialog();
  useEffect(() => {
    const openNamedFile = () => {
      const file = parseOpeningAddress(window.location.hash);
      if (file === null) return;
      // The way back leads to Home, and not to opening the file again.
      window.history.replaceState(null, '', formatRoute(HOME));
      void openCampaign(file);
    };
    openNamedFile();
    window.addEventListener('hashchange', openNamedFile);
    return () => window.removeEventListener('hashchange', openNamedFile);
  }, [openCampaign]);
}
