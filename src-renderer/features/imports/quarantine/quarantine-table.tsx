import { Button, VisuallyHidden } from '@mantine/core';
import { IconCircleCheck, IconTool } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import { DisabledBecause } from '#renderer/components/layout/disabled-because.tsx';
import { formatCount } from '#renderer/components/numbers/format-number.ts';
import { EmptyState } from '#renderer/components/states/empty-state.tsx';
import { QueryState } from '#renderer/components/states/query-state.tsx';
import tableStyles from '#renderer/components/tables/data-table.module.css';
import { VirtualSpacer } from '#renderer/components/tables/virtual-spacer.tsx';
import { useMethod } from '#renderer/queries/use-method.ts';
import type { QuarantinedRowReport } from '#shared/contract/imports/imports-methods.ts';
import { describeReason } from '#shared/limit-files/describe-reason.ts';
import styles from './quarantine.module.css';
import { RepairDialog } from './repair-dialog.tsx';

const ROW_HEIGHT = 28;

interface QuarantineTableProps {
  readonly campaignId: string;
  /** Rows are shown whose file, reason or text has all of its words. */
  readonly searchText: string;
  readonly readOnlyReason: string | null;
}

/** Every row that was kept aside, why, and a way to put it right. */
export function QuarantineTable({ campaignId, searchText, readOnlyReason }: QuarantineTableProps) {
  const quarantine = useMethod('quarantine.list', { campaignId });
  const [repairing, setRepairing] = useState<QuarantinedRowReport | null>(null);
  return (
    <QueryState query={quarantine} loading="Reading the quarantine" failed="The quarantine could not be read">
      {({ rows, columns }) => {
        if (rows.length === 0) {
          return (
            <EmptyState icon={<IconCircleCheck size={28} stroke={1.4} />} title="Nothing is kept aside">
              Every row of every imported file found its place.
            </EmptyState>
          );
        }
        return (
          <>
            <Rows
              rows={rows}
              searchText={searchText}
              canRepair={(row) => columns[String(row.import)] !== undefined}
              onRepair={setRepairing}
              readOnlyReason={readOnlyReason}
            />
            {repairing !== null && (
              <RepairDialog
                key={repairing.id}
                campaignId={campaignId}
                row={repairing}
                columns={columns[String(repairing.import)] ?? []}
                onClose={() => setRepairing(null)}
              />
            )}
          </>
        );
      }}
    </QueryState>
  );
}

interface RowsProps {
  readonly rows: readonly QuarantinedRowReport[];
  readonly searchText: string;
  readonly canRepair: (row: QuarantinedRowReport) => boolean;
  readonly onRepair: (row: QuarantinedRowReport) => void;
  readonly readOnlyReason: string | null;
}

function Rows({ rows, searchText, canRepair, onRepair, readOnlyReason }: RowsProps) {
  const shown = useMemo(() => rows.filter(matcher(searchText)), [rows, searchText]);
  const scrollElement = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scrollElement.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 10,
  });
  const items = virtualizer.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <section
      className={styles.scroll}
      ref={scrollElement}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label="Quarantine"
    >
      <table
        className={`${tableStyles.table} ${tableStyles.sticky} ${styles.table}`}
        aria-rowcount={shown.length + 1}
      >
        <colgroup>
          <col style={{ width: 180 }} />
          <col style={{ width: 64 }} />
          <col style={{ width: 110 }} />
          <col style={{ width: 120 }} />
          <col />
          <col />
          <col style={{ width: 100 }} />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">File</th>
            <th scope="col" data-numeric>
              Line
            </th>
            <th scope="col">Column</th>
            <th scope="col">Value</th>
            <th scope="col">Reason</th>
            <th scope="col">Row as written</th>
            <th scope="col">
              <VisuallyHidden>Repair</VisuallyHidden>
            </th>
          </tr>
        </thead>
        <tbody>
          {before > 0 && <VirtualSpacer height={before} span={7} />}
          {items.map(({ index, key }) => {
            const row = shown[index];
            return (
              row && (
                <tr key={key} aria-rowindex={index + 2}>
                  <td title={`import ${row.import}`}>{row.file}</td>
                  <td data-numeric>{row.path ?? (row.line === null ? '' : formatCount(row.line))}</td>
                  <td>{row.column}</td>
                  <td className={styles.fault} title={row.value ?? undefined}>
                    {row.value}
                  </td>
                  <td title={describeReason(row.reason)}>{describeReason(row.reason)}</td>
                  <td className={styles.text} title={row.rowText}>
                    {row.rowText}
                  </td>
                  <td>
                    <DisabledBecause reason={whyNot(row, canRepair, readOnlyReason)}>
                      <Button
                        variant="subtle"
                        size="compact-sm"
                        leftSection={<IconTool />}
                        aria-label={`Repair line ${row.line} of ${row.file}`}
                        onClick={() => onRepair(row)}
                      >
                        Repair
                      </Button>
                    </DisabledBecause>
                  </td>
                </tr>
              )
            );
          })}
          {after > 0 && <VirtualSpacer height={after} span={7} />}
        </tbody>
      </table>
      {shown.length === 0 && <p className={styles.nothing}>No row kept aside is like that.</p>}
    </section>
  );
}

function whyNot(
  row: QuarantinedRowReport,
  canRepair: RowsProps['canRepair'],
  readOnlyReason: string | null,
): string | null {
  if (readOnlyReason !== null) return readOnlyReason;
  return canRepair(row)
    ? null
    : 'Correct the file and import it again: how its rows are laid out was not kept.';
}

function matcher(text: string): (row: QuarantinedRowReport) => boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return ({ file, line, path, column, reason, rowText }) => {
    const all = [file, path ?? line, column, describeReason(reason), rowText].join('\n').toLowerCase();
    return words.every((word) => all.includes(word));
  };
}
