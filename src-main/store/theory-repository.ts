import { z } from 'zod';
import type { ReadableCampaign, WritableCampaign } from './campaign-connection.ts';
import { type JsonObject, jsonObjectSchema, parseJsonColumn } from './json-column.ts';

/** A table of theory cross sections that an import divided by, kept as it was read: the limits can be remade. */
export interface TheoryTable {
  readonly fileName: string;
  /** SHA-256 of the file's bytes, 64 hexadecimal digits. */
  readonly sha256: string;
  /** One record per row, under the file's own column names. */
  readonly rows: readonly JsonObject[];
}

const rowsSchema = z.array(jsonObjectSchema).readonly();

/** Keeps the theory table that an import used. */
export function saveTheoryTable(campaign: WritableCampaign, importId: number, table: TheoryTable): void {
  campaign.change.run(
    `INSERT INTO theory_tables (import_id, file_name, sha256, rows) VALUES (@importId, @fileName, @sha256, @rows)`,
    { importId, fileName: table.fileName, sha256: table.sha256, rows: JSON.stringify(table.rows) },
  );
}

/** The names of the theory tables' files by import, in the order in which they were read. */
export function theoryFileNames(campaign: ReadableCampaign): ReadonlyMap<number, string[]> {
  const rows = campaign.sql.all<{ importId: number; fileName: string }>(
    'SELECT import_id AS importId, file_name AS fileName FROM theory_tables ORDER BY id',
  );
  const names = new Map<number, string[]>();
  for (const { importId, fileName } of rows) names.set(importId, [...(names.get(importId) ?? []), fileName]);
  return names;
}

/** The theory tables of one import. */
export function theoryTablesOf(campaign: ReadableCampaign, importId: number): TheoryTable[] {
  return campaign.sql
    .all<{ fileName: string; sha256: string; rows: string }>(
      'SELECT file_name AS fileName, sha256, rows FROM theory_tables WHERE import_id = @importId ORDER BY id',
      { importId },
    )
    .map((row) => ({ ...row, rows: parseJsonColumn(rowsSchema, row.rows, 'theory_tables.rows') }));
}
