import { notifyFailure } from '#renderer/components/notices/notify.tsx';
import { useApi, useHost } from '#renderer/host/surroundings-provider.tsx';
import { useOpenCampaign } from '#renderer/queries/campaigns.ts';
import { navigate } from '#renderer/state/navigation.ts';
import type { ScreenName } from '#renderer/state/screen-names.ts';
import type { CampaignSummary } from '#shared/contract/campaigns/campaigns-methods.ts';

/** The way out of a read-only campaign: a copy of it, opened on the same screen. */
export function useMakeCopy({ campaignId, path }: CampaignSummary, screen: ScreenName): () => void {
  const client = useApi();
  const host = useHost();
  const openCampaign = useOpenCampaign();
  const copy = async () => {
    const target = await host.pickCampaignFile({ purpose: 'create', suggestedName: nameOfCopy(path) });
    if (target === null) return;
    const made = await client.call('campaign.copy', { campaignId, path: target });
    const opened = await openCampaign(made.path);
    navigate({ campaignId: opened.campaignId, screen });
  };
  return () => {
    copy().catch((error: unknown) => notifyFailure({ title: 'The copy could not be made', error }));
  };
}

/** `scan.contourist` beside itself as `scan-copy.contourist`. */
function nameOfCopy(path: string): string {
  return path.replace(/(\.contourist)?$/, '-copy.contourist');
}
