import type { Quantity } from '#shared/domain/quantity.ts';
import { cellText } from '#shared/formats/cell.ts';
import type { Table, TableRow } from '#shared/formats/table.ts';
import { COMBINE_QUANTILES, findCombineColumns } from '../combine-rows.ts';
import type { LimitRow } from '../limit-row.ts';
import type { Check, ReadFile } from './check.ts';
import { concerning, type Remedy } from './finding.ts';

/**
 * Two limits of one place are noise up to this difference of ln μ (a factor of 1.5), or to five of their own standard
 * deviations where the file gives them. Repeated toys agree far better.
 */
const NOISE = Math.log(1.5);
const NOISE_SIGMAS = 5;

/** Whether two limits of one point can be replicates. */
export function areReplicates(
  one: { readonly y: number; readonly knownVariance: number | null },
  other: { readonly y: number; readonly knownVariance: number | null },
): boolean {
  const variance = (one.knownVariance ?? 0) + (other.knownVariance ?? 0);
  return Math.abs(one.y - other.y) <= Math.max(NOISE, NOISE_SIGMAS * Math.sqrt(variance));
}

/** Rows of one place that differ by far more than noise: one for each quantile, region or systematic. */
export const findDifferingRows: Check = (file) => {
  const { table, rows } = file;
  const rowAt = new Map(table.rows.map((row) => [`${row.line} ${row.text}`, row]));
  const places = [...Map.groupBy(rows, placeOf).values()].filter((group) => group.length > 1);
  const differing = places.flatMap((group) => {
    const spread = spreadOf(group);
    return spread === null ? [] : [{ group, spread }];
  });
  if (differing.length === 0) return [];
  const tableRows = differing.map(({ group }) =>
    group.flatMap(({ line, text }) => rowAt.get(`${line} ${text}`) ?? []),
  );
  const columns = columnsThatTell(file, tableRows);
  const lines = differing.flatMap(({ group }) => group.map(({ line }) => line)).sort((a, b) => a - b);
  return [
    {
      subject: {
        code: 'rows-differ',
        columns,
        places: differing.length,
        factor: Math.exp(differing.reduce((largest, { spread }) => Math.max(largest, spread), 0)),
      },
      severity: columns.length > 0 ? 'refuse' : 'warn',
      certainty: columns.length > 0 ? 'sure' : 'likely',
      ...concerning(lines),
      remedy: remedyFor(file, columns, tableRows[0] ?? []),
    },
  ];
};

const placeOf = ({ theta, fidelity }: LimitRow): string =>
  theta === null ? Symbol().toString() : `${fidelity} ${theta.join(' ')}`;

/** The largest difference of ln μ of one quantity; null where all are replicates. */
function spreadOf(group: readonly LimitRow[]): number | null {
  const byQuantity = Map.groupBy(
    group.flatMap(({ limits }) => limits),
    ({ quantity }): Quantity => quantity,
  );
  let largest: number | null = null;
  for (const limits of byQuantity.values()) {
    const sorted = limits.toSorted((a, b) => a.y - b.y);
    const [lowest, highest] = [sorted[0], sorted.at(-1)];
    if (lowest === undefined || highest === undefined || areReplicates(lowest, highest)) continue;
    largest = Math.max(largest ?? 0, highest.y - lowest.y);
  }
  return largest;
}

/**
 * The fewest columns whose cells tell the rows of every place apart and recur from place to place, as the names of
 * regions do and limits do not.
 */
function columnsThatTell(
  { table, plan, mapping }: ReadFile,
  places: readonly (readonly TableRow[])[],
): string[] {
  const read = new Set(
    [
      ...(plan.parameters ?? []),
      ...plan.fixed.map(({ index }) => index),
      ...plan.quantities.flatMap(({ value, variance, error }) => [value, variance, error]),
      table.columns.indexOf(mapping.limit.theory?.column ?? ''),
    ].filter((index) => index !== null),
  );
  const rows = places.flat();
  const recurs = (index: number) => {
    const distinct = new Set(rows.map(({ cells }) => cellText(cells[index] ?? ''))).size;
    const most = places.reduce((largest, place) => Math.max(largest, place.length), 0);
    return distinct > 1 && (places.length === 1 ? distinct === rows.length : distinct <= most * 2);
  };
  const candidates = table.columns.flatMap((name, index) =>
    name !== '' && !read.has(index) && recurs(index) ? [index] : [],
  );
  const pairs = candidates.flatMap((one, at) => candidates.slice(at + 1).map((other) => [one, other]));
  const found = [...candidates.map((index) => [index]), ...pairs].find((indices) =>
    places.every((place) => tellsApart(place, indices)),
  );
  return found?.map((index) => table.columns[index] ?? '') ?? [];
}

function tellsApart(place: readonly TableRow[], indices: readonly number[]): boolean {
  const keys = place.map(({ cells }) => JSON.stringify(indices.map((index) => cellText(cells[index] ?? ''))));
  return new Set(keys).size === keys.length;
}

function remedyFor(
  { table, mapping, definition, plan }: ReadFile,
  columns: readonly string[],
  [first]: readonly TableRow[],
): Remedy | null {
  const [column, ...others] = columns;
  if (column === undefined || first === undefined || mapping.pivot !== undefined) return null;
  const limit = table.columns[plan.quantities[0]?.value ?? -1];
  if (findCombineColumns(table)?.column === column && others.length === 0 && limit !== undefined) {
    const values = Object.entries(COMBINE_QUANTILES).filter(([, name]) =>
      definition.quantities.includes(name),
    );
    return { quantities: null, pivot: { column, limit, values: Object.fromEntries(values) } };
  }
  return { where: Object.fromEntries(columns.map((name) => [name, cellOf(table, first, name)])) };
}

const cellOf = (table: Table, row: TableRow, name: string): string =>
  cellText(row.cells[table.columns.indexOf(name)] ?? '');
