import { Checkbox } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { FlexRender, type Row, type RowSelectionState, useTable } from '@tanstack/react-table';
import { type Rect, useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type MouseEvent, memo, useMemo, useRef } from 'react';
import tableStyles from '#renderer/components/tables/data-table.module.css';
import { useGrowingCount } from '#renderer/components/tables/use-growing-count.ts';
import { VirtualSpacer } from '#renderer/components/tables/virtual-spacer.tsx';
import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import { type PointColumn, pointColumns, pointFeatures } from './point-columns.tsx';
import type { PointRow, Points } from './points.ts';
import styles from './points-table.module.css';
import type { PointOrder } from './select-points.ts';

/** Pixels of a row, as --row-h has it. */
const ROW_HEIGHT = 26;
const SELECTION_WIDTH = 40;
const OVERSCAN = 6;
/** A screen that opens shows so many more with every frame: all at once would hold up whatever else moves. */
const ROWS_A_FRAME = 10;

interface PointsTableProps {
  readonly definition: CampaignDefinition;
  readonly points: Points;
  /** The points to show, in their order. */
  readonly rows: PointRow[];
  readonly order: PointOrder | null;
  readonly onOrder: (order: PointOrder | null) => void;
  /** By column; those left out are as they are by default. */
  readonly visibility: Readonly<Record<string, boolean>>;
  /** By the points' ids. */
  readonly selection: RowSelectionState;
  readonly onSelection: (selection: RowSelectionState) => void;
}

/** All points as a table; only the rows in view exist, so that tens of thousands scroll like ten. */
export function PointsTable(props: PointsTableProps) {
  const { definition, points, rows, order, onOrder, visibility, selection, onSelection } = props;
  const { columns, meta } = useMemo(() => pointColumns(definition, points), [definition, points]);
  const columnVisibility = useMemo(() => shownColumns(meta, visibility), [meta, visibility]);
  const sorting = useMemo(
    () => (order === null ? [] : [{ id: order.column, desc: order.isDescending }]),
    [order],
  );
  const table = useTable({
    features: pointFeatures,
    columns,
    data: rows,
    getRowId: rowId,
    // Rows come selected and in order: columns of numbers are sorted faster than objects.
    manualSorting: true,
    enableMultiSort: false,
    state: { sorting, columnVisibility, rowSelection: selection },
    onSortingChange: (change) => {
      const [first] = typeof change === 'function' ? change(sorting) : change;
      onOrder(first === undefined ? null : { column: first.id, isDescending: first.desc });
    },
    onRowSelectionChange: (change) => onSelection(typeof change === 'function' ? change(selection) : change),
  });
  const shown = meta.filter(({ id }) => columnVisibility[id]);
  const metaOf = new Map(meta.map((column) => [column.id, column]));

  const scrollElement = useRef<HTMLDivElement>(null);
  const tableRows = table.getRowModel().rows;
  const virtualizer = useVirtualizer({
    count: tableRows.length,
    getScrollElement: () => scrollElement.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    scrollPaddingStart: 28,
    // Until its size is known: rows that are made with the screen, in slices, and not in one go right after it.
    initialRect: { width: window.innerWidth, height: window.innerHeight },
    observeElementRect: observeSize,
  });
  const inView = virtualizer.getVirtualItems();
  const items = inView.slice(0, useGrowingCount(inView.length, ROWS_A_FRAME));
  const before = items[0]?.start ?? 0;
  const after = virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0);
  const move = (event: KeyboardEvent<HTMLTableRowElement>) => {
    const target = nextIndex(event.key, Number(event.currentTarget.dataset.index), tableRows.length);
    if (target === null) return;
    event.preventDefault();
    virtualizer.scrollToIndex(target);
    // The row may not exist yet; it does after the virtualizer has drawn.
    requestAnimationFrame(() => {
      scrollElement.current?.querySelector<HTMLElement>(`tr[data-index="${target}"]`)?.focus();
    });
  };
  const version = useMemo(() => ({ columns, columnVisibility }), [columns, columnVisibility]);
  // Rows that scroll out lend their elements to those that scroll in: a far jump makes no new ones.
  const slots = Math.ceil((virtualizer.scrollRect?.height ?? 0) / ROW_HEIGHT) + 2 * OVERSCAN + 2;
  const firstInView = items[0]?.index ?? 0;

  return (
    <div className={styles.scroll} ref={scrollElement} data-testid="points-scroll">
      <table
        className={`${tableStyles.table} ${tableStyles.sticky} ${styles.table}`}
        aria-label="Points"
        aria-rowcount={tableRows.length + 1}
        style={{ minWidth: minimumWidth(shown) }}
      >
        <colgroup>
          <col style={{ width: SELECTION_WIDTH }} />
          {shown.map(({ id, width }) => (
            <col key={id} style={width === null ? undefined : { width }} />
          ))}
        </colgroup>
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id} aria-rowindex={1}>
              <th scope="col">
                <Checkbox
                  aria-label="Select all shown points"
                  checked={tableRows.length > 0 && table.getIsAllRowsSelected()}
                  indeterminate={table.getIsSomeRowsSelected() && !table.getIsAllRowsSelected()}
                  onChange={table.getToggleAllRowsSelectedHandler()}
                />
              </th>
              {group.headers.map((header) => {
                const sorted = order?.column === header.column.id ? order : null;
                return (
                  <th
                    key={header.id}
                    scope="col"
                    data-numeric={metaOf.get(header.column.id)?.isNumeric || undefined}
                    aria-sort={sorted === null ? undefined : sorted.isDescending ? 'descending' : 'ascending'}
                  >
                    <button
                      type="button"
                      className={styles.sort}
                      title={`Sort by ${metaOf.get(header.column.id)?.name}`}
                      onClick={() => onOrder(nextOrder(order, header.column.id))}
                    >
                      <FlexRender header={header} />
                      {sorted !== null &&
                        (sorted.isDescending ? <IconArrowDown size={12} /> : <IconArrowUp size={12} />)}
                    </button>
                  </th>
                );
              })}
            </tr>
          ))}
        </thead>
        <tbody>
          {before > 0 && <VirtualSpacer height={before} span={shown.length + 1} />}
          {items.map(({ index }) => {
            const row = tableRows[index];
            return (
              row && (
                <PointTableRow
                  key={index % slots}
                  row={row}
                  index={index}
                  state={points.states[row.original.row]}
                  metaOf={metaOf}
                  isSelected={selection[row.id] === true}
                  isTabStop={index === firstInView}
                  onKeyDown={move}
                  version={version}
                />
              )
            );
          })}
          {after > 0 && <VirtualSpacer height={after} span={shown.length + 1} />}
        </tbody>
      </table>
    </div>
  );
}

