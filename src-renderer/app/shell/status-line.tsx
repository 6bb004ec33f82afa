import { UnstyledButton } from '@mantine/core';
import { Keys, keysText } from '#renderer/components/shortcuts/keys.tsx';
import { useConnection } from '#renderer/host/surroundings-provider.tsx';
import { useEditHistory } from '#renderer/queries/use-edit-history.ts';
import { useStatusText } from '#renderer/state/status-text.ts';
import type { CampaignSummary } from '#shared/contract/campaign-methods.ts';
import styles from './status-line.module.css';

/** The line at the foot: the file, that nothing waits to be saved, and at the right what the screen says. */
export function StatusLine({ summary }: { summary: CampaignSummary | null }) {
  const text = useStatusText((state) => state.text);
  const connection = useConnection();
  return (
    <footer className={styles.line}>
      {summary === null ? (
        <span>Drop a .contourist file anywhere to open it</span>
      ) : (
        <>
          <span title={summary.path}>{fileName(summary.path)}</span>
          {connection === 'lost' ? (
            <span className={styles.lost} role="alert">
              Contourist does not answer; trying again
            </span>
          ) : (
            <span>{summary.readOnly === null ? 'All changes saved' : 'Read-only'}</span>
          )}
        </>
      )}
      <span className={styles.gap} />
      {text !== null && <span>{text}</span>}
      {summary !== null && summary.readOnly === null && <UndoHint campaignId={summary.campaignId} />}
    </footer>
  );
}

const fileName = (path: string): string => path.split(/[/\\]/).at(-1) ?? path;

function UndoHint({ campaignId }: { campaignId: string }) {
  const { undoText, undo } = useEditHistory(campaignId);
  if (undoText === null) return null;
  return (
    <UnstyledButton className={styles.undo} onClick={undo} aria-keyshortcuts={keysText('mod+Z')}>
      Undo: {undoText}
      <Keys keys="mod+Z" />
    </UnstyledButton>
  );
}
