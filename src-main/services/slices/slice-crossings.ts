import type { SliceAxis, SliceCrossing } from '#shared/contract/slices/slice.ts';
import type { Quantity } from '#shared/domain/quantity.ts';

/** Neighbours in the order that ln μ of the expected band must have: each is at most the next. */
const BAND: readonly Quantity[] = ['exp_m2', 'exp_m1', 'exp', 'exp_p1', 'exp_p2'];

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
  const fitted = BAND.filter((quantity) => quantities[quantity] !== undefined);
  const nx = x.values.length;
  return fitted.slice(1).flatMap((upper, index): SliceCrossing[] => {
    const lower = fitted[index];
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
