import type { Quantity } from '#shared/domain/quantity.ts';
import type { ReadFile } from './check.ts';

/** A column of limits; with `pivot` several quantities have one. */
export interface LimitColumn {
  readonly quantity: Quantity;
  /** Its name in the file. */
  readonly name: string;
  readonly index: number;
}

export function limitColumns({ table, plan, mapping }: ReadFile): LimitColumn[] {
  return plan.quantities.flatMap(({ quantity, value }) => {
    if (value === null) return [];
    return [{ quantity, name: mapping.pivot?.limit ?? table.columns[value] ?? '', index: value }];
  });
}

/** ln μ of one quantity with the lines they are from. */
export function limitsOf(
  { rows }: Pick<ReadFile, 'rows'>,
  quantity: Quantity,
): { y: number; line: number }[] {
  return rows.flatMap(({ limits, line }) =>
    limits.filter((limit) => limit.quantity === quantity).map(({ y }) => ({ y, line })),
  );
}

/** The middle of some numbers; NaN of none. */
export function middle(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
