import { Badge, Button } from '@mantine/core';
import { IconArrowBackUp, IconTableImport } from '@tabler/icons-react';
import { useState } from 'react';
import { DisabledBecause } from '#renderer/components/layout/disabled-because.tsx';
import { SideDrawer } from '#renderer/components/layout/side-drawer.tsx';
import { formatCounted } from '#renderer/components/numbers/format-number.ts';
import { formatMoment, formatTimestamp } from '#renderer/components/numbers/format-time.ts';
import { EmptyState } from '#renderer/components/states/empty-state.tsx';
import { QueryState } from '#renderer/components/states/query-state.tsx';
import { useMethod } from '#renderer/queries/use-method.ts';
import type { ImportRecordReport } from '#shared/contract/imports/imports-methods.ts';
import { describeMapping } from './describe-mapping.ts';
import styles from './imports.module.css';
import { UndoDialog } from './undo-dialog.tsx';

interface ImportsDrawerProps {
  readonly campaignId: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly readOnlyReason: string | null;
}

/** Every file that was read into the campaign: by whom, when, how, what is left of it, and its undo. */
export function ImportsDrawer({ campaignId, isOpen, onClose, readOnlyReason }: ImportsDrawerProps) {
  const imports = useMethod('imports.list', { campaignId });
  const [undoing, setUndoing] = useState<ImportRecordReport | null>(null);
  return (
    <SideDrawer over="work" isOpen={isOpen} onClose={onClose} title="Imports" remark="latest first">
      <QueryState query={imports} loading="Reading the imports" failed="The imports could not be read">
        {(records) =>
          records.length === 0 ? (
            <EmptyState icon={<IconTableImport size={28} stroke={1.4} />} title="No imports yet">
              Files that are imported stand here, with their hash and mapping.
            </EmptyState>
          ) : (
            <ol className={styles.list}>
              {records.map((record) => (
                <ImportEntry
                  key={record.id}
                  record={record}
                  onUndo={() => setUndoing(record)}
                  readOnlyReason={readOnlyReason}
                />
              ))}
            </ol>
          )
        }
      </QueryState>
      {undoing !== null && (
        <UndoDialog campaignId={campaignId} record={undoing} onClose={() => setUndoing(null)} />
      )}
    </SideDrawer>
  );
}

interface ImportEntryProps {
  readonly record: ImportRecordReport;
  readonly onUndo: () => void;
  readonly readOnlyReason: string | null;
}

function ImportEntry({ record, onUndo, readOnlyReason }: ImportEntryProps) {
  const { id, file, sha256, kind, points, quarantined, user, at, undoneAt } = record;
  return (
    <li className={styles.entry} data-undone={undoneAt !== null || undefined}>
      <div className={styles.head}>
        <strong>{file}</strong>
        <Badge>import {id}</Badge>
        {kind === 'results' && <Badge>results of a batch</Badge>}
        {undoneAt !== null && <Badge color="warn">undone {formatMoment(undoneAt)}</Badge>}
        <span className={styles.when} title={formatTimestamp(at)}>
          {formatMoment(at)} by {user}
        </span>
      </div>
      <p>
        {formatCounted(points, 'point')}, {formatCounted(quarantined, 'entry', 'entries')} in the quarantine
      </p>
      <p className={styles.mapping}>{describeMapping(record)}</p>
      <p className={styles.hash}>
        SHA-256 <code>{sha256}</code>
      </p>
      {undoneAt === null && (
        <DisabledBecause reason={readOnlyReason}>
          <Button
            className={styles.undo ?? ''}
            leftSection={<IconArrowBackUp />}
            onClick={onUndo}
            aria-label={`Undo the import of ${file}`}
          >
            Undo…
          </Button>
        </DisabledBecause>
      )}
    </li>
  );
}
