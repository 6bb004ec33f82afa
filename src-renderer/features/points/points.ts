import { decodeFloats } from '#renderer/queries/decode-floats.ts';
import type { PointTable } from '#shared/contract/points/points-methods.ts';
import type { Fidelity } from '#shared/domain/fidelity.ts';
import { leftOutText } from '#shared/domain/left-out-reason.ts';
import { outsideText } from '#shared/domain/outside-reason.ts';
import type { Quantity } from '#shared/domain/quantity.ts';

/** How a point stands with the fit; the first that applies. */
export type PointState = 'excluded' | 'test' | 'outside' | 'fitted';

/** One point by its place in the columns. */
export interface PointRow {
  readonly row: number;
  readonly id: number;
}

/** Every point of the campaign in columns; what is text is there for the few rows that have it. */
export interface Points {
  readonly rows: readonly PointRow[];
  readonly fidelities: readonly Fidelity[];
  readonly states: readonly PointState[];
  /** θ in its own units, one column per parameter. */
  readonly theta: readonly Float64Array[];
  /** Limits on μ by quantity, NaN where there is none. */
  readonly mu: Readonly<Partial<Record<Quantity, Float64Array>>>;
  readonly clipped: Readonly<Partial<Record<Quantity, ReadonlySet<number>>>>;
  readonly imports: readonly (number | null)[];
  readonly batchPoints: ReadonlyMap<number, string>;
  /** In words, as they are shown and searched. */
  readonly excludedReasons: ReadonlyMap<number, string>;
  readonly outsideReasons: ReadonlyMap<number, string>;
  readonly notes: ReadonlyMap<number, string>;
}

/** The points as they came from the core, ready to be shown, sorted and searched. */
export function decodePoints(table: PointTable): Points {
  const excludedReasons = byRow(
    table.excluded.map(({ reason, rows }) => ({ text: leftOutText(reason), rows })),
  );
  const outsideReasons = byRow(
    table.outside.map(({ reason, rows }) => ({ text: outsideText(reason), rows })),
  );
  const test = new Set(table.test);
  const stateOf = (row: number): PointState => {
    if (excludedReasons.has(row)) return 'excluded';
    if (test.has(row)) return 'test';
    return outsideReasons.has(row) ? 'outside' : 'fitted';
  };
  return {
    rows: table.ids.map((id, row) => ({ row, id })),
    fidelities: table.fidelities,
    states: table.ids.map((_, row) => stateOf(row)),
    theta: table.theta.map(decodeFloats),
    mu: mapEntries(table.y, (column) => decodeFloats(column).map(Math.exp)),
    clipped: mapEntries(table.clipped, (rows) => new Set(rows)),
    imports: table.imports,
    batchPoints: new Map(table.batchPoints.map(({ row, id }) => [row, id])),
    excludedReasons,
    outsideReasons,
    notes: byRow(table.notes),
  };
}

/** How many points are in each state. */
export function countStates({ states }: Points): Readonly<Record<PointState, number>> {
  const counts = { excluded: 0, test: 0, outside: 0, fitted: 0 };
  for (const state of states) counts[state]++;
  return counts;
}

function byRow(groups: PointTable['notes']): Map<number, string> {
  return new Map(groups.flatMap(({ text, rows }) => rows.map((row) => [row, text] as const)));
}

function mapEntries<From, To>(
  columns: Readonly<Partial<Record<Quantity, From>>>,
  change: (column: From) => To,
): Partial<Record<Quantity, To>> {
  return Object.fromEntries(
    Object.entries(columns).map(([quantity, column]) => [quantity, change(column as From)]),
  );
}

/** Where a point is from: `b3-017` for a batch point, else `import 2`. */
export function originOf({ batchPoints, imports }: Points, row: number): string {
  const importId = imports[row] ?? null;
  return batchPoints.get(row) ?? (importId === null ? '' : `import ${importId}`);
}

/** What a column is sorted by; null where a point has no value. */
export type SortKey = number | string | null;

const STATE_ORDER: readonly PointState[] = ['fitted', 'test', 'outside', 'excluded'];

/** The values of a column, by its id: `id`, `state`, `theta.0`, `mu.exp`, `fidelity`, `origin`, `note`. */
export function sortKey(points: Points, column: string): (point: PointRow) => SortKey {
  const [kind, name = ''] = column.split('.');
  const number = (values: Float64Array | undefined) => (point: PointRow) => {
    const value = values?.[point.row] ?? Number.NaN;
    return Number.isNaN(value) ? null : value;
  };
  switch (kind) {
    case 'theta':
      return number(points.theta[Number(name)]);
    case 'mu':
      return number(points.mu[name as Quantity]);
    case 'state':
      return ({ row }) => STATE_ORDER.indexOf(points.states[row] ?? 'fitted');
    case 'fidelity':
      return ({ row }) => points.fidelities[row] ?? null;
    case 'origin':
      return ({ row }) => points.batchPoints.get(row) ?? points.imports[row] ?? null;
    case 'note':
      return ({ row }) => points.notes.get(row) ?? null;
    default:
      return ({ id }) => id;
  }
}
