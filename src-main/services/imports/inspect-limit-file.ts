import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { readDefinition } from '#main/store/definition-repository.ts';
import { type ImportKind, listImports } from '#main/store/imports-repository.ts';
import type { InspectedFile } from '#shared/contract/imports/imports-methods.ts';
import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import { chooseTable } from '#shared/formats/choose-table.ts';
import type { Table } from '#shared/formats/table.ts';
import { guessMapping } from '#shared/limit-files/guess-mapping.ts';
import { type Mapping, mappingSchema } from '#shared/limit-files/mapping.ts';
import { samplesOf } from './inspect-file.ts';
import type { FileTables } from './table-file.ts';

/**
 * What a file is and how it is probably to be read: as the last import with the same columns was, else by the names of
 * its columns. Nothing is stored.
 *
 * @param kind what the file brings: imports of that kind are looked through
 * @param wanted the name of the table that is meant; null for the one that looks most like limits
 */
export function inspectLimitFile(
  campaign: ReadableCampaign,
  { path, sha256, read }: FileTables,
  kind: ImportKind,
  wanted: string | null = null,
): InspectedFile {
  const { tables, detection } = read;
  const definition = readDefinition(campaign);
  const table =
    wanted === null && tables.length > 1
      ? likelyTable(tables, definition)
      : chooseTable(read, path, { table: wanted });
  const earlier = findMappingOfSameColumns(campaign, table, kind);
  const guess = mappingSchema.parse(guessMapping(table, definition));
  // Failed fits are of this file, and not of the one before.
  const hasRange = earlier?.mapping.accept !== undefined || earlier?.mapping.clip !== undefined;
  const mapping = earlier
    ? { ...withoutTable(earlier.mapping), ...(guess.accept && !hasRange && { accept: guess.accept }) }
    : guess;
  return {
    sha256,
    format: table.format,
    detection,
    tables: tables.map(({ name, rows, columns }, index) => ({
      name: name ?? String(index + 1),
      rows: rows.length,
      columns: [...columns],
    })),
    table: tables.length > 1 ? table.name : null,
    rows: table.rows.length + table.ragged.length,
    columns: table.columns.map((name, index) => ({ name, samples: samplesOf(table, index) })),
    mapping: kind === 'results' ? withoutFidelity(mapping) : mapping,
    mappingFrom: earlier && { import: earlier.import, file: earlier.file },
  };
}

/** The first table in which the parameters and a limit are found by their names; else the first. A person sees it and may take another. */
function likelyTable(tables: readonly Table[], definition: CampaignDefinition): Table {
  const isLikely = (table: Table) => {
    const { parameters, quantities } = guessMapping(table, definition);
    const hasParameters = definition.parameters.every(({ name }) => parameters[name] !== undefined);
    return hasParameters && Object.keys(quantities).length > 0;
  };
  return tables.find(isLikely) ?? tables[0]!;
}

/** Which table of an earlier file was meant says nothing of this one. */
function withoutTable({ table: _, ...mapping }: Mapping): Mapping {
  return mapping;
}

/** The batches say of which fidelity results are. */
function withoutFidelity({ fidelity: _, ...mapping }: Mapping): Mapping {
  return mapping;
}

/** The latest import of a file with exactly these columns; one that was undone may have been read wrongly. A theory table is asked for again: its file is not here. */
function findMappingOfSameColumns(
  campaign: ReadableCampaign,
  { columns }: Table,
  wanted: ImportKind,
): { mapping: Mapping; import: number; file: string } | null {
  const record = listImports(campaign).findLast(
    ({ kind, reading, undoneAt }) =>
      kind === wanted && undoneAt === null && reading !== null && sameNames(reading.columns, columns),
  );
  const mapping = record && mappingSchema.safeParse(record.mapping);
  return record && mapping?.success
    ? { mapping: mapping.data, import: record.id, file: record.fileName }
    : null;
}

function sameNames(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((name) => others.includes(name));
}
