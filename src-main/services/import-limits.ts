import type { TextFile } from '#main/files/read-text-file.ts';
import type { ReadableCampaign, WritableCampaign } from '#main/store/campaign-connection.ts';
import { readDefinition } from '#main/store/definition-repository.ts';
import type { ImportResult } from '#shared/contract/import.ts';
import { describeImport, describeRow } from './describe-import.ts';
import { type ImportOptions, prepareImport } from './prepare-import.ts';
import type { LoadedMapping } from './read-limit-file.ts';
import { storeImport } from './store-import.ts';

/**
 * Imports limit files. Several files belong together: one that cannot be read stops all of them, and the good rows of
 * all go in by one transaction. Bad rows go to the quarantine, and each file gets a line in the journal. A file that
 * was imported before in the same way is recognised by its bytes and left alone.
 *
 * @throws ContouristError `table.…`, `json.…`, `limit_file.…`, `theory.…`, and those of the store
 */
export function importLimits(
  campaign: WritableCampaign,
  files: readonly TextFile[],
  mapping: LoadedMapping,
  options: ImportOptions = {},
): ImportResult {
  const prepared = prepareImport(campaign, files, mapping, options);
  const fresh = prepared.filter(({ importedBefore }) => importedBefore === null);
  if (fresh.length > 0) {
    campaign.atomically(() => {
      for (const file of fresh) storeImport(campaign, file, mapping, options.isTest ?? false);
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
  files: readonly TextFile[],
  mapping: LoadedMapping,
  options: ImportOptions = {},
): ImportResult {
  const prepared = prepareImport(campaign, files, mapping, options);
  const names = readDefinition(campaign).parameters.map(({ name }) => name);
  const rows = prepared.flatMap(({ file, planned }) =>
    planned.map((row) => describeRow(file.path, row, names)),
  );
  return { ...describeImport(prepared, true), rows };
}
