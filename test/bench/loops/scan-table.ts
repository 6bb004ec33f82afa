import { readTable } from '#shared/limit-files/read-table.ts';
import { writeTable } from '#shared/limit-files/write-table.ts';
import { createRandom } from '#shared/numerics/random.ts';

/** A finished scan as text cells, from which jobs are answered. */
export interface ScanTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export function readScanTable(text: string, name: string): ScanTable {
  const { columns, rows } = readTable(text, name);
  return { columns, rows: rows.map(({ cells }) => cells) };
}

/** Some rows of a scan by a seeded choice, in the scan's order, as CSV. */
export function someRows({ columns, rows }: ScanTable, count: number, seed: number): string {
  const order = rows.map((_, index) => index);
  createRandom(seed).shuffle(order);
  const chosen = order.slice(0, count).sort((a, b) => a - b);
  return writeTable(
    columns,
    chosen.map((index) => rows[index]),
  );
}

/**
 * The results file of an exported batch: each point gets the cells of the scan's nearest row, or fails where the scan
 * has no row there.
 *
 * @param exact whether only a row at the same place (to 1 % of the parameters' ranges) counts
 */
export function answerBatch(
  scan: ScanTable,
  batch: ScanTable,
  parameters: readonly string[],
  exact: boolean,
): string {
  const places = parameters.map((name) => scan.columns.indexOf(name));
  const ranges = places.map((column) => {
    const values = scan.rows.map((row) => Number(row[column]));
    return Math.max(...values) - Math.min(...values);
  });
  const others = scan.columns.flatMap((name, column) => (parameters.includes(name) ? [] : [column]));
  const id = batch.columns.indexOf('id');
  const asked = parameters.map((name) => batch.columns.indexOf(name));
  const answers = batch.rows.map((row) => {
    const distances = scan.rows.map((candidate) =>
      Math.hypot(
        ...places.map((column, j) => (Number(candidate[column]) - Number(row[asked[j]])) / ranges[j]),
      ),
    );
    const distance = Math.min(...distances);
    if (exact && distance > 0.01)
      return [row[id], 'failed', 'the scan has no such point', ...others.map(() => '')];
    const nearest = scan.rows[distances.indexOf(distance)];
    return [row[id], 'done', '', ...others.map((column) => nearest[column])];
  });
  return writeTable(['id', 'status', 'reason', ...others.map((column) => scan.columns[column])], answers);
}
