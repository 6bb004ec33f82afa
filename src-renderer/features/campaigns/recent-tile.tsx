import { ActionIcon, Badge, Menu } from '@mantine/core';
import { IconDots, IconEye, IconFileOff, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { fileNameOf } from '#renderer/components/files/file-name.ts';
import { useMethod } from '#renderer/queries/use-method.ts';
import { useMethodMutation } from '#renderer/queries/use-method-mutation.ts';
import { useOpenCampaignDialog } from '#renderer/queries/use-open-campaign-dialog.ts';
import type { CampaignCard, Recent } from '#shared/contract/campaigns/campaigns-methods.ts';
import { cardChange, cardFacts, cardLabel, stateTag } from './card-texts.ts';
import { ContourThumbnail } from './contour-thumbnail.tsx';
import styles from './home.module.css';
import { Tile, TileHead } from './tile.tsx';

/** A campaign that was opened before: its newest contour, where it stands, or that its file is gone. */
export function RecentTile({ recent: { path } }: { recent: Recent }) {
  const { data } = useMethod('recents.describe', { path });
  const open = useOpenCampaignDialog();
  const menu = <RecentMenu path={path} isThere={data?.found === 'campaign'} />;
  if (data === undefined)
    return <Tile label={fileNameOf(path)} onClick={() => {}} isDisabled picture={null} />;
  if (data.found !== 'campaign') {
    const why = data.found === 'nothing' ? 'The file is not there any more' : data.error.message;
    return (
      <Tile
        label={`${fileNameOf(path)}: ${why}. Try to open it`}
        onClick={() => void open({ path })}
        frame="dashed"
        picture={
          <>
            <IconFileOff size={22} stroke={1.4} aria-hidden />
            <span>{why}</span>
          </>
        }
        menu={menu}
      >
        <div className={styles.name}>{fileNameOf(path)}</div>
        <div className={styles.quiet} title={path}>
          {path}
        </div>
      </Tile>
    );
  }
  const { card } = data;
  return (
    <Tile
      label={cardLabel(card)}
      onClick={() => void open({ path })}
      picture={<Picture path={path} card={card} />}
      menu={menu}
    >
      <TileHead name={card.name} parameters={card.parameters} />
      <div className={styles.facts}>
        <span>{cardFacts(card)}</span>
        <Tag card={card} />
      </div>
      <div className={styles.quiet} title={path}>
        {cardChange(card)}
      </div>
    </Tile>
  );
}

function Tag({ card }: { card: CampaignCard }) {
  const tag = stateTag(card);
  return tag && <Badge color={tag.color}>{tag.text}</Badge>;
}

function Picture({ path, card }: { path: string; card: CampaignCard }): ReactNode {
  const { data } = useMethod('campaign.thumbnail', card.iteration === 0 ? null : { path });
  if (card.iteration === 0) return <span>No contour yet</span>;
  return data ? <ContourThumbnail thumbnail={data} /> : null;
}

function RecentMenu({ path, isThere }: { path: string; isThere: boolean }) {
  const open = useOpenCampaignDialog();
  const forget = useMethodMutation('recents.forget', { failureTitle: 'The list could not be changed' });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon
          className={styles.menu ?? ''}
          variant="default"
          size={24}
          aria-label={`More for ${fileNameOf(path)}`}
        >
          <IconDots />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {isThere && (
          <Menu.Item
            leftSection={<IconEye size={16} stroke={1.5} />}
            onClick={() => void open({ path, readOnly: true })}
          >
            Open read-only
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconTrash size={16} stroke={1.5} />} onClick={() => forget.mutate({ path })}>
          Remove from this list
        </Menu.Item>
        <Menu.Label>The file stays where it is</Menu.Label>
      </Menu.Dropdown>
    </Menu>
  );
}
