import type { ReadableCampaign, WritableCampaign } from '#main/store/campaign-connection.ts';
import { readDefinition } from '#main/store/definition-repository.ts';
import type { DuplicatePolicy, ImportResult } from '#shared/contract/imports/import.ts';
import type { Fidelity } from '#shared/domain/fidelity.ts';
import { describeImport, describeRow } from './describe-import.ts';
import { type FileToImport, prepareImport } from './prepare-import.ts';
import type { LoadedMapping } from './read-limit-file.ts';
import { refuseUnconfirmed } from './refuse-unconfirmed.ts';
import { storeImport } from './store-import.ts';
import type { TableFile } from './table-file.ts';

export interface ImportOptions {
  /** Wins over the mapping's. */
  readonly fidelity?: Fidelity | undefined;
  /** Marks points that are never fitted, only judged against. */
  readonly isTest?: boolean | undefined;
  /** The default is `keep`. */
  readonly duplicates?: DuplicatePolicy | undefined;
}

/**
 * Imports limit files under one mapping. Several files belong together: one that cannot be read stops all of them, and the good rows of
 * all go in by one transaction. Bad rows go to the quarantine, and each file gets a line in the journal. A file that
 * was imported before in the same way is recognised by its bytes and left alone.
 *
 * @throws ContouristError `limit_file.…`, `theory.…`, and those of the store
 */
export function importLimits(
  campaign: WritableCampaign,
  files: readonly TableFile[],
  mapping: LoadedMapping,
  options: ImportOptions = {},
): ImportResult {
  return importFiles(campaign, underOneMapping(files, mapping, options), options.duplicates);
}

/**
 * The same with a mapping for each file.
 *
 * @throws ContouristError as `importLimits`
 */
export function importFiles(
  campaign: WritableCampaign,
  files: readonly FileToImport[],
  duplicates: DuplicatePolicy = 'keep',
): ImportResult {
  const prepared = prepareImport(campaign, files, duplicates);
  refuseUnconfirmed(prepared);
  const fresh = prepared.filter(({ importedBefore }) => importedBefore === null);
  if (fresh.length > 0) {
    campaign.atomically(() => {
      for (const file of fresh) storeImport(campaign, file);
    });
  }
  return describeImport(prepared, false);
}

/**
 * What `importLimits` would do, row by row; nothing is stored.
 *
 * @throws ContouristError as `importLimits`
 */
export function previewImport(
  campaign: ReadableCampaign,
  files: readonly TableFile[],
  mapping: LoadedMapping,
  options: ImportOptions = {},
): ImportResult {
  const prepared = prepareImport(
    campaign,
    underOneMapping(files, mapping, options),
    options.duplicates ?? 'keep',
  );
  const names = readDefinition(campaign).parameters.map(({ name }) => name);
  const rows = prepared.flatMap(({ file, planned }) =>
    planned.map((row) => describeRow(file.path, row, names)),
  );
  return { ...describeImport(prepared, true), rows };
}

function underOneMapping(
  files: readonly TableFile[],
  mapping: LoadedMapping,
  { fidelity, isTest = false }: ImportOptions,
): FileToImport[] {
  return files.map((file) => ({ file, mapping, fidelity, isTest }));
}
