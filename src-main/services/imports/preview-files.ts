import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { toWireError, type WireError } from '#shared/contract/errors.ts';
import type { DuplicatePolicy } from '#shared/contract/imports/import.ts';
import type { FilePlan } from '#shared/contract/imports/imports-methods.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import { describeFile } from './describe-import.ts';
import { describeRows } from './describe-rows.ts';
import { type FileToImport, ImportPreparation } from './prepare-import.ts';

/** What would become of one file; one of the two is null. */
export interface FilePreview {
  readonly plan: FilePlan | null;
  readonly error: WireError | null;
}

/**
 * What an import of the files would do with every row; nothing is stored. A file that cannot be read, or not with its
 * mapping, says why, and the others are planned without it.
 *
 * @param files each with its mapping; one whose table or theory table cannot be read is rejected
 */
export async function previewFiles(
  campaign: ReadableCampaign,
  files: readonly Promise<FileToImport>[],
  duplicates: DuplicatePolicy,
): Promise<FilePreview[]> {
  const opened = await Promise.allSettled(files);
  const preparation = new ImportPreparation(campaign, duplicates);
  return opened.map((file) => {
    try {
      if (file.status === 'rejected') throw file.reason;
      const prepared = preparation.add(file.value);
      return { plan: { ...describeFile(prepared), ...describeRows(prepared) }, error: null };
    } catch (error) {
      if (!(error instanceof ContouristError)) throw error;
      return { plan: null, error: toWireError(error, error.code) };
    }
  });
}
