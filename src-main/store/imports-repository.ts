import { z } from 'zod';
import type { Fidelity } from '#shared/domain/fidelity.ts';
import { type TableFormat, tableFormatSchema } from '#shared/formats/table.ts';
import type { ReadableCampaign, WritableCampaign } from './campaign-connection.ts';
import { type JsonObject, jsonObjectSchema, parseJsonColumn } from './json-column.ts';

/** What was read: a table of limits, or the results of a batch. */
export type ImportKind = 'limits' | 'results';

/** What a file was beyond its mapping, so that a row of it can be read again on its own. */
export interface FileReading {
  readonly format: TableFormat;
  readonly columns: readonly string[];
  /** Whether its points are test points. */
  readonly isTest: boolean;
  /** How the rows of results were joined to the points of batches; null is the usual. */
  readonly results?: { readonly batch: number | null; readonly tolerance: number | null } | undefined;
}

/** One file that was read into the campaign. */
export interface NewImport {
  readonly fileName: string;
  /** SHA-256 of the file's bytes, 64 hexadecimal digits. */
  readonly sha256: string;
  readonly kind: ImportKind;
  /** null where the rows say it themselves. */
  readonly fidelity: Fidelity | null;
  /** The mapping as it was used, null where there was none. */
  readonly mapping: JsonObject | null;
  readonly reading: FileReading;
  /** How many rows went where: `{ imported, quarantined, duplicates }` and the like. */
  readonly counts: JsonObject;
}

export interface ImportRecord extends Omit<NewImport, 'reading'> {
  readonly id: number;
  /** Null for imports of earlier versions, which did not keep it. */
  readonly reading: FileReading | null;
  readonly user: string;
  readonly createdAt: string;
  /** When it was taken back, null while it stands. */
  readonly undoneAt: string | null;
}

/** @returns the import's id, for the points and the quarantined rows that came with it */
export function recordImport(campaign: WritableCampaign, entry: NewImport): number {
  return campaign.change.run(
    `INSERT INTO imports (file_name, sha256, kind, fidelity, mapping, reading, counts, user, created_at)
     VALUES (@fileName, @sha256, @kind, @fidelity, @mapping, @reading, @counts, @user, @createdAt)`,
    {
      fileName: entry.fileName,
      sha256: entry.sha256,
      kind: entry.kind,
      fidelity: entry.fidelity,
      mapping: entry.mapping === null ? null : JSON.stringify(entry.mapping),
      reading: JSON.stringify(entry.reading),
      counts: JSON.stringify(entry.counts),
      user: campaign.author.user,
      createdAt: campaign.author.now(),
    },
  );
}

/** For counts that are known only after the rows are in, within the same transaction. */
export function setImportCounts(campaign: WritableCampaign, importId: number, counts: JsonObject): void {
  campaign.change.run('UPDATE imports SET counts = @counts WHERE id = @importId', {
    importId,
    counts: JSON.stringify(counts),
  });
}

/** Every import of a file with these bytes, oldest first: the same file read twice is recognised here. */
export function findImportsByHash(campaign: ReadableCampaign, sha256: string): ImportRecord[] {
  return campaign.sql
    .all<ImportRow>(`${SELECT_IMPORTS} WHERE sha256 = @sha256 ORDER BY id`, { sha256 })
    .map(toImport);
}

/** All imports, oldest first. */
export function listImports(campaign: ReadableCampaign): ImportRecord[] {
  return campaign.sql.all<ImportRow>(`${SELECT_IMPORTS} ORDER BY id`).map(toImport);
}

/** One import, undefined where there is none with this id. */
export function findImport(campaign: ReadableCampaign, id: number): ImportRecord | undefined {
  const row = campaign.sql.get<ImportRow>(`${SELECT_IMPORTS} WHERE id = @id`, { id });
  return row && toImport(row);
}

/** Notes that an import was taken back; its record stays, its points are the caller's. */
export function markImportUndone(campaign: WritableCampaign, id: number): void {
  campaign.change.run('UPDATE imports SET undone_at = @now WHERE id = @id', {
    id,
    now: campaign.author.now(),
  });
}

const SELECT_IMPORTS = `SELECT id, file_name AS fileName, sha256, kind, fidelity, mapping, reading, counts, user,
  created_at AS createdAt, undone_at AS undoneAt FROM imports`;

const readingSchema = z.object({
  format: tableFormatSchema,
  columns: z.array(z.string()),
  isTest: z.boolean(),
  results: z.object({ batch: z.int().nullable(), tolerance: z.number().nullable() }).optional(),
});

type ImportRow = Omit<ImportRecord, 'mapping' | 'reading' | 'counts'> & {
  readonly mapping: string | null;
  readonly reading: string | null;
  readonly counts: string;
};

function toImport(row: ImportRow): ImportRecord {
  return {
    ...row,
    mapping: row.mapping === null ? null : parseJsonColumn(jsonObjectSchema, row.mapping, 'imports.mapping'),
    reading: row.reading === null ? null : parseJsonColumn(readingSchema, row.reading, 'imports.reading'),
    counts: parseJsonColumn(jsonObjectSchema, row.counts, 'imports.counts'),
  };
}
