import { Button } from '@mantine/core';
import { IconEye, IconFolderOpen, IconPlus } from '@tabler/icons-react';
import { DropTarget } from '#renderer/components/files/drop-target.tsx';
import { PlainHeader } from '#renderer/components/layout/plain-header.tsx';
import { Keys } from '#renderer/components/shortcuts/keys.tsx';
import { ErrorState } from '#renderer/components/states/error-state.tsx';
import { useMethod } from '#renderer/queries/use-method.ts';
import { useOpenCampaignDialog } from '#renderer/queries/use-open-campaign-dialog.ts';
import { showNewCampaignForm, useNewCampaignForm } from '#renderer/state/new-campaign-form.ts';
import { useSetStatusText } from '#renderer/state/status-text.ts';
import styles from './home.module.css';
import { NewCampaignDrawer } from './new-campaign-drawer.tsx';
import { RecentTile } from './recent-tile.tsx';
import { SampleTile } from './sample-tile.tsx';
import { TourTile } from './tour-tile.tsx';
import { useEngineText } from './use-engine-text.ts';

/** The start: campaigns opened before, samples, and the ways to a new one. */
export default function HomeScreen() {
  const open = useOpenCampaignDialog();
  const { isOpen: isNewOpen, file } = useNewCampaignForm();
  useSetStatusText(useEngineText());
  return (
    <>
      <PlainHeader title="Campaigns">
        <Button
          leftSection={<IconFolderOpen />}
          rightSection={<Keys keys="mod+O" />}
          onClick={() => void open()}
        >
          Open
        </Button>
        <Button leftSection={<IconEye />} onClick={() => void open({ readOnly: true })}>
          Open read-only
        </Button>
        <Button variant="filled" leftSection={<IconPlus />} onClick={() => showNewCampaignForm(true)}>
          New campaign
        </Button>
      </PlainHeader>
      <div className={styles.home}>
        <Recents />
        <Samples />
      </div>
      <NewCampaignDrawer isOpen={isNewOpen} file={file} onClose={() => showNewCampaignForm(false)} />
      <LimitsDrop />
    </>
  );
}

/** A file dropped on Home begins a campaign; campaign files are opened by the host. */
function LimitsDrop() {
  const begin = (files: readonly File[]) => {
    const file = files.find(({ name }) => !name.endsWith('.contourist'));
    if (file !== undefined) showNewCampaignForm(true, file);
  };
  return (
    <DropTarget
      title="Drop limits to begin a campaign with them"
      text="Parameters and bounds are guessed from the columns, for you to change. A campaign.yaml fills the form in."
      onFiles={begin}
    />
  );
}

function Recents() {
  const { data: recents, error } = useMethod('recents.list', {});
  return (
    <section className={styles.section} aria-labelledby="recent">
      <div className={styles.heading}>
        <h2 id="recent">Recent</h2>
      </div>
      {error !== null && <ErrorState title="The list of campaigns could not be read" error={error} />}
      {recents?.length === 0 && (
        <p className={styles.none}>
          Campaigns that you open stay here. Make one, or look at a sample: opening it makes a copy.
        </p>
      )}
      <div className={styles.tiles}>
        {recents?.map((recent) => (
          <RecentTile key={recent.path} recent={recent} />
        ))}
      </div>
    </section>
  );
}

function Samples() {
  const { data: samples, error } = useMethod('samples.list', {});
  return (
    <section className={styles.section} aria-labelledby="samples">
      <div className={styles.heading}>
        <h2 id="samples">Samples</h2>
        <p>published limits, ready to explore; opening one makes a copy</p>
      </div>
      {error !== null && <ErrorState title="The samples could not be read" error={error} />}
      <div className={styles.tiles}>
        {samples?.map((sample) => (
          <SampleTile key={sample.id} sample={sample} />
        ))}
        {samples?.[0] && <TourTile sample={samples[0]} />}
      </div>
    </section>
  );
}
