import type { Fidelity } from '#shared/domain/fidelity.ts';
import type { Quantity } from '#shared/domain/quantity.ts';
import type { Comparison, Condition, PointSearch } from './parse-search.ts';
import type { PointRow, PointState, Points } from './points.ts';

/** Which points the table shows. */
export interface PointFilter {
  /** Null shows points in every state. */
  readonly state: PointState | null;
  readonly fidelity: Fidelity | null;
  readonly search: PointSearch;
}

/** What the table is sorted by: `id`, `state`, `theta.0`, `mu.exp`, `fidelity`, `origin`, `note`. */
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

/** Where a point is from: `b3-017` for a batch point, else `import 2`. */
export function originOf({ batchPoints, imports }: Points, row: number): string {
  const importId = imports[row] ?? null;
  return batchPoints.get(row) ?? (importId === null ? '' : `import ${importId}`);
}

type SortKey = number | string | null;

const STATE_ORDER: readonly PointState[] = ['fitted', 'test', 'outside', 'excluded'];

function sortKey(points: Points, column: string): (point: PointRow) => SortKey {
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

function compareKeys(a: SortKey, b: SortKey, sign: number): number {
  if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0);
  if (typeof a === 'number' && typeof b === 'number') return sign * (a - b);
  return sign * String(a).localeCompare(String(b), 'en', { numeric: true });
}
