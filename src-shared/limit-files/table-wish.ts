import type { TableWish } from '../formats/choose-table.ts';
import { errorColumnName, type Mapping } from './mapping.ts';

/** Which table of a limit file a mapping means: the one that it names, else the one with all columns that it names. */
export function wishOfMapping(mapping: Mapping | null): TableWish {
  if (mapping === null) return {};
  const { table, parameters, quantities, variance, error, limit, where = {}, pivot } = mapping;
  const ofFile = limit.theory?.file === undefined ? limit.theory : undefined;
  const named = [
    ...[parameters, quantities, variance].flatMap((entry) => Object.values(entry)),
    ...Object.values(error).map(errorColumnName),
    ...Object.keys(where),
    pivot?.column,
    pivot?.limit,
    ofFile?.column,
    ofFile?.error && errorColumnName(ofFile.error),
    limit.column,
  ];
  return { table, columns: named.filter((column) => column !== undefined) };
}

/** Which table of a file of theory cross sections a mapping means. */
export function wishOfTheory({ limit: { theory } }: Mapping): TableWish {
  if (theory === undefined) return {};
  const { table, column, error, match = [] } = theory;
  const matched = Array.isArray(match) ? match : Object.values(match);
  return { table, columns: [column, ...(error === undefined ? [] : [errorColumnName(error)]), ...matched] };
}
