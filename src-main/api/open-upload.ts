import { basename } from 'node:path';
import { asInputFile } from '#main/files/input-file.ts';
import { readTableFile, type TableFile } from '#main/services/imports/table-file.ts';
import type { UploadedFile } from '#shared/contract/imports/uploaded-file.ts';

/**
 * The table of a file that a window has sent.
 *
 * @param format the id of its format; null to recognise it
 * @throws ContouristError `file.…`, `table.…`, `json.…`, `format.…`
 */
export function openUpload({ name, base64 }: UploadedFile, format: string | null = null): Promise<TableFile> {
  return readTableFile(asInputFile(basename(name), Buffer.from(base64, 'base64')), format);
}
