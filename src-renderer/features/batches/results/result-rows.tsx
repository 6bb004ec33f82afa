import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef } from 'react';
import { NO_VALUE } from '#renderer/components/numbers/format-number.ts';
import { formatLimit } from '#renderer/components/numbers/format-quantity.ts';
import table from '#renderer/components/tables/data-table.module.css';
import { VirtualSpacer } from '#renderer/components/tables/virtual-spacer.tsx';
import type { ResultRow, ResultsPreview } from '#shared/contract/batches/results.ts';
import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import { QUANTITY_NAMES } from '#shared/domain/quantity.ts';
import { FATES } from './fates.ts';
import styles from './results.module.css';

interface ResultRowsProps {
  readonly preview: ResultsPreview;
  readonly definition: CampaignDefinition;
}

/** Every row of the file with what becomes of it, and after them the points that nothing is said of. */
export function ResultRows({ preview: { rows, report }, definition }: ResultRowsProps) {
  const scroller = useRef<HTMLElement>(null);
  const all = useMemo(
    () => [...rows, ...report.points.missing.map(missingRow)],
    [rows, report.points.missing],
  );
  const virtual = useVirtualizer({
    count: all.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 26,
    overscan: 16,
  });
  const items = virtual.getVirtualItems();
  const above = items[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  // Beside the limits: line, point, what becomes of it.
  const span = definition.quantities.length + 3;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard
    <section ref={scroller} className={styles.rows} tabIndex={0} aria-label="Rows of the file">
      <table className={`${table.table} ${table.sticky}`}>
        <thead>
          <tr>
            <th scope="col" data-numeric>
              Line
            </th>
            <th scope="col">Point</th>
            {definition.quantities.map((quantity) => (
              <th key={quantity} scope="col" data-numeric title={QUANTITY_NAMES[quantity]}>
                {quantity}
              </th>
            ))}
            <th scope="col">What becomes of it</th>
          </tr>
        </thead>
        <tbody>
          {above > 0 && <VirtualSpacer height={above} span={span} />}
          {items.map(({ index }) => {
            const row = all[index];
            return row && <Row key={index} row={row} definition={definition} />;
          })}
          {below > 0 && <VirtualSpacer height={below} span={span} />}
        </tbody>
      </table>
    </section>
  );
}

interface MissingRow extends Omit<ResultRow, 'fate' | 'line'> {
  readonly fate: 'missing';
  readonly line: null;
}

function missingRow(pointId: string): MissingRow {
  return { fate: 'missing', line: null, pointId, limits: {}, reason: 'the file says nothing of it' };
}

function Row({
  row: { line, fate, pointId, limits, reason },
  definition,
}: {
  row: ResultRow | MissingRow;
  definition: CampaignDefinition;
}) {
  const { word, tone } = fate === 'missing' ? { word: 'missing', tone: 'idle' } : FATES[fate];
  return (
    <tr data-tone={tone}>
      <td data-numeric data-quiet>
        {line ?? NO_VALUE}
      </td>
      <td>{pointId ?? NO_VALUE}</td>
      {definition.quantities.map((quantity) => {
        const y = limits[quantity];
        return (
          <td key={quantity} data-numeric>
            {y === undefined ? NO_VALUE : formatLimit(Math.exp(y))}
          </td>
        );
      })}
      <td className={styles.fate}>
        <span data-tone={tone}>{word}</span>
        {reason !== null && <span title={reason}>{reason}</span>}
      </td>
    </tr>
  );
}
