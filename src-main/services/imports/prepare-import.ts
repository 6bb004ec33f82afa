import { isDeepStrictEqual } from 'node:util';
import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { readDefinition } from '#main/store/definition-repository.ts';
import type { ImportRecord } from '#main/store/imports-repository.ts';
import type { DuplicatePolicy, ImportedFile } from '#shared/contract/imports/import.ts';
import type { Fidelity } from '#shared/domain/fidelity.ts';
import { createSpace, type Space } from '#shared/domain/space.ts';
import { concerning, type Finding } from '#shared/limit-files/findings/finding.ts';
import type { LimitFileReading } from '#shared/limit-files/read-limits.ts';
import type { Remark } from '#shared/limit-files/reasons.ts';
import { findEarlierImports, mappingAsStored } from './find-earlier-import.ts';
import { ImportPlanner, type PlannedRow } from './plan-import.ts';
import { type LoadedMapping, readLimitFile } from './read-limit-file.ts';
import type { TableFile } from './table-file.ts';

/** One file and how it is to be read. */
export interface FileToImport {
  readonly file: TableFile;
  readonly mapping: LoadedMapping;
  /** Wins over the mapping's. */
  readonly fidelity?: Fidelity | undefined;
  /** Marks points that are never fitted, only judged against. */
  readonly isTest: boolean;
}

/** One file that is read and decided upon; nothing of it is stored yet. */
export interface PreparedFile extends FileToImport {
  readonly reading: LimitFileReading;
  readonly importedBefore: ImportedFile['importedBefore'];
  /** Empty when the file was imported before. */
  readonly planned: readonly PlannedRow[];
  readonly duplicates: number;
  /** Empty when the file was imported before. */
  readonly findings: readonly Finding[];
  readonly warnings: readonly Remark[];
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
    const reading = readLimitFile(file, mapping, this.#space, fidelity === undefined ? {} : { fidelity });
    const earlier = findEarlierImports(
      this.#campaign,
      'limits',
      file,
      reading.mapping,
      mapping,
      ({ counts }) => Number(counts.imported) > 0,
    );
    const twin = this.#prepared.find(
      (other) => other.file.sha256 === file.sha256 && isReadInTheSameWay(other, reading, mapping),
    );
    const importedBefore = describeEarlier(earlier.same) ?? describeTwin(twin);
    const plan = this.#planner.plan(importedBefore === null ? reading.rows : [], isTest);
    const prepared: PreparedFile = {
      ...toImport,
      reading,
      importedBefore,
      planned: plan.rows,
      duplicates: plan.duplicates,
      findings: importedBefore === null ? [...reading.findings, ...contradictions(plan.rows)] : [],
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

/** Rows beside limits of the campaign that cannot be replicates of them. */
function contradictions(planned: readonly PlannedRow[]): Finding[] {
  const found = planned.flatMap(({ row, contradicts }) =>
    contradicts > 0 ? [{ line: row.line, contradicts }] : [],
  );
  if (found.length === 0) return [];
  return [
    {
      subject: {
        code: 'contradicts-earlier',
        factor: Math.exp(found.reduce((largest, { contradicts }) => Math.max(largest, contradicts), 0)),
      },
      severity: 'warn',
      certainty: 'likely',
      ...concerning(found.map(({ line }) => line)),
      remedy: null,
    },
  ];
}

function isReadInTheSameWay(
  other: PreparedFile,
  reading: LimitFileReading,
  { theory }: LoadedMapping,
): boolean {
  return (
    other.mapping.theory?.sha256 === theory?.sha256 &&
    isDeepStrictEqual(mappingAsStored(other.reading.mapping), mappingAsStored(reading.mapping))
  );
}

function describeEarlier(record: ImportRecord | null): PreparedFile['importedBefore'] {
  return record && { file: record.fileName, import: record.id, at: record.createdAt, by: record.user };
}

function describeTwin(twin: PreparedFile | undefined): PreparedFile['importedBefore'] {
  return twin === undefined ? null : { file: twin.file.path, import: null, at: null, by: null };
}

function warnOfOtherReading(record: ImportRecord | null, duplicates: DuplicatePolicy): Remark[] {
  if (record === null || duplicates !== 'keep') return [];
  return [{ code: 'read-differently-before', import: record.id }];
}

function warnOfSharedPlaces(count: number, isTest: boolean): Remark[] {
  if (count === 0) return [];
  return [{ code: 'shared-places', count, isTest }];
}
