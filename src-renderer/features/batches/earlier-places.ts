import type { SlicePointColumns } from '#shared/contract/slices/slices-methods.ts';

/**
 * Where the points that a batch was chosen beside lie on two axes: those that were fitted by then, test points left out.
 *
 * @param iteration the iteration that chose the batch; null for one before any fit, which had none beside it
 */
export function earlierPlaces(
  { theta, state, iteration: known }: SlicePointColumns,
  axes: readonly [x: number, y: number],
  iteration: number | null,
): (readonly [x: number, y: number])[] {
  if (iteration === null) return [];
  return theta.flatMap((values, index) => {
    const first = known[index] ?? null;
    if (state[index] !== 'known' || first === null || first > iteration) return [];
    return [[values[axes[0]] ?? Number.NaN, values[axes[1]] ?? Number.NaN] as const];
  });
}