/** Tells an element's size when the browser has it: asked for at once, it would lay the whole screen out before its frame. */
function observeSize(
  { scrollElement }: Virtualizer<HTMLDivElement, Element>,
  tell: (rect: Rect) => void,
): () => void {
  const observer = new ResizeObserver(([entry]) => {
    if (entry !== undefined) tell({ width: entry.contentRect.width, height: entry.contentRect.height });
  });
  if (scrollElement !== null) observer.observe(scrollElement);
  return () => observer.disconnect();
}

const rowId = ({ id }: PointRow): string => String(id);

/** Which columns are shown, of every column. */
export function shownColumns(
  meta: readonly PointColumn[],
  visibility: Readonly<Record<string, boolean>>,
): Record<string, boolean> {
  return Object.fromEntries(meta.map(({ id, isShownAtFirst }) => [id, visibility[id] ?? isShownAtFirst]));
}

/** Up, down, and then as the points came. */
function nextOrder(order: PointOrder | null, column: string): PointOrder | null {
  if (order?.column !== column) return { column, isDescending: false };
  return order.isDescending ? null : { column, isDescending: true };
}

function minimumWidth(columns: readonly PointColumn[]): number {
  return columns.reduce((sum, { width }) => sum + (width ?? 120), SELECTION_WIDTH);
}

function nextIndex(key: string, index: number, count: number): number | null {
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: index + 1,
    ArrowUp: index - 1,
    PageDown: index + 20,
    PageUp: index - 20,
    Home: 0,
    End: count - 1,
  };
  const target = steps[key];
  return target === undefined ? null : Math.max(0, Math.min(count - 1, target));
}

interface PointTableRowProps {
  readonly row: Row<typeof pointFeatures, PointRow>;
  readonly index: number;
  readonly state: string | undefined;
  readonly metaOf: ReadonlyMap<string, PointColumn>;
  readonly isSelected: boolean;
  readonly isTabStop: boolean;
  readonly onKeyDown: (event: KeyboardEvent<HTMLTableRowElement>) => void;
  /** Changes when the row has to be drawn again though its point is the same. */
  readonly version: object;
}

const PointTableRow = memo(
  function PointTableRow({
    row,
    index,
    state,
    metaOf,
    isSelected,
    isTabStop,
    onKeyDown,
  }: PointTableRowProps) {
    const toggle = row.getToggleSelectedHandler();
    return (
      <tr
        data-index={index}
        data-state={state}
        aria-rowindex={index + 2}
        aria-selected={isSelected}
        tabIndex={isTabStop ? 0 : -1}
        onKeyDown={(event) => {
          if (event.key === ' ' && event.target === event.currentTarget) {
            event.preventDefault();
            row.toggleSelected();
          } else onKeyDown(event);
        }}
      >
        <td>
          <input
            type="checkbox"
            className={styles.check}
            aria-label={`Select point ${row.id}`}
            checked={isSelected}
            // The change itself does not say whether Shift was held.
            onClick={(event: MouseEvent) => toggle(event)}
            onChange={ignore}
            tabIndex={-1}
          />
        </td>
        {row.getVisibleCells().map((cell) => (
          <td key={cell.id} data-numeric={metaOf.get(cell.column.id)?.isNumeric || undefined}>
            <FlexRender cell={cell} />
          </td>
        ))}
      </tr>
    );
  },
  (a, b) =>
    a.row === b.row &&
    a.index === b.index &&
    a.state === b.state &&
    a.isSelected === b.isSelected &&
    a.isTabStop === b.isTabStop &&
    a.version === b.version,
);

const ignore = (): void => {};
