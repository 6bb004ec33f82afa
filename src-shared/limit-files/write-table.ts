import { defuseFormula } from '../formats/delimited/formula-cell.ts';

/** A cell to write: numbers keep every digit, null is an empty cell. */
export type CellValue = string | number | null;

/**
 * Writes comma-separated text with a header line and \n at the end of each line. A number is written with the fewest
 * digits that read back to the same float64 (NaN as `nan`, infinities as `inf`); text is quoted where it must be,
 * and defused where a spreadsheet would run it as a formula.
 *
 * @param columns the names of the columns
 * @param rows one array per row, as long as `columns`
 */
export function writeTable(columns: readonly string[], rows: Iterable<readonly CellValue[]>): string {
  const lines = [writeLine(columns)];
  for (const row of rows) lines.push(writeLine(row));
  return `${lines.join('\n')}\n`;
}

function writeLine(cells: readonly CellValue[]): string {
  const [only] = cells;
  // Bare words in the only column look like columns separated by spaces.
  if (cells.length === 1 && typeof only === 'string' && /\s/.test(only)) return quoted(defuseFormula(only));
  const line = cells.map(writeCell).join(',');
  // A blank line would be skipped by any reader.
  return line === '' ? '""' : line;
}

function writeCell(value: CellValue): string {
  if (value === null) return '';
  if (typeof value === 'number') return writeNumber(value);
  const text = defuseFormula(value);
  const needsQuotes = /[",;\t\r\n#]|^[%!]|^\/\/|^\s|\s$/.test(text);
  return needsQuotes ? quoted(text) : text;
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

function writeNumber(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  return Object.is(value, -0) ? '-0' : String(value);
}
