import { ContouristError } from '../domain/contourist-error.ts';
import type { ReadFile } from './registry.ts';
import type { Table } from './table.ts';

/** Which of a file's tables is meant. */
export interface TableWish {
  /** Its name, or its number counted from 1, as somebody has said it. */
  readonly table?: string | number | null | undefined;
  /** Else the columns that are needed: the one table that has them all is meant. */
  readonly columns?: readonly string[] | undefined;
}

/**
 * The table of a file that is meant: the only one, the one that was named, or the only one with all columns that are
 * needed. Which of several is meant is never guessed.
 *
 * @throws ContouristError `table.none`; `table.unknown`, `table.several`, which name the tables with their lines and columns
 */
export function chooseTable(
  { tables, format }: Pick<ReadFile, 'tables' | 'format'>,
  fileName: string,
  { table: wanted, columns = [] }: TableWish = {},
): Table {
  const [first, ...others] = tables;
  const position = { file: fileName };
  if (first === undefined) {
    throw new ContouristError('table.none', `${fileName} has no table.`, {
      position,
      hint: `It was read as ${format.name}.`,
    });
  }
  if (wanted !== undefined && wanted !== null) {
    const found = tableNamed(tables, wanted);
    if (found !== undefined) return tables.length === 1 ? found : chosen(found, tables);
    throw new ContouristError('table.unknown', `${fileName} has no table ${wanted}.`, {
      position,
      hint: `It has ${listTables(tables)}.`,
    });
  }
  if (others.length === 0) return first;
  const fitting = columns.length === 0 ? [] : tables.filter((table) => hasAll(table, columns));
  const [only, ...further] = fitting;
  if (only !== undefined && further.length === 0) return chosen(only, tables);
  const why =
    columns.length === 0
      ? 'and nothing says which is meant'
      : only === undefined
        ? `and none has all of ${columns.join(', ')}`
        : `and ${fitting.length} of them have ${columns.join(', ')}`;
  throw new ContouristError('table.several', `${fileName} has ${tables.length} tables, ${why}.`, {
    position,
    hint: `They are ${listTables(tables)}. Choose one by --table or, in a mapping, table: with its name or number.`,
  });
}

/** The table of this name, or of this number. */
function tableNamed(tables: readonly Table[], wanted: string | number): Table | undefined {
  const byName = tables.find(({ name }) => name === String(wanted));
  return byName ?? (/^\d+$/.test(String(wanted)) ? tables[Number(wanted) - 1] : undefined);
}

const hasAll = (table: Table, columns: readonly string[]): boolean =>
  columns.every((column) => table.columns.includes(column));

function chosen(table: Table, tables: readonly Table[]): Table {
  const name = table.name ?? String(tables.indexOf(table) + 1);
  return {
    ...table,
    notes: [{ code: 'table-chosen', table: name, of: tables.length }, ...(table.notes ?? [])],
  };
}

const TABLES_LISTED = 8;
const COLUMNS_LISTED = 8;

/** Tables for a message: number, name, lines and columns. */
function listTables(tables: readonly Table[]): string {
  const listed = tables.slice(0, TABLES_LISTED).map((table, index) => {
    const [from, to] = [table.rows[0], table.rows.at(-1)].map((row) => row && (row.path ?? row.line));
    const where = from === undefined ? 'no rows' : `rows ${from} to ${to}`;
    const names = table.columns.filter((name) => name !== '');
    const shown = [...names.slice(0, COLUMNS_LISTED), ...(names.length > COLUMNS_LISTED ? ['…'] : [])];
    return `${index + 1} (${table.name ?? 'no name'}, ${where}: ${shown.join(', ')})`;
  });
  const more = tables.length - listed.length;
  return [...listed, ...(more > 0 ? [`${more} more`] : [])].join('; ');
}
