import { basename } from 'node:path';
import type { WritableCampaign } from '#main/store/campaign-connection.ts';
import { quarantineRows } from '#main/store/quarantine-repository.ts';
import { saveTheoryTable } from '#main/store/theory-repository.ts';
import { cellText } from '#shared/formats/cell.ts';
import type { Table } from '#shared/formats/table.ts';
import type { RejectedCell } from '#shared/limit-files/reasons.ts';
import type { LoadedMapping } from './read-limit-file.ts';
import type { TableFile } from './table-file.ts';

/** Keeps the rows and single limits of a file that were not taken. */
export function keepRejected(
  campaign: WritableCampaign,
  importId: number,
  file: Pick<TableFile, 'path'>,
  cells: readonly RejectedCell[],
): void {
  const rows = cells.map(({ line, path, column, value, reason, rowText }) => ({
    file: basename(file.path),
    line,
    path,
    column: column || null,
    value: column ? value : null,
    reason,
    rowText,
  }));
  quarantineRows(campaign, importId, rows);
}

/** Keeps the theory table that a file's limits were divided by, if there was one. */
export function keepTheory(campaign: WritableCampaign, importId: number, { theory }: LoadedMapping): void {
  if (theory === null) return;
  const { path, sha256 } = theory;
  saveTheoryTable(campaign, importId, { fileName: basename(path), sha256, rows: asRecords(theory.table) });
}

function asRecords({ columns, rows }: Table): Record<string, string>[] {
  return rows.map(({ cells }) =>
    Object.fromEntries(columns.map((name, index) => [name, cellText(cells[index] ?? '')])),
  );
}
