import { statSync } from 'node:fs';
import { type InputFile, readInputFile } from '#main/files/input-file.ts';
import { type InputFolder, readInputFolder } from '#main/files/input-folder.ts';
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
  /** Where parameters stand in the paths of an archive's files: `hypo_{m0}_{m12}`. */
  readonly pathPattern?: string | null | undefined;
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
  file: InputFile | InputFolder,
  format: string | null,
  pathPattern: string | null = null,
): Promise<FileTables> {
  const { path, sha256 } = file;
  const given = { ...file, name: path };
  return { path, sha256, read: await readFile(given, format, undefined, pathPattern) };
}

/**
 * Reads the bytes of a file that may be a folder: of results, one file for each point.
 *
 * @throws ContouristError `file.…`, `archive.too_large`
 */
export function readInput(path: string): InputFile | InputFolder {
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  return isFolder ? readInputFolder(path) : readInputFile(path);
}

/**
 * Reads the table of a file, of several the one that is meant.
 *
 * @throws ContouristError `table.…`, `json.…`, `format.…`, `file.encoding`
 */
export async function readTableFile(
  file: InputFile | InputFolder,
  { format = null, pathPattern = null, ...wish }: TableFileOptions = {},
): Promise<TableFile> {
  const { path, sha256, read } = await readTables(file, format, pathPattern);
  return {
    path,
    sha256,
    table: chooseTable(read, path, wish),
    detection: read.detection,
    warnings: read.warnings ?? [],
  };
}
