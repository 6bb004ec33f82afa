import { dirname, resolve } from 'node:path';
import { readTextFile, type TextFile } from '#main/files/read-text-file.ts';
import type { Space } from '#shared/domain/space.ts';
import { defaultMapping, type LocatedMapping, parseMapping } from '#shared/limit-files/parse-mapping.ts';
import {
  type LimitFileReading,
  type LimitReadingOptions,
  readLimits,
} from '#shared/limit-files/read-limits.ts';
import { readTable } from '#shared/limit-files/read-table.ts';
import type { Table } from '#shared/limit-files/table.ts';

/** A mapping with the theory table that it names. */
export interface LoadedMapping {
  readonly mapping: LocatedMapping;
  readonly theory: { readonly file: TextFile; readonly table: Table } | null;
}

/**
 * Reads a mapping and its theory table, whose path is relative to the mapping.
 *
 * @param path null for the defaults: columns named like the parameters and quantities, kind mu
 * @throws ContouristError `file.…`, `mapping.…`, `table.…`
 */
export function loadMapping(path: string | null): LoadedMapping {
  if (path === null) return { mapping: defaultMapping(), theory: null };
  const mapping = parseMapping(readTextFile(path).text, path);
  const theoryPath = mapping.limit.theory?.file;
  if (theoryPath === undefined) return { mapping, theory: null };
  const file = readTextFile(resolve(dirname(path), theoryPath));
  return { mapping, theory: { file, table: readTable(file.text, theoryPath) } };
}

/**
 * Reads a limit file (CSV, TSV or JSON of records) under a mapping; nothing is stored.
 *
 * @param options.results for the results of a batch, which may name points by id
 * @throws ContouristError `table.…`, `json.…`, `limit_file.…`, `theory.…`
 */
export function readLimitFile(
  file: TextFile,
  { mapping, theory }: LoadedMapping,
  space: Space,
  options: Omit<LimitReadingOptions, 'theoryTable'> = {},
): LimitFileReading {
  const table = readTable(file.text, file.path);
  return readLimits(table, mapping, space, { ...options, ...(theory && { theoryTable: theory.table }) });
}
