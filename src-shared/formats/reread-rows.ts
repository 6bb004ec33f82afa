import { ContouristError } from '#shared/domain/contourist-error.ts';
import { formatOf } from './registry.ts';
import type { Table, TableFormat } from './table.ts';
import { readWrittenNumbers } from './written-numbers.ts';

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
 * @throws ContouristError `quarantine.not_one_row`, `quarantine.not_repairable`, and those of the format
 */
export function rereadRows(
  rows: readonly RowText[],
  format: TableFormat,
  columns: readonly string[],
  fileName: string,
): Table {
  const { rereadRow, name } = formatOf(format.kind);
  if (rereadRow === undefined) {
    throw new ContouristError('quarantine.not_repairable', `Rows of ${name} are not corrected one by one.`, {
      hint: 'Correct the file and import it again: what is here already is recognised.',
    });
  }
  const tables = rows.map((row) => {
    const [table] = readWrittenNumbers([rereadRow(row.text, format, columns, fileName)]);
    return { row, table: table! };
  });
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
    name: null,
    format,
    columns,
    rows: tables.flatMap(({ row: { line }, table }) =>
      table.rows.map(({ path, cells, text }) => ({ line, path, cells, text })),
    ),
    ragged: tables.flatMap(({ row, table }) => table.ragged.map((read) => ({ ...read, line: row.line }))),
    unclear: tables.flatMap(({ table }) => table.unclear ?? []),
  };
}
