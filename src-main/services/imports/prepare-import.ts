import { isDeepStrictEqual } from 'node:util';
import type { TextFile } from '#main/files/read-text-file.ts';
import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { readDefinition } from '#main/store/definition-repository.ts';
import type { ImportRecord } from '#main/store/imports-repository.ts';
import type { DuplicatePolicy, ImportedFile } from '#shared/contract/imports/import.ts';
import type { Fidelity } from '#shared/domain/fidelity.ts';
import { createSpace, type Space } from '#shared/domain/space.ts';
import type { LimitFileReading } from '#shared/limit-files/read-limits.ts';
import { readTable } from '#shared/limit-files/read-table.ts';
import type { Table } from '#shared/limit-files/table.ts';
import { findEarlierImports, mappingAsStored } from './find-earlier-import.ts';
import { ImportPlanner, type PlannedRow } from './plan-import.ts';
import { type LoadedMapping, readLimitTable } from './read-limit-file.ts';

/** One file and how it is to be read. */
export interface FileToImport {
  readonly file: TextFile;
  readonly mapping: LoadedMapping;
  /** Wins over the mapping's. */
  readonly fidelity?: Fidelity | undefined;
  /** Marks points that are never fitted, only judged against. */
  readonly isTest: boolean;
}

/** One file that is read and decided upon; nothing of it is stored yet. */
export interface PreparedFile extends FileToImport {
  readonly table: Table;
  readonly reading: LimitFileReading;
  readonly importedBefore: ImportedFile['importedBefore'];
  /** Empty when the file was imported before. */
  readonly planned: readonly PlannedRow[];
  readonly duplicates: number;
  readonly warnings: readonly string[];
}

/**
 * Reads limit files and decides what an import does with every row.
 *
 * @throws ContouristError `table.…`, `json.…`, `limit_file.…`, `theory.…`
 */
export function prepareImport(
  campaign: ReadableCampaign,
  files: readonly FileToImport[],
  duplicates: DuplicatePolicy,
): PreparedFile[] {
  const preparation = new ImportPreparation(campaign, duplicates);
  return files.map((file) => preparation.add(file));
}

/** The same file by file: one that cannot be read leaves the others as they are. */
export class ImportPreparation {
  readonly #campaign: ReadableCampaign;
  readonly #duplicates: DuplicatePolicy;
  readonly #space: Space;
  readonly #planner: ImportPlanner;
  readonly #prepared: PreparedFile[] = [];

  constructor(campaign: ReadableCampaign, duplicates: DuplicatePolicy) {
    this.#campaign = campaign;
    this.#duplicates = duplicates;
    this.#space = createSpace(readDefinition(campaign));
    this.#planner = new ImportPlanner(campaign, duplicates);
  }

  /** @throws ContouristError as `prepareImport` */
  add(toImport: FileToImport): PreparedFile {
    const { file, mapping, fidelity, isTest } = toImport;
    const table = readTable(file.text, file.path);
    const reading = readLimitTable(table, mapping, this.#space, fidelity === undefined ? {} : { fidelity });
    const earlier = findEarlierImports(this.#campaign, file, reading.mapping, mapping);
    const twin = this.#prepared.find(
      (other) => other.file.sha256 === file.sha256 && isReadInTheSameWay(other, reading, mapping),
    );
    const importedBefore = describeEarlier(earlier.same) ?? describeTwin(twin);
    const plan = this.#planner.plan(importedBefore === null ? reading.rows : [], isTest);
    const prepared: PreparedFile = {
      ...toImport,
      table,
      reading,
      importedBefore,
      planned: plan.rows,
      duplicates: plan.duplicates,
      warnings: [
        ...(plan.duplicates > 0 ? warnOfOtherReading(earlier.different, this.#duplicates) : []),
        ...(importedBefore === null ? reading.warnings : []),
        ...warnOfSharedPlaces(plan.sharedWithOtherUse, isTest),
      ],
    };
    this.#prepared.push(prepared);
    return prepared;
  }
}

function isReadInTheSameWay(
  other: PreparedFile,
  reading: LimitFileReading,
  { theory }: LoadedMapping,
): boolean {
  return (
    other.mapping.theory?.file.sha256 === theory?.file.sha256 &&
    isDeepStrictEqual(mappingAsStored(other.reading.mapping), mappingAsStored(reading.mapping))
  );
}

function describeEarlier(record: ImportRecord | null): PreparedFile['importedBefore'] {
  return record && { file: record.fileName, import: record.id, at: record.createdAt, by: record.user };
}

function describeTwin(twin: PreparedFile | undefined): PreparedFile['importedBefore'] {
  return twin === undefined ? null : { file: twin.file.path, import: null, at: null, by: null };
}

function warnOfOtherReading(record: ImportRecord | null, duplicates: DuplicatePolicy): string[] {
  if (record === null || duplicates !== 'keep') return [];
  return [
    `The same file was imported before (import ${record.id}) with another mapping; limits that are in both are now ` +
      'replicates. --duplicates replace or refuse would avoid that.',
  ];
}

function warnOfSharedPlaces(count: number, isTest: boolean): string[] {
  if (count === 0) return [];
  const points = count === 1 ? '1 point lies' : `${count} points lie`;
  return isTest
    ? [`${points} where a point for fits lies too: a test there judges what the fit has seen.`]
    : [`${points} where a test point lies too: that test will judge what the fit has seen.`];
}
