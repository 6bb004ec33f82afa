import type { TextFile } from '#main/files/read-text-file.ts';
import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { readDefinition } from '#main/store/definition-repository.ts';
import type { ImportRecord } from '#main/store/imports-repository.ts';
import type { DuplicatePolicy, ImportedFile } from '#shared/contract/import.ts';
import type { Fidelity } from '#shared/domain/fidelity.ts';
import { createSpace } from '#shared/domain/space.ts';
import type { LimitFileReading } from '#shared/limit-files/read-limits.ts';
import { findEarlierImports } from './find-earlier-import.ts';
import { ImportPlanner, type PlannedRow } from './plan-import.ts';
import { type LoadedMapping, readLimitFile } from './read-limit-file.ts';

export interface ImportOptions {
  /** Wins over the mapping's. */
  readonly fidelity?: Fidelity | undefined;
  /** Marks points that are never fitted, only judged against. */
  readonly isTest?: boolean | undefined;
  /** The default is `keep`. */
  readonly duplicates?: DuplicatePolicy | undefined;
}

/** One file that is read and decided upon; nothing of it is stored yet. */
export interface PreparedFile {
  readonly file: TextFile;
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
  files: readonly TextFile[],
  mapping: LoadedMapping,
  { fidelity, isTest = false, duplicates = 'keep' }: ImportOptions,
): PreparedFile[] {
  const space = createSpace(readDefinition(campaign));
  const planner = new ImportPlanner(campaign, duplicates, isTest);
  const prepared: PreparedFile[] = [];
  for (const file of files) {
    const reading = readLimitFile(file, mapping, space, fidelity === undefined ? {} : { fidelity });
    const earlier = findEarlierImports(campaign, file, reading.mapping, mapping);
    const twin = prepared.find((other) => other.file.sha256 === file.sha256);
    const importedBefore = describeEarlier(earlier.same) ?? describeTwin(twin);
    const plan = planner.plan(importedBefore === null ? reading.rows : []);
    prepared.push({
      file,
      reading,
      importedBefore,
      planned: plan.rows,
      duplicates: plan.duplicates,
      warnings: [
        ...(plan.duplicates > 0 ? warnOfOtherReading(earlier.different, duplicates) : []),
        ...(importedBefore === null ? reading.warnings : []),
        ...warnOfSharedPlaces(plan.sharedWithOtherUse, isTest),
      ],
    });
  }
  return prepared;
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
