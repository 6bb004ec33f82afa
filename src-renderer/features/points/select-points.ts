import type { Fidelity } from '#shared/domain/fidelity.ts';
import type { Comparison, Condition, PointSearch } from './parse-search.ts';
import { originOf, type PointRow, type PointState, type Points, type SortKey, sortKey } from './points.ts';

/** Which points the table shows. */
export interface PointFilter {
  /** Null shows points in every state. */
  readonly state: PointState | null;
  readonly fidelity: Fidelity | null;
  readonly search: PointSearch;
}

/** What the table is sorted by: the id of a column, see {@link sortKey}. */
export interface PointOrder {
  readonly column: string;
  readonly isDescending: boolean;
}

/** The points that pass the filter, in order; by id where no order is given. Points without a value come last. */
export function selectPoints(points: Points, filter: PointFilter, order: PointOrder | null): PointRow[] {
  const passes = filterTest(points, filter);
  const rows = points.rows.filter(({ row }) => passes(row));
  if (order === null) return rows;
  const key = sortKey(points, order.column);
  const sign = order.isDescending ? -1 : 1;
  return rows.sort((a, b) => compareKeys(key(a), key(b), sign) || a.id - b.id);
}

function filterTest(points: Points, { state, fidelity, search }: PointFilter): (row: number) => boolean {
  const conditions = search.conditions.map((condition) => conditionTest(points, condition));
  return (row) =>
    (state === null || points.states[row] === state) &&
    (fidelity === null || points.fidelities[row] === fidelity) &&
    conditions.every((holds) => holds(row)) &&
    search.words.every((word) => textsOf(points, row).includes(word));
}

const HOLDS: Readonly<Record<Comparison, (a: number, b: number) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '=': (a, b) => Math.abs(a - b) <= 1e-9 * Math.abs(b),
  // Points without a value are not different from one.
  '!=': (a, b) => Math.abs(a - b) > 1e-9 * Math.abs(b),
};

function conditionTest(points: Points, { field, comparison, value }: Condition): (row: number) => boolean {
  const holds = HOLDS[comparison];
  switch (field.kind) {
    case 'parameter':
      return (row) => holds(points.theta[field.axis]?.[row] ?? Number.NaN, value);
    case 'limit':
      return (row) => holds(points.mu[field.quantity]?.[row] ?? Number.NaN, value);
    case 'id':
      return (row) => holds(points.rows[row]?.id ?? Number.NaN, value);
    case 'import':
      return (row) => holds(points.imports[row] ?? Number.NaN, value);
  }
}

/** Everything about a point that is text, in lower case. */
function textsOf(points: Points, row: number): string {
  return [
    String(points.rows[row]?.id),
    points.states[row],
    points.fidelities[row],
    points.notes.get(row),
    points.excludedReasons.get(row),
    points.outsideReasons.get(row),
    originOf(points, row),
  ]
    .join('\n')
    .toLowerCase();
}

function compareKeys(a: SortKey, b: SortKey, sign: number): number {
  if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0);
  if (typeof a === 'number' && typeof b === 'number') return sign * (a - b);
  return sign * String(a).localeCompare(String(b), 'en', { numeric: true });
}
