import type { SliceAxis, SliceCrossing } from '#shared/contract/slices/slice.ts';
import { bandNeighbours, type Quantity, quantitySchema } from '#shared/domain/quantity.ts';

/**
 * Where the fitted means of the expected band are in the wrong order, which independent fits can be where points are
 * few: exp_m1 above exp, or exp above exp_p1 (likewise ±2σ).
 *
 * @param quantities means as ny × nx numbers, row-major, NaN outside the constraints
 */
export function findCrossings({
  x,
  y,
  quantities,
}: {
  readonly x: SliceAxis;
  readonly y: SliceAxis;
  readonly quantities: Readonly<Partial<Record<Quantity, { readonly mean: Float64Array }>>>;
}): SliceCrossing[] {
  const fitted = Object.keys(quantities).map((quantity) => quantitySchema.parse(quantity));
  const nx = x.values.length;
  return bandNeighbours(fitted).flatMap(({ lower, upper }): SliceCrossing[] => {
    const above = quantities[upper]?.mean ?? new Float64Array();
    const xs: number[] = [];
    const ys: number[] = [];
    let allowed = 0;
    for (const [node, below] of (quantities[lower]?.mean ?? []).entries()) {
      if (!Number.isFinite(below - above[node])) continue;
      allowed++;
      if (below <= above[node]) continue;
      xs.push(x.values[node % nx]);
      ys.push(y.values[Math.floor(node / nx)]);
    }
    if (xs.length === 0) return [];
    return [{ lower, upper, share: xs.length / allowed, x: range(xs), y: range(ys) }];
  });
}

const range = (values: readonly number[]): [number, number] => [Math.min(...values), Math.max(...values)];
