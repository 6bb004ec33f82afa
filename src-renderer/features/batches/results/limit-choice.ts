import { isTheoryColumn } from '#shared/limit-files/guess-mapping.ts';
import type { Mapping } from '#shared/limit-files/mapping.ts';

/** What the numbers of a file of results may be. */
export type ResultKind = 'mu' | 'ln_mu' | 'sigma';

/**
 * The limit settings of a kind, as they are sent. Cross-section limits take the theory's cross section from a column of
 * the file: the one whose name says so, to be corrected by hand, and in pb.
 *
 * @param columns of the file, at least one
 */
export function limitOfKind(kind: ResultKind, columns: readonly string[]): Mapping['limit'] {
  if (kind !== 'sigma') return { kind };
  const column = columns.find(isTheoryColumn) ?? columns[0] ?? '';
  return { kind, unit: 'pb', theory: { column, unit: 'pb' } };
}
