import { ActionIcon, Anchor, Popover } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { plainText } from '#renderer/components/math/plain-text.ts';
import { notifyFailure } from '#renderer/components/notices/notify.tsx';
import { formatCounted } from '#renderer/components/numbers/format-number.ts';
import { useHost } from '#renderer/host/surroundings-provider.tsx';
import { useMethod } from '#renderer/queries/use-method.ts';
import { useMethodMutation } from '#renderer/queries/use-method-mutation.ts';
import { useOpenCampaignDialog } from '#renderer/queries/use-open-campaign-dialog.ts';
import type { Sample } from '#shared/contract/campaigns/campaigns-methods.ts';
import { ContourThumbnail } from './contour-thumbnail.tsx';
import styles from './home.module.css';
import { Tile, TileHead } from './tile.tsx';

/** A campaign that comes with the program; opening it makes a copy. */
export function SampleTile({ sample }: { sample: Sample }) {
  const { id, name, parameters, points, summary, reference } = sample;
  const { data: thumbnail } = useMethod('samples.thumbnail', { id });
  const open = useOpenCampaignDialog();
  const copy = useMethodMutation('samples.copy', {
    failureTitle: 'The sample could not be copied',
    onSuccess: ({ path }) => void open({ path }),
  });
  const facts = `${formatCounted(points, 'point')}, ${summary}`;
  return (
    <Tile
      label={`Open a copy of ${plainText(name)}, ${facts}, ${reference}`}
      onClick={() => copy.mutate({ id })}
      isDisabled={copy.isPending}
      picture={thumbnail && <ContourThumbnail thumbnail={thumbnail} />}
      menu={<Citation sample={sample} />}
    >
      <TileHead name={name} parameters={parameters} />
      <div className={styles.facts}>{facts}</div>
      <div className={styles.quiet}>{reference}</div>
    </Tile>
  );
}

function Citation({ sample: { name, citation, url, licence } }: { sample: Sample }) {
  const host = useHost();
  const visit = (address: string) => {
    host
      .openExternal(address)
      .catch((error: unknown) => notifyFailure({ title: 'The address could not be opened', error }));
  };
  return (
    <Popover width={360} position="bottom-end" trapFocus>
      <Popover.Target>
        <ActionIcon
          className={styles.menu ?? ''}
          variant="default"
          size={24}
          aria-label={`Source of ${plainText(name)}`}
        >
          <IconInfoCircle />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={styles.citation}>
          <strong>Source</strong>
          <span>{citation}</span>
          <span>Licence: {licence}</span>
          {url !== undefined && (
            <Anchor component="button" type="button" ta="left" onClick={() => visit(url)}>
              {url.replace('https://', '')}
            </Anchor>
          )}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
