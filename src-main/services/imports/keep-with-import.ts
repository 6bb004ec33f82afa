import { basename } from 'node:path';
import type { TextFile } from '#main/files/read-text-file.ts';
import type { WritableCampaign } from '#main/store/campaign-connection.ts';
import { quarantineRows } from '#main/store/quarantine-repository.ts';
import { saveTheoryTable } from '#main/store/theory-repository.ts';
import type { RejectedCell, Table } from '#shared/limit-files/table.ts';
import type { LoadedMapping } from './read-limit-file.ts';

/** Keeps the rows and single limits of a file that were not taken. */
export function keepRejected(
  campaign: WritableCampaign,
  importId: number,
  file: TextFile,
  cells: readonly RejectedCell[],
): void {
  const rows = cells.map(({ line, column, value, reason, rowText }) => ({
    file: basename(file.path),
    line,
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
  const { path, sha256 } = theory.file;
  saveTheoryTable(campaign, importId, { fileName: basename(path), sha256, rows: asRecords(theory.table) });
}

function asRecords({ columns, rows }: Table): Record<string, string>[] {
  return rows.map(({ cells }) =>
    Object.fromEntries(columns.map((name, index) => [name, cells[index] ?? ''])),
  );
}
