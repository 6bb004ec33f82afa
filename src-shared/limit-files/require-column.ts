import { ContouristError, type FilePosition } from '#shared/domain/contourist-error.ts';
import type { Table, UnclearColumn } from '#shared/formats/table.ts';

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
  if (index >= 0) {
    refuseUnclear(table, name);
    return index;
  }
  const isNamedByMapping = from.position?.file !== undefined;
  throw new ContouristError('limit_file.missing_column', `${table.fileName} has no column \`${name}\`.`, {
    position: isNamedByMapping ? from.position : { file: table.fileName },
    hint: [`Its columns are ${listColumns(table)}.`, from.hint]
      .filter((part) => part !== undefined)
      .join(' '),
  });
}

/** @throws ContouristError `table.unclear_numbers` for a column whose numbers leave two meanings */
function refuseUnclear({ unclear = [], fileName }: Table, name: string): void {
  const found = unclear.find(({ column }) => column === name);
  if (found === undefined) return;
  const { message, hint } = describeUnclear(found);
  const [cell] = found.cells;
  throw new ContouristError('table.unclear_numbers', message, {
    position: { file: fileName, ...(cell && { line: cell.line }), column: name },
    hint,
  });
}

/** Why the numbers of a column cannot be read, and what to do, for a person. */
export function describeUnclear({ column, reason, cells }: UnclearColumn): { message: string; hint: string } {
  const [, other] = cells;
  const shown = cells.map(({ line, text }) => `"${text}" (line ${line})`).join(' and ');
  switch (reason) {
    case 'comma-or-thousands':
      return {
        message: `${shown} may be a decimal number or thousands, and nothing in \`${column}\` says which.`,
        hint: 'Write the numbers with a decimal point and without separators of thousands.',
      };
    case 'mixed-notation':
      return {
        message: `\`${column}\` mixes decimal commas and decimal points or thousands: ${shown}.`,
        hint: 'Write all of its numbers with a decimal point and without separators of thousands.',
      };
    case 'mixed-units':
      return {
        message:
          other === undefined
            ? `\`${column}\` has another unit in its cells: ${shown}.`
            : `\`${column}\` mixes units: ${shown}.`,
        hint: "Write all of its numbers in the unit of the campaign, or of the mapping, and say it in the column's name.",
      };
  }
}

/** The columns of a table for a message; unnamed ones left out. */
export function listColumns(table: Table): string {
  return table.columns.filter((name) => name !== '').join(', ');
}
