import { dirname, resolve } from 'node:path';
import { readTextFile, type TextFile } from '#main/files/read-text-file.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import type { Space } from '#shared/domain/space.ts';
import type { Mapping } from '#shared/limit-files/mapping.ts';
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
 * A mapping that comes with what it names.
 *
 * @param theory the table that the mapping's theory names; null where it names none
 * @throws ContouristError `mapping.theory_missing`, `table.…`
 */
export function loadSentMapping(mapping: Mapping, theory: TextFile | null): LoadedMapping {
  const located = { ...mapping, locate: () => ({}) };
  const wanted = mapping.limit.theory?.file;
  if (wanted === undefined) return { mapping: located, theory: null };
  if (theory === null) {
    throw new ContouristError('mapping.theory_missing', `The theory table ${wanted} is missing.`, {
      hint: 'Choose the file with the theory cross sections too.',
    });
  }
  return { mapping: located, theory: { file: theory, table: readTable(theory.text, wanted) } };
}

/**
 * Reads a limit file (CSV, TSV or JSON of records) under a mapping; nothing is stored.
 *
 * @param options.results for the results of a batch, which may name points by id
 * @throws ContouristError `table.…`, `json.…`, `limit_file.…`, `theory.…`
 */
export function readLimitFile(
  file: TextFile,
  loaded: LoadedMapping,
  space: Space,
  options: Omit<LimitReadingOptions, 'theoryTable'> = {},
): LimitFileReading {
  return readLimitTable(readTable(file.text, file.path), loaded, space, options);
}

/**
 * The same for a file whose table is read already.
 *
 * @throws ContouristError `limit_file.…`, `theory.…`
 */
export function readLimitTable(
  table: Table,
  { mapping, theory }: LoadedMapping,
  space: Space,
  options: Omit<LimitReadingOptions, 'theoryTable'> = {},
): LimitFileReading {
  return readLimits(table, mapping, space, { ...options, ...(theory && { theoryTable: theory.table }) });
}
