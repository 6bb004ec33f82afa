import { ContouristError, type FilePosition } from '#shared/domain/contourist-error.ts';
import type { Table } from '#shared/formats/table.ts';

/**
 * The index of a column that must be there.
 *
 * @param from.position the entry of the mapping that names the column, if one does
 * @param from.hint what to do instead of correcting the name
 * @throws ContouristError `limit_file.missing_column`, which lists the columns that there are
 */
export function requireColumn(
  table: Table,
  name: string,
  from: { readonly position?: FilePosition; readonly hint?: string } = {},
): number {
  const index = table.columns.indexOf(name);
  if (index >= 0) return index;
  const isNamedByMapping = from.position?.file !== undefined;
  throw new ContouristError('limit_file.missing_column', `${table.fileName} has no column \`${name}\`.`, {
    position: isNamedByMapping ? from.position : { file: table.fileName },
    hint: [`Its columns are ${listColumns(table)}.`, from.hint]
      .filter((part) => part !== undefined)
      .join(' '),
  });
}

/** The columns of a table for a message; unnamed ones left out. */
export function listColumns(table: Table): string {
  return table.columns.filter((name) => name !== '').join(', ');
}
