import { UnstyledButton } from '@mantine/core';
import { fileNameOf } from '#renderer/components/files/file-name.ts';
import { Keys, keysText } from '#renderer/components/shortcuts/keys.tsx';
import { useConnection, useHost } from '#renderer/host/surroundings-provider.tsx';
import { useEditHistory } from '#renderer/queries/use-edit-history.ts';
import { useStatusText } from '#renderer/state/status-text.ts';
import type { CampaignSummary } from '#shared/contract/campaigns/campaigns-methods.ts';
import styles from './status-line.module.css';

/** The line at the foot: the file, that nothing waits to be saved, and at the right what the screen says. */
export function StatusLine({ summary }: { summary: CampaignSummary | null }) {
  const text = useStatusText((state) => state.text);
  const connection = useConnection();
  const { kind } = useHost();
  return (
    <footer className={styles.line}>
      {summary !== null && <span title={summary.path}>{fileNameOf(summary.path)}</span>}
      {connection === 'lost' ? (
        <span className={styles.lost} role="alert">
          Contourist does not answer; trying again
        </span>
      ) : summary !== null ? (
        <span>{summary.readOnly === null ? 'All changes saved' : 'Read-only'}</span>
      ) : (
        // A browser does not say where a dropped file lies.
        kind === 'electron' && <span>Drop a .contourist file anywhere to open it</span>
      )}
      <span className={styles.gap} />
      {text !== null && <span>{text}</span>}
      {summary !== null && summary.readOnly === null && <UndoHint campaignId={summary.campaignId} />}
    </footer>
  );
}

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
