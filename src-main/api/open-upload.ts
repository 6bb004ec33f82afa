import { basename } from 'node:path';
import { asTextFile, type TextFile } from '#main/files/read-text-file.ts';
import type { UploadedFile } from '#shared/contract/imports/uploaded-file.ts';

/**
 * A file that a window has sent, as services take files.
 *
 * @throws ContouristError `file.too_large`, `file.encoding`
 */
export function openUpload({ name, base64 }: UploadedFile): TextFile {
  return asTextFile(basename(name), Buffer.from(base64, 'base64'));
}
