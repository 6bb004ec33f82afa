import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { parameterTitle } from '#renderer/components/math/parameter-title.ts';
import { Tex } from '#renderer/components/math/tex.tsx';
import { useShortcut } from '#renderer/components/shortcuts/shortcut-registry.ts';
import table from '#renderer/components/tables/data-table.module.css';
import { VirtualSpacer } from '#renderer/components/tables/virtual-spacer.tsx';
import type { BatchDetail, BatchDetailPoint } from '#shared/contract/batches/batches-methods.ts';
import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import styles from './batches.module.css';
import { ProposalRow } from './proposal-row.tsx';
import type { BatchEditing, PointActions } from './use-batch-editing.ts';

interface ProposalTableProps {
  readonly definition: CampaignDefinition;
  readonly batch: BatchDetail;
  readonly editing: BatchEditing;
}

const ROW_HEIGHT = 26;

/** Number, reason, p_excl, two of its stage, gain, actions. */
const OTHER_COLUMNS = 7;

/** Every point with its reason; arrows select, P pins, V vetoes. Only the rows in sight are there. */
export function ProposalTable({ definition, batch, editing }: ProposalTableProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const { points } = batch;
  const isFrozen = batch.frozenAt !== null;
  const rows = useVirtualizer({
    count: points.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 6,
  });
  const { selected } = editing;
  const move = (step: number) => {
    const now = points.findIndex(({ id }) => id === selected?.id);
    const next = Math.max(0, Math.min(points.length - 1, now < 0 ? 0 : now + step));
    editing.actions.select(points[next]?.id ?? null);
    rows.scrollToIndex(next);
  };
  const canShape = editing.whyNot === null && selected !== null;
  useShortcut({
    label: 'Next point',
    group: 'Batches',
    keys: ['ArrowDown'],
    run: () => move(1),
  });
  useShortcut({ label: 'Previous point', group: 'Batches', keys: ['ArrowUp'], run: () => move(-1) });
  useShortcut({
    label: 'Pin the selected point, or release it',
    group: 'Batches',
    keys: ['P'],
    isEnabled: canShape,
    run: () => selected && togglePin(selected, editing.actions),
  });
  useShortcut({
    label: 'Veto the selected point, or take the veto back',
    group: 'Batches',
    keys: ['V'],
    isEnabled: selected !== null && (canShape || canBeWithdrawn(selected)),
    run: () => selected && toggleVeto(selected, editing.actions),
  });

  const largestGain = Math.max(0, ...points.map(({ gain }) => gain ?? 0));
  const virtual = rows.getVirtualItems();
  const above = virtual[0]?.start ?? 0;
  const below = rows.getTotalSize() - (virtual.at(-1)?.end ?? 0);
  const span = definition.parameters.length + OTHER_COLUMNS;
  return (
    <div ref={scroller} className={styles.tableScroll}>
      <table
        className={`${table.table} ${table.sticky}`}
        aria-label="Points"
        aria-rowcount={points.length + 1}
      >
        <thead>
          <tr>
            <th scope="col" data-numeric>
              #
            </th>
            {definition.parameters.map((parameter) => (
              <th key={parameter.name} scope="col" data-numeric>
                <Tex>{parameterTitle(parameter)}</Tex>
              </th>
            ))}
            <th scope="col">Reason</th>
            <th scope="col" data-numeric>
              <Tex>{'$p_{\\mathrm{excl}}$'}</Tex>
            </th>
            {isFrozen ? (
              <>
                <th scope="col">State</th>
                <th scope="col" data-numeric>
                  <Tex>{'$\\mu$ back'}</Tex>
                </th>
              </>
            ) : (
              <>
                <th scope="col" data-numeric>
                  <Tex>$H$ [nat]</Tex>
                </th>
                <th scope="col" data-numeric>
                  Nearest
                </th>
              </>
            )}
            <th scope="col" data-numeric>
              Gain
            </th>
            <th scope="col">
              <span className={styles.forReaders}>Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {above > 0 && <VirtualSpacer height={above} span={span} />}
          {virtual.map(({ index }) => {
            const point = points[index];
            return point === undefined ? null : (
              <ProposalRow
                key={point.id}
                point={point}
                index={index}
                definition={definition}
                isFrozen={isFrozen}
                entropyBefore={batch.entropyBefore}
                largestGain={largestGain}
                isSelected={selected?.id === point.id}
                isBusy={editing.busy.has(point.id)}
                isVetoing={editing.vetoing === point.id}
                whyNot={editing.whyNot}
                actions={editing.actions}
              />
            );
          })}
          {below > 0 && <VirtualSpacer height={below} span={span} />}
        </tbody>
      </table>
    </div>
  );
}

/** After a freeze a veto withdraws a point whose result is still to come. */
function canBeWithdrawn({ state }: BatchDetailPoint): boolean {
  return state === 'requested' || state === 'running' || state === 'proposed' || state === 'pinned';
}

function togglePin(point: BatchDetailPoint, actions: PointActions): void {
  if (point.state === 'pinned') actions.release(point.id);
  else actions.pin(point.id);
}

function toggleVeto(point: BatchDetailPoint, actions: PointActions): void {
  if (point.state === 'vetoed') actions.release(point.id);
  else actions.askForVeto(point.id);
}
