import { basename } from 'node:path';
import { asInputFile, type InputFile } from '#main/files/input-file.ts';
import {
  type FileTables,
  readTableFile,
  readTables,
  type TableFile,
  type TableFileOptions,
} from '#main/services/imports/table-file.ts';
import type { UploadedFile } from '#shared/contract/imports/uploaded-file.ts';

/**
 * The table of a file that a window has sent.
 *
 * @param options its format and the table that is meant, where somebody says so
 * @throws ContouristError `file.…`, `table.…`, `json.…`, `format.…`
 */
export function openUpload(upload: UploadedFile, options: TableFileOptions = {}): Promise<TableFile> {
  return readTableFile(inputFile(upload), options);
}

/**
 * All tables of a file that a window has sent.
 *
 * @param format the id of its format; null to recognise it
 * @throws ContouristError `file.…`, `table.…`, `json.…`, `format.…`
 */
export function openUploadedTables(upload: UploadedFile, format: string | null): Promise<FileTables> {
  return readTables(inputFile(upload), format);
}

const inputFile = ({ name, base64 }: UploadedFile): InputFile =>
  asInputFile(basename(name), Buffer.from(base64, 'base64'));
