import { ContouristError } from '#shared/domain/contourist-error.ts';
import { readTable } from './read-table.ts';
import type { Table, TableFormat } from './table.ts';

/** A row as somebody has corrected it. */
export interface RowText {
  /** Its line in the file that it came from. */
  readonly line: number;
  readonly text: string;
}

/**
 * A table of single rows of a file that is not there any more, from their text and what is known of the file: its
 * format and its columns. Each text must be one row: a comma too many in one must not change how others are read.
 *
 * @param fileName how messages name the file
 * @throws ContouristError `quarantine.not_one_row`, and those of `readTable`
 */
export function rereadRows(
  rows: readonly RowText[],
  format: TableFormat,
  columns: readonly string[],
  fileName: string,
): Table {
  const tables = rows.map((row) => ({ row, table: readTable(asFile(row.text, format, columns), fileName) }));
  for (const { row, table } of tables) {
    if (table.rows.length + table.ragged.length === 1) continue;
    throw new ContouristError(
      'quarantine.not_one_row',
      `Line ${row.line} of ${fileName} must stay one row.`,
      {
        position: { file: fileName, line: row.line },
        hint: 'Correct its values only.',
      },
    );
  }
  return {
    fileName,
    format,
    columns,
    rows: tables.flatMap(({ row, table }) =>
      table.rows.map(({ cells, text }) => ({
        line: row.line,
        text,
        cells: columns.map(
          (name, index) => cells[format.kind === 'records' ? table.columns.indexOf(name) : index] ?? '',
        ),
      })),
    ),
    ragged: tables.flatMap(({ row, table }) => table.ragged.map((cell) => ({ ...cell, line: row.line }))),
  };
}

/** The text as a file of one row. Every name is quoted, so that a delimiter in one cannot be taken for the file's. */
function asFile(text: string, format: TableFormat, columns: readonly string[]): string {
  if (format.kind === 'records') return `[${text}]`;
  return `${columns.map((name) => `"${name.replaceAll('"', '""')}"`).join(format.delimiter)}\n${text}`;
}
