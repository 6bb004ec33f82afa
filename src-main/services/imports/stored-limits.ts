import type { Limit } from '#main/store/points-repository.ts';
import type { Quantity } from '#shared/domain/quantity.ts';
import type { LimitRow } from '#shared/limit-files/limit-row.ts';

/** The limits of a row as the campaign file keeps them, by quantity. */
export function storedLimits({ limits }: LimitRow): Partial<Record<Quantity, Limit>> {
  return Object.fromEntries(limits.map(({ quantity, ...limit }) => [quantity, limit]));
}
