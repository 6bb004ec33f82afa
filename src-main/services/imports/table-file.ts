import type { InputFile } from '#main/files/input-file.ts';
import { chooseTable, type TableWish } from '#shared/formats/choose-table.ts';
import type { Detection } from '#shared/formats/format.ts';
import { type ReadFile, readFile } from '#shared/formats/registry.ts';
import type { Table } from '#shared/formats/table.ts';

/** A file of which the table is read, whatever its format was. */
export interface TableFile {
  /** As the caller gave it: how messages name the file. */
  readonly path: string;
  /** SHA-256 of the bytes, 64 hexadecimal digits. */
  readonly sha256: string;
  readonly table: Table;
  /** Why it was taken for a file of its format; null where the caller said so. */
  readonly detection: Detection | null;
  /** What the format has to say of the file. */
  readonly warnings: readonly string[];
}

/** How a file is to be read where its content does not say it. */
export interface TableFileOptions extends TableWish {
  /** The id of its format; without it the content says which. */
  readonly format?: string | null | undefined;
}

/** A file with all of its tables, before one of them is chosen. */
export interface FileTables extends Pick<TableFile, 'path' | 'sha256'> {
  readonly read: ReadFile;
}

/**
 * Reads the tables of a file.
 *
 * @param format the id of its format; null to recognise it
 * @throws ContouristError `table.…`, `json.…`, `format.…`, `file.encoding`
 */
export async function readTables(
  { path, bytes, sha256 }: InputFile,
  format: string | null,
): Promise<FileTables> {
  return { path, sha256, read: await readFile({ name: path, bytes }, format) };
}

/**
 * Reads the table of a file, of several the one that is meant.
 *
 * @throws ContouristError `table.…`, `json.…`, `format.…`, `file.encoding`
 */
export async function readTableFile(
  file: InputFile,
  { format = null, ...wish }: TableFileOptions = {},
): Promise<TableFile> {
  const { path, sha256, read } = await readTables(file, format);
  return {
    path,
    sha256,
    table: chooseTable(read, path, wish),
    detection: read.detection,
    warnings: read.warnings ?? [],
  };
}
