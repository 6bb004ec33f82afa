/** A column of a table in the terminal. */
export interface TextColumn {
  readonly title: string;
  /** Numbers stand at the right. */
  readonly align?: 'left' | 'right';
}

/**
 * A table for a terminal: titles, then a row a line, two spaces between columns.
 *
 * @param rows cells as text, as many as columns
 */
export function textTable(columns: readonly TextColumn[], rows: readonly (readonly string[])[]): string {
  const lines = [columns.map(({ title }) => title), ...rows];
  // A dry run of a large file has more rows than a call takes arguments.
  const widths = columns.map((_, index) =>
    lines.reduce((widest, line) => Math.max(widest, displayWidth(line[index] ?? '')), 0),
  );
  const formatted = lines.map((line) =>
    columns.map(({ align }, index) => pad(line[index] ?? '', widths[index] ?? 0, align)).join('  '),
  );
  return formatted.map((line) => `${line.trimEnd()}\n`).join('');
}

/** A number for a person: `digits` significant ones, no more. */
export function shortNumber(value: number, digits = 4): string {
  const rounded = Number(value.toPrecision(digits));
  const size = Math.abs(rounded);
  return size !== 0 && (size < 1e-3 || size >= 1e6) && size < Infinity
    ? rounded.toExponential()
    : String(rounded);
}

/** `1 row`, `2 rows`. */
export function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function pad(text: string, width: number, align: TextColumn['align']): string {
  const spaces = ' '.repeat(Math.max(0, width - displayWidth(text)));
  return align === 'right' ? spaces + text : text + spaces;
}

/** Letters, not UTF-16 units: μ and σ stand in the titles, anything in a file's values. */
function displayWidth(text: string): number {
  return [...text].length;
}
