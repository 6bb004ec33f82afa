import { Button, Group, Modal } from '@mantine/core';
import { notifyDone } from '#renderer/components/notices/notify.tsx';
import { keysText } from '#renderer/components/shortcuts/keys.tsx';
import { QueryState } from '#renderer/components/states/query-state.tsx';
import { useMethod } from '#renderer/queries/use-method.ts';
import { useMethodMutation } from '#renderer/queries/use-method-mutation.ts';
import type { ImportRecordReport } from '#shared/contract/imports/imports-methods.ts';
import { undoRefusalText } from '#shared/domain/undo-refusal.ts';
import styles from './imports.module.css';
import { undoSentences } from './undo-sentences.ts';

interface UndoDialogProps {
  readonly campaignId: string;
  readonly record: ImportRecordReport;
  readonly onClose: () => void;
}

/** Says what taking an import back does before it does it. */
export function UndoDialog({ campaignId, record: { id, file }, onClose }: UndoDialogProps) {
  const plan = useMethod('imports.planUndo', { campaignId, id });
  const undo = useMethodMutation('imports.undo', {
    failureTitle: 'The import could not be undone',
    onSuccess: () => {
      onClose();
      notifyDone(`Import of ${file} undone`, `${keysText('mod+Z')} brings it back.`);
    },
  });
  return (
    <Modal opened onClose={onClose} title={`Undo the import of ${file}`}>
      <QueryState query={plan} loading="Looking at what depends on it" failed="This could not be found out">
        {(found) =>
          found.refused !== null ? (
            <p>{undoRefusalText(found.refused)}</p>
          ) : (
            <ul className={styles.sentences}>
              {undoSentences(found).map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          )
        }
      </QueryState>
      <Group justify="flex-end" mt="md">
        <Button onClick={onClose}>Keep it</Button>
        <Button
          variant="filled"
          disabled={plan.data === undefined || plan.data.refused !== null}
          loading={undo.isPending}
          onClick={() => undo.mutate({ campaignId, id })}
        >
          Undo the import
        </Button>
      </Group>
    </Modal>
  );
}
