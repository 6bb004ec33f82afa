import { ActionIcon, UnstyledButton } from '@mantine/core';
import { IconArrowUp, IconChartAreaLine, IconFolder, IconHome } from '@tabler/icons-react';
import { useState } from 'react';
import { formatMoment } from '#renderer/components/numbers/format-time.ts';
import { QueryState } from '#renderer/components/states/query-state.tsx';
import { useMethod } from '#renderer/queries/use-method.ts';
import styles from './folder-list.module.css';

interface FolderListProps {
  /** Where to begin; null for the user's own folder. */
  readonly start: string | null;
  readonly chosen: string;
  readonly onFolder: (folder: string) => void;
  /** One click on a campaign file. */
  readonly onFile: (path: string) => void;
  /** A double click, or Enter. */
  readonly onOpen: (path: string) => void;
}

/** The folders and campaign files of the core's machine, a folder at a time. */
export function FolderList({ start, chosen, onFolder, onFile, onOpen }: FolderListProps) {
  const [folder, setFolder] = useState(start);
  const listing = useMethod('files.list', folder === null ? {} : { folder });
  const go = (to: string) => {
    setFolder(to);
    onFolder(to);
  };
  return (
    <QueryState query={listing} loading="Reading the folder" failed="The folder could not be read">
      {({ folder: shown, parent, home, entries }) => (
        <div className={styles.list}>
          <div className={styles.head}>
            <ActionIcon aria-label="Home folder" onClick={() => go(home)}>
              <IconHome size={16} />
            </ActionIcon>
            <ActionIcon
              aria-label="Folder above"
              disabled={parent === null}
              onClick={() => parent !== null && go(parent)}
            >
              <IconArrowUp size={16} />
            </ActionIcon>
            <span className={styles.folder}>{shown}</span>
          </div>
          <ul className={styles.entries} aria-label={`Content of ${shown}`}>
            {entries.map(({ kind, name, path, changedAt }) => (
              <li key={path}>
                <UnstyledButton
                  className={styles.entry}
                  aria-pressed={kind === 'campaign' ? path === chosen : undefined}
                  onClick={() => (kind === 'folder' ? go(path) : onFile(path))}
                  onDoubleClick={() => kind === 'campaign' && onOpen(path)}
                >
                  {kind === 'folder' ? (
                    <IconFolder size={16} stroke={1.5} aria-hidden />
                  ) : (
                    <IconChartAreaLine size={16} stroke={1.5} aria-hidden />
                  )}
                  <span className={styles.name}>{name}</span>
                  <span className={styles.time}>{formatMoment(changedAt)}</span>
                </UnstyledButton>
              </li>
            ))}
            {entries.length === 0 && <li className={styles.empty}>No folders or campaigns in here.</li>}
          </ul>
        </div>
      )}
    </QueryState>
  );
}
