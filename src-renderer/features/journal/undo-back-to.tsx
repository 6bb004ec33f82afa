import { Button, Group, Modal } from '@mantine/core';
import { formatCounted } from '#renderer/components/numbers/format-number.ts';
import { useMethodMutation } from '#renderer/queries/use-method-mutation.ts';
import type { JournalLineReport } from '#shared/contract/journal/journal-methods.ts';
import styles from './journal.module.css';

interface UndoBackToProps {
  readonly campaignId: string;
  /** The step to take back; null while none is asked for. */
  readonly line: JournalLineReport | null;
  readonly lines: readonly JournalLineReport[];
  readonly onClose: () => void;
}

/** Says which steps go with one that is taken back, before it does it. */
export function UndoBackTo({ campaignId, line, lines, onClose }: UndoBackToProps) {
  const undo = useMethodMutation('edit.undo', { failureTitle: 'Could not undo', onSuccess: onClose });
  const going = line === null ? [] : lines.filter(({ id, isUndoable }) => isUndoable && id >= line.id);
  return (
    <Modal opened={line !== null} onClose={onClose} title="Take back">
      <p>
        {going.length === 1
          ? 'This step is taken back. It can be done again.'
          : `${formatCounted(going.length, 'step')} are taken back, the latest first. They can be done again.`}
      </p>
      <ul className={styles.going}>
        {going.map(({ id, text }) => (
          <li key={id}>{text}</li>
        ))}
      </ul>
      <Group justify="flex-end" gap="sm">
        <Button onClick={onClose}>Cancel</Button>
        <Button
          variant="filled"
          loading={undo.isPending}
          onClick={() => line !== null && undo.mutate({ campaignId, journalId: line.id })}
          data-autofocus
        >
          Take back
        </Button>
      </Group>
    </Modal>
  );
}
