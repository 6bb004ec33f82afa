import type { Fidelity } from '#shared/domain/fidelity.ts';
import type { ReadableCampaign, WritableCampaign } from './campaign-connection.ts';
import { type JsonObject, jsonObjectSchema, parseJsonColumn } from './json-column.ts';

/** What was read: a table of limits, or the results of a batch. */
export type ImportKind = 'limits' | 'results';

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
  /** How many rows went where: `{ imported, quarantined, duplicates }` and the like. */
  readonly counts: JsonObject;
}

export interface ImportRecord extends NewImport {
  readonly id: number;
  readonly user: string;
  readonly createdAt: string;
}

/** @returns the import's id, for the points and the quarantined rows that came with it */
export function recordImport(campaign: WritableCampaign, entry: NewImport): number {
  return campaign.change.run(
    `INSERT INTO imports (file_name, sha256, kind, fidelity, mapping, counts, user, created_at)
     VALUES (@fileName, @sha256, @kind, @fidelity, @mapping, @counts, @user, @createdAt)`,
    {
      fileName: entry.fileName,
      sha256: entry.sha256,
      kind: entry.kind,
      fidelity: entry.fidelity,
      mapping: entry.mapping === null ? null : JSON.stringify(entry.mapping),
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

const SELECT_IMPORTS = `SELECT id, file_name AS fileName, sha256, kind, fidelity, mapping, counts, user,
  created_at AS createdAt FROM imports`;

type ImportRow = Omit<ImportRecord, 'mapping' | 'counts'> & {
  readonly mapping: string | null;
  readonly counts: string;
};

function toImport(row: ImportRow): ImportRecord {
  return {
    ...row,
    mapping: row.mapping === null ? null : parseJsonColumn(jsonObjectSchema, row.mapping, 'imports.mapping'),
    counts: parseJsonColumn(jsonObjectSchema, row.counts, 'imports.counts'),
  };
}
