import type { Quantity } from '#shared/domain/quantity.ts';
import type { Table } from '#shared/formats/table.ts';
import { plain } from './suggest-column.ts';

/**
 * What the quantiles of combine's tree `limit` are: −1 is the observed limit, the others are quantiles of the expected
 * one, so that a larger quantile is a larger limit.
 */
export const COMBINE_QUANTILES: Readonly<Record<string, Quantity>> = {
  '-1': 'obs',
  '0.5': 'exp',
  '0.84': 'exp_p1',
  '0.16': 'exp_m1',
  '0.975': 'exp_p2',
  '0.025': 'exp_m2',
};

/** The columns of combine's tree `limit` in a table; null where it is none. */
export function findCombineColumns({ columns }: Table): { column: string; limit: string } | null {
  const column = columns.find((name) => plain(name) === 'quantileexpected');
  const limit = columns.find((name) => plain(name) === 'limit');
  return column === undefined || limit === undefined ? null : { column, limit };
}
