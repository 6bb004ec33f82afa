import { Tooltip } from '@mantine/core';
import { PointGlyph } from '#renderer/components/glyphs/point-glyph.tsx';
import { Panel } from '#renderer/components/layout/panel.tsx';
import { formatCount, formatDecimals, NO_VALUE } from '#renderer/components/numbers/format-number.ts';
import table from '#renderer/components/tables/data-table.module.css';
import type { BatchSummary } from '#shared/contract/batches/batches-methods.ts';
import type { CampaignSummary } from '#shared/contract/campaigns/campaigns-methods.ts';
import { shortMethodName } from './acquisition-texts.ts';
import styles from './batches.module.css';
import { type StateShare, stateShares, stateSummary } from './state-shares.ts';

interface BatchListProps {
  readonly summary: CampaignSummary;
  /** Newest first. */
  readonly batches: readonly BatchSummary[];
  readonly chosen: number;
  readonly onChoose: (batch: number) => void;
}

/** All batches: how they were chosen, how far they have come, and what the contour was like after them. */
export function BatchList({ summary: { counts }, batches, chosen, onChoose }: BatchListProps) {
  const all = `all points: ${formatCount(counts.fitted)} fitted, ${formatCount(counts.quarantined)} quarantined`;
  return (
    <Panel title="Batches" value={all} isFlush>
      <div className={styles.listScroll}>
        <table className={`${table.table} ${table.sticky}`} aria-label="Batches">
          <thead>
            <tr>
              <th scope="col">Batch</th>
              <th scope="col">Method</th>
              <th scope="col" data-numeric>
                Points
              </th>
              <th scope="col">State</th>
              <th scope="col" data-numeric>
                Entropy after
              </th>
            </tr>
          </thead>
          <tbody>
            {batches.map((batch) => (
              <tr
                key={batch.number}
                aria-selected={batch.number === chosen}
                tabIndex={batch.number === chosen ? 0 : -1}
                className={styles.choosable}
                onClick={() => onChoose(batch.number)}
                onKeyDown={(event) => moveAmongRows(event, (row) => onChoose(batches[row]?.number ?? chosen))}
              >
                <td data-strong>{batch.number}</td>
                <td data-quiet>{shortMethodName(batch.method)}</td>
                <td data-numeric>{formatCount(countOf(batch))}</td>
                <td>
                  <BatchState batch={batch} />
                </td>
                <td data-numeric>
                  {batch.entropyAfter === null ? NO_VALUE : formatDecimals(batch.entropyAfter, 3)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

/** Arrow keys go from row to row; the rows are those of one table body, in order. */
function moveAmongRows(event: React.KeyboardEvent<HTMLTableRowElement>, choose: (row: number) => void): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const row = event.currentTarget;
  const next = step > 0 ? row.nextElementSibling : row.previousElementSibling;
  if (!(next instanceof HTMLTableRowElement)) return;
  event.preventDefault();
  choose(next.sectionRowIndex);
  next.focus();
}

const countOf = ({ states }: BatchSummary): number =>
  Object.entries(states).reduce((sum, [state, count]) => sum + (state === 'vetoed' ? 0 : count), 0);

function BatchState({ batch }: { batch: BatchSummary }) {
  const shares = stateShares(batch.states);
  const text = stateSummary(batch);
  if (batch.frozenAt === null && shares.every(({ kind }) => kind === 'proposed')) {
    return (
      <span className={styles.proposedState}>
        <PointGlyph kind="proposed" /> {text}
      </span>
    );
  }
  return (
    <span className={styles.barAndText}>
      <StateBar shares={shares} />
      {text}
    </span>
  );
}

/** How many points are in which state, as one bar; the words stand beside it. */
function StateBar({ shares }: { shares: readonly StateShare[] }) {
  return (
    <Tooltip label={shares.map(({ kind, count }) => `${formatCount(count)} ${kind}`).join(', ')}>
      <span className={styles.stateBar} aria-hidden>
        {shares.map(({ kind, count }) => (
          <span key={kind} data-kind={kind} style={{ flexGrow: count }} />
        ))}
      </span>
    </Tooltip>
  );
}
