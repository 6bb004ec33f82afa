import { dirname, resolve } from 'node:path';
import { readInputFile } from '#main/files/input-file.ts';
import { readTextFile } from '#main/files/read-text-file.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import type { Space } from '#shared/domain/space.ts';
import { concernsValues, type ReadingNote } from '#shared/formats/reading-note.ts';
import type { Table } from '#shared/formats/table.ts';
import { ABSURD_MU } from '#shared/limit-files/credible-mu.ts';
import type { FindingCode } from '#shared/limit-files/findings/finding-codes.ts';
import { guessMapping } from '#shared/limit-files/guess-mapping.ts';
import { type Mapping, mappingSchema } from '#shared/limit-files/mapping.ts';
import { type LocatedMapping, parseMapping } from '#shared/limit-files/parse-mapping.ts';
import {
  type LimitFileReading,
  type LimitReadingOptions,
  readLimits,
} from '#shared/limit-files/read-limits.ts';
import type { Remark } from '#shared/limit-files/reasons.ts';
import { wishOfTheory } from '#shared/limit-files/table-wish.ts';
import { readTableFile, type TableFile } from './table-file.ts';

/** A mapping with the theory table that it names. */
export interface LoadedMapping {
  /** Null where nobody has said how to read a file: it is guessed from the names of its columns. */
  readonly mapping: LocatedMapping | null;
  /** Findings that somebody has looked at, beyond those that the mapping names. */
  readonly confirmed?: readonly FindingCode[] | undefined;
  readonly theory: Pick<TableFile, 'path' | 'sha256' | 'table'> | null;
}

/** Nobody has said how to read a file. */
export const NO_MAPPING: LoadedMapping = { mapping: null, theory: null };

/**
 * Reads a mapping and its theory table, whose path is relative to the mapping.
 *
 * @param path null where there is none
 * @throws ContouristError `file.…`, `mapping.…`, `table.…`
 */
export async function loadMapping(path: string | null): Promise<LoadedMapping> {
  if (path === null) return NO_MAPPING;
  const mapping = parseMapping(readTextFile(path).text, path);
  const theoryPath = mapping.limit.theory?.file;
  if (theoryPath === undefined) return { mapping, theory: null };
  const file = readInputFile(resolve(dirname(path), theoryPath));
  return { mapping, theory: await readTableFile({ ...file, path: theoryPath }, wishOfTheory(mapping)) };
}

/**
 * A mapping that comes with what it names.
 *
 * @param mapping null where the file is to be read by the names of its columns
 * @param theory the table that the mapping's theory names; one that it does not name is left aside
 * @throws ContouristError `mapping.theory_missing`
 */
export function loadSentMapping(mapping: Mapping | null, theory: TableFile | null): LoadedMapping {
  if (mapping === null) return NO_MAPPING;
  const located = { ...mapping, locate: () => ({}) };
  const wanted = mapping.limit.theory?.file;
  if (wanted === undefined) return { mapping: located, theory: null };
  if (theory === null) {
    throw new ContouristError('mapping.theory_missing', `The theory table ${wanted} is missing.`, {
      hint: 'Choose the file with the theory cross sections too.',
    });
  }
  return { mapping: located, theory };
}

/**
 * Reads the limits of a file under a mapping; nothing is stored. This is the one way from a table to limits, whether it
 * is imported, brings the results of a batch, or is a row that somebody has corrected.
 *
 * @param options.results for the results of a batch, which may name points by id
 * @throws ContouristError `limit_file.…`, `theory.…`
 */
export function readLimitFile(
  { table, warnings = [] }: Pick<TableFile, 'table'> & Partial<Pick<TableFile, 'warnings'>>,
  { mapping, theory, confirmed }: LoadedMapping,
  space: Space,
  options: Omit<LimitReadingOptions, 'theoryTable'> = {},
): LimitFileReading {
  const guess = mapping === null ? guessReading(table, space) : null;
  const reading = readLimits(table, withConfirmed(mapping ?? guess!.mapping, confirmed), space, {
    ...options,
    ...(theory && { theoryTable: theory.table }),
  });
  const notes = readingNotes(table, theory);
  return {
    ...reading,
    warnings: [
      ...warnings.map((text): Remark => ({ code: 'format', text })),
      ...notes.filter(({ note }) => concernsValues(note)).map(({ remark }) => remark),
      ...reading.warnings,
    ],
    suggestions: [
      ...notes.filter(({ note }) => !concernsValues(note)).map(({ remark }) => remark),
      ...(guess?.remarks ?? []),
      ...reading.suggestions,
    ],
  };
}

/** How the file and its theory table were read. */
function readingNotes(
  { notes = [] }: Table,
  theory: LoadedMapping['theory'],
): { readonly note: ReadingNote; readonly remark: Remark }[] {
  const ofTheory = (theory?.table.notes ?? []).map((note) => ({
    note,
    remark: { code: 'in-theory-table', file: theory?.path ?? '', note } as const,
  }));
  return [...notes.map((note) => ({ note, remark: note })), ...ofTheory];
}

function withConfirmed(mapping: LocatedMapping, confirmed: readonly FindingCode[] = []): LocatedMapping {
  if (confirmed.length === 0) return mapping;
  return { ...mapping, confirmed: [...new Set([...(mapping.confirmed ?? []), ...confirmed])] };
}

/** How a file is read that nobody has said anything of, and what a person is to know of it. */
function guessReading(
  table: Table,
  { definition }: Space,
): { readonly mapping: LocatedMapping; readonly remarks: readonly Remark[] } {
  const guess = mappingSchema.parse(guessMapping(table, definition, ABSURD_MU));
  const columns = [
    ...Object.entries(guess.parameters),
    ...Object.entries(guess.quantities),
    ...Object.values(guess.pivot?.values ?? {}).map((name) => [name, guess.pivot?.limit ?? ''] as const),
  ].map(([name, column]) => ({ name, column }));
  const isPlain = guess.limit.kind === 'mu' && columns.every(({ name, column }) => name === column);
  const remarks: Remark[] =
    isPlain && guess.accept === undefined
      ? []
      : [{ code: 'guessed', columns, kind: guess.limit.kind, accept: guess.accept ?? null }];
  return { mapping: { ...guess, locate: () => ({}) }, remarks };
}
