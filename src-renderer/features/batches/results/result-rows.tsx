import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef } from 'react';
import { NO_VALUE } from '#renderer/components/numbers/format-number.ts';
import { formatLimit } from '#renderer/components/numbers/format-quantity.ts';
import table from '#renderer/components/tables/data-table.module.css';
import { VirtualSpacer } from '#renderer/components/tables/virtual-spacer.tsx';
import type { ResultRow, ResultsPreview } from '#shared/contract/batches/results.ts';
import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import { QUANTITY_NAMES } from '#shared/domain/quantity.ts';
import { describeElsewhere } from '../describe-elsewhere.ts';
import { describeResult } from './describe-result.ts';
import { OUTCOMES } from './outcomes.ts';
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

interface MissingRow extends Omit<ResultRow, 'outcome' | 'line'> {
  readonly outcome: 'missing';
  readonly line: null;
}

function missingRow(pointId: string): MissingRow {
  return { outcome: 'missing', line: null, path: null, pointId, limits: {}, elsewhere: null, detail: null };
}

function Row({
  row: { line, path, outcome, pointId, limits, elsewhere, detail },
  definition,
}: {
  row: ResultRow | MissingRow;
  definition: CampaignDefinition;
}) {
  const { word, tone } = outcome === 'missing' ? { word: 'missing', tone: 'idle' } : OUTCOMES[outcome];
  const told =
    outcome === 'missing'
      ? ['the file says nothing of it']
      : [detail && describeResult(detail), elsewhere && describeElsewhere(elsewhere)].filter(isText);
  const more = told.length === 0 ? null : told.join('; ');
  return (
    <tr data-tone={tone}>
      <td data-numeric data-quiet>
        {path ?? line ?? NO_VALUE}
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
      <td className={styles.outcome}>
        <span data-tone={tone}>{word}</span>
        {more !== null && <span title={more}>{more}</span>}
      </td>
    </tr>
  );
}

const isText = (text: string | null): text is string => text !== null;
