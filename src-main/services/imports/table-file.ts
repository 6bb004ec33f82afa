import type { InputFile } from '#main/files/input-file.ts';
import type { Detection } from '#shared/formats/format.ts';
import { onlyTable, readFile } from '#shared/formats/registry.ts';
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

/**
 * Reads the table of a file.
 *
 * @param format the id of its format; null to recognise it
 * @throws ContouristError `table.…`, `json.…`, `format.…`, `file.encoding`
 */
export async function readTableFile(
  { path, bytes, sha256 }: InputFile,
  format: string | null = null,
): Promise<TableFile> {
  const read = await readFile({ name: path, bytes }, format);
  return {
    path,
    sha256,
    table: onlyTable(read, path),
    detection: read.detection,
    warnings: read.warnings ?? [],
  };
}
