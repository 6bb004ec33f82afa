import { type Reason, reasonSchema } from '#shared/limit-files/reasons.ts';
import type { ReadableCampaign, WritableCampaign } from './campaign-connection.ts';
import { parseJsonColumn } from './json-column.ts';

/** A row of a file (or one value of it) that was not taken, and why. Nothing that was read is lost. */
export interface QuarantinedRow {
  readonly file: string;
  /** Line of the file, from 1; null where the format has no lines (a record of a JSON file). */
  readonly line: number | null;
  /** What is shown in place of the line; null in text. */
  readonly path: string | null;
  /** The column at fault, null when it is the row as a whole. */
  readonly column: string | null;
  /** The value at fault as it was written. */
  readonly value: string | null;
  readonly reason: Reason;
  /** The whole row as it was written, so that it can be repaired and read again. */
  readonly rowText: string;
}

export interface QuarantineRecord extends QuarantinedRow {
  readonly id: number;
  readonly importId: number;
}

/** Keeps the rows that an import did not take. */
export function quarantineRows(
  campaign: WritableCampaign,
  importId: number,
  rows: Iterable<QuarantinedRow>,
): void {
  for (const row of rows) {
    campaign.change.run(
      `INSERT INTO quarantine (import_id, file, line, path, column_name, value, reason, row_text)
       VALUES (@importId, @file, @line, @path, @column, @value, @reason, @rowText)`,
      {
        importId,
        file: row.file,
        line: row.line,
        path: row.path,
        column: row.column,
        value: row.value,
        reason: JSON.stringify(row.reason),
        rowText: row.rowText,
      },
    );
  }
}

/** Every quarantined row, in the order of reading; of one import when its id is given. */
export function listQuarantine(campaign: ReadableCampaign, importId?: number): QuarantineRecord[] {
  const rows = campaign.sql.all<Omit<QuarantineRecord, 'reason'> & { readonly reason: string }>(
    `SELECT id, import_id AS importId, file, line, path, column_name AS column, value, reason, row_text AS rowText
     FROM quarantine WHERE @importId IS NULL OR import_id = @importId ORDER BY id`,
    { importId: importId ?? null },
  );
  return rows.map((row) => ({
    ...row,
    reason: parseJsonColumn(reasonSchema, row.reason, 'quarantine.reason'),
  }));
}

/** Takes rows out of the quarantine. */
export function releaseRows(campaign: WritableCampaign, ids: Iterable<number>): void {
  for (const id of ids) campaign.change.run('DELETE FROM quarantine WHERE id = @id', { id });
}

/** How many rows the imports have kept aside. */
export function countQuarantine(campaign: ReadableCampaign): number {
  return campaign.sql.get<{ count: number }>('SELECT count(*) AS count FROM quarantine')?.count ?? 0;
}

/** How many rows each import has kept aside; imports without are missing. */
export function countQuarantineByImport(campaign: ReadableCampaign): ReadonlyMap<number, number> {
  const rows = campaign.sql.all<{ importId: number; count: number }>(
    'SELECT import_id AS importId, count(*) AS count FROM quarantine GROUP BY import_id',
  );
  return new Map(rows.map(({ importId, count }) => [importId, count]));
}
