import { isDeepStrictEqual } from 'node:util';
import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { findImportsByHash, type ImportKind, type ImportRecord } from '#main/store/imports-repository.ts';
import { type JsonObject, jsonObjectSchema } from '#main/store/json-column.ts';
import { theoryTablesOf } from '#main/store/theory-repository.ts';
import type { Mapping } from '#shared/limit-files/mapping.ts';
import type { LoadedMapping } from './read-limit-file.ts';
import type { TableFile } from './table-file.ts';

/** Earlier imports of the same bytes: the one that read them in the same way, and any that read them differently. */
export interface EarlierImports {
  readonly same: ImportRecord | null;
  readonly different: ImportRecord | null;
}

/**
 * Looks for earlier imports of a file by its hash. The way of reading counts too: the completed mapping (columns,
 * kind, ranges, fidelity) and the theory table's bytes; one file may hold both fidelities in different columns. An
 * import that was undone does not count.
 *
 * @param kind of the imports in question
 * @param counts whether an import of that kind counts, beyond that
 */
export function findEarlierImports(
  campaign: ReadableCampaign,
  kind: ImportKind,
  file: Pick<TableFile, 'sha256'>,
  mapping: Mapping,
  { theory }: LoadedMapping,
  counts: (record: ImportRecord) => boolean = () => true,
): EarlierImports {
  const asStored = mappingAsStored(mapping);
  const hashes = theory === null ? [] : [theory.sha256];
  const earlier = findImportsByHash(campaign, file.sha256).filter(
    (record) => record.kind === kind && record.undoneAt === null && counts(record),
  );
  const isSame = (record: ImportRecord) =>
    isDeepStrictEqual(record.mapping, asStored) &&
    isDeepStrictEqual(
      theoryTablesOf(campaign, record.id).map(({ sha256 }) => sha256),
      hashes,
    );
  return { same: earlier.find(isSame) ?? null, different: earlier.find((record) => !isSame(record)) ?? null };
}

/** A mapping as the JSON column keeps it. */
export function mappingAsStored(mapping: Mapping): JsonObject {
  return jsonObjectSchema.parse(JSON.parse(JSON.stringify(mapping)));
}
