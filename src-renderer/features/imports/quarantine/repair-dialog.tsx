import { Button, Group, Modal, Textarea } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { causeOf, notifyDone } from '#renderer/components/notices/notify.tsx';
import { keysText } from '#renderer/components/shortcuts/keys.tsx';
import { useMethod } from '#renderer/queries/use-method.ts';
import { useMethodMutation } from '#renderer/queries/use-method-mutation.ts';
import type { QuarantinedRowReport, RepairReport } from '#shared/contract/imports/imports-methods.ts';
import { describeReason } from '#shared/limit-files/describe-reason.ts';
import styles from './quarantine.module.css';

interface RepairDialogProps {
  readonly campaignId: string;
  readonly row: QuarantinedRowReport;
  /** Of the file that the row is from. */
  readonly columns: readonly string[];
  readonly onClose: () => void;
}

/** Corrects the text of a row and reads it again as its file was read, telling at every keystroke what would come of it. */
export function RepairDialog({ campaignId, row, columns, onClose }: RepairDialogProps) {
  const [text, setText] = useState(row.rowText);
  const [tried] = useDebouncedValue(text, 200);
  const rows = [{ id: row.id, rowText: tried }];
  const trial = useMethod(
    'quarantine.repair',
    tried.trim() === '' ? null : { campaignId, rows, isTrial: true },
  );
  const repair = useMethodMutation('quarantine.repair', {
    failureTitle: 'The row could not be imported',
    onSuccess: (report) => {
      onClose();
      notifyDone('Row imported', rest(report));
    },
  });
  const isCurrent = tried === text && !trial.isPlaceholderData;
  const canImport = isCurrent && (trial.data?.taken ?? 0) > 0;
  return (
    <Modal opened onClose={onClose} title={`Repair line ${row.line ?? ''} of ${row.file}`} size={640}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (canImport) repair.mutate({ campaignId, rows: [{ id: row.id, rowText: text }] });
        }}
      >
        {!row.rowText.startsWith('{') && (
          <pre className={styles.columns}>{columns.map((name) => name || '(no name)').join(', ')}</pre>
        )}
        <Textarea
          className={styles.editor}
          label="Row"
          description={describeReason(row.reason)}
          autosize
          minRows={2}
          data-autofocus
          spellCheck={false}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
        <Verdict report={trial.data} error={trial.error} />
        <Group justify="flex-end" mt="md">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="filled" disabled={!canImport} loading={repair.isPending}>
            Import the row
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

function Verdict({ report, error }: { report: RepairReport | undefined; error: Error | null }) {
  const isGood = error === null && (report?.taken ?? 0) > 0;
  const problems = report?.rejected.map(({ column, reason }) =>
    column === '' ? describeReason(reason) : `${column}: ${describeReason(reason)}`,
  );
  const text = error === null ? problems?.join('; ') : causeOf(error);
  return (
    <p className={styles.verdict} data-good={isGood || undefined} role="status">
      {isGood ? (
        <>
          <IconCircleCheck size={16} stroke={1.5} aria-hidden />
          {text ? `It can be taken, but for this: ${text}.` : 'It can be taken.'}
        </>
      ) : (
        text && (
          <>
            <IconAlertTriangle size={16} stroke={1.5} aria-hidden />
            {text}
          </>
        )
      )}
    </p>
  );
}

function rest({ rejected }: RepairReport): string {
  return rejected.length === 0
    ? `${keysText('mod+Z')} takes it back.`
    : `Still aside: ${rejected.map(({ reason }) => describeReason(reason)).join('; ')}.`;
}
