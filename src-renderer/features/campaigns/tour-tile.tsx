import { IconTarget } from '@tabler/icons-react';
import { notifyFailure } from '#renderer/components/notices/notify.tsx';
import { startTour } from '#renderer/components/tour/start-tour.ts';
import { useApi } from '#renderer/host/surroundings-provider.tsx';
import { useOpenCampaign } from '#renderer/queries/campaigns.ts';
import { useChangeSettings } from '#renderer/queries/settings.ts';
import type { Sample } from '#shared/contract/campaigns/campaigns-methods.ts';
import styles from './home.module.css';
import { Tile } from './tile.tsx';

/** Opens the first sample, the copy made before where there is one, and leads through its screens. */
export function TourTile({ sample: { id } }: { sample: Sample }) {
  const client = useApi();
  const openCampaign = useOpenCampaign();
  const change = useChangeSettings();
  const take = async () => {
    const { path } = await client.call('samples.copy', { id, reuse: true });
    const { campaignId } = await openCampaign(path);
    startTour(campaignId, () => change.mutate({ tourSeen: true }));
  };
  return (
    <Tile
      label="Take the tour"
      frame="dashed"
      onClick={() => {
        take().catch((error: unknown) => notifyFailure({ title: 'The tour could not start', error }));
      }}
      picture={
        <span className={styles.tour}>
          <IconTarget size={16} stroke={1.5} aria-hidden />
          <span>Take the tour</span>
          <span className={styles.quiet}>4 minutes, on the sample</span>
        </span>
      }
    />
  );
}
