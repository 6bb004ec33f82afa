import { cellText } from '#shared/formats/cell.ts';
import { readDelimitedTable } from '#shared/formats/delimited/read-delimited.ts';
import { writeTable } from '#shared/limit-files/write-table.ts';
import { createRandom } from '#shared/numerics/random.ts';
import { interpolateLn } from './interpolate.ts';

/** A finished scan as text cells, from which jobs are answered. */
export interface ScanTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export function readScanTable(text: string, name: string): ScanTable {
  const { columns, rows } = readDelimitedTable(text, name);
  return { columns, rows: rows.map(({ cells }) => cells.map(cellText)) };
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

/** The results file of an exported batch, each point looked up in the scan; where the scan has none the job fails. */
export function lookUpBatch(scan: ScanTable, batch: ScanTable, parameters: readonly string[]): string {
  return answerBatch(scan, batch, parameters, (places, at, columns) => {
    const distances = places.map((place) => Math.hypot(place[0] - at[0], place[1] - at[1]));
    const nearest = distances.indexOf(Math.min(...distances));
    // Lattices differ by rounding: the scan has 1 GeV where the campaign has 0.
    return distances[nearest] > 0.01 ? null : columns.map((column) => scan.rows[nearest][column]);
  });
}

/** The same with planes through the scan's nearest points, for scans without a lattice. */
export function interpolateBatch(scan: ScanTable, batch: ScanTable, parameters: readonly string[]): string {
  return answerBatch(scan, batch, parameters, (places, at, columns) =>
    columns.map((column) => {
      const known = scan.rows.flatMap((row, index) => (Number(row[column]) > 0 ? [index] : []));
      if (known.length === 0) return '';
      const lnValues = known.map((index) => Math.log(Number(scan.rows[index][column])));
      return String(
        Math.exp(
          interpolateLn(
            known.map((index) => places[index]),
            lnValues,
            at,
          ),
        ),
      );
    }),
  );
}

/** Cells of the columns at a point, or null where the job fails; places are in units of the axes' ranges. */
type Answer = (
  places: readonly (readonly number[])[],
  at: readonly number[],
  columns: readonly number[],
) => readonly string[] | null;

function answerBatch(
  scan: ScanTable,
  batch: ScanTable,
  parameters: readonly string[],
  answer: Answer,
): string {
  const axes = parameters.map((name) => {
    const column = scan.columns.indexOf(name);
    const values = scan.rows.map((row) => Number(row[column]));
    const range = Math.max(...values) - Math.min(...values);
    return { column, asked: batch.columns.indexOf(name), range };
  });
  const places = scan.rows.map((row) => axes.map(({ column, range }) => Number(row[column]) / range));
  const others = scan.columns.flatMap((name, column) => (parameters.includes(name) ? [] : [column]));
  const id = batch.columns.indexOf('id');
  const answers = batch.rows.map((row) => {
    const at = axes.map(({ asked, range }) => Number(row[asked]) / range);
    const cells = answer(places, at, others);
    return cells
      ? [row[id], 'done', '', ...cells]
      : [row[id], 'failed', 'the scan has no such point', ...others.map(() => '')];
  });
  return writeTable(['id', 'status', 'reason', ...others.map((column) => scan.columns[column])], answers);
}
