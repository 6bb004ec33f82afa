import type { Slice, SliceCrossing } from '#shared/contract/slice.ts';
import type { Quantity } from '#shared/domain/quantity.ts';

/** Neighbours in the order that ln μ of the expected band must have: each is at most the next. */
const BAND: readonly Quantity[] = ['exp_m2', 'exp_m1', 'exp', 'exp_p1', 'exp_p2'];

/**
 * Where the fitted means of the expected band are in the wrong order, which independent fits can be where points are
 * few: exp_m1 above exp, or exp above exp_p1 (likewise ±2σ).
 */
export function findCrossings({ x, y, quantities }: Pick<Slice, 'x' | 'y' | 'quantities'>): SliceCrossing[] {
  const fitted = BAND.filter((quantity) => quantities[quantity] !== undefined);
  return fitted.slice(1).flatMap((upper, index): SliceCrossing[] => {
    const lower = fitted[index];
    const wrong: { x: number; y: number }[] = [];
    let allowed = 0;
    for (const [iy, row] of (quantities[lower]?.mean ?? []).entries()) {
      for (const [ix, below] of row.entries()) {
        const above = quantities[upper]?.mean[iy][ix] ?? null;
        if (below === null || above === null) continue;
        allowed++;
        if (below > above) wrong.push({ x: x.values[ix], y: y.values[iy] });
      }
    }
    if (wrong.length === 0) return [];
    const xs = wrong.map((node) => node.x);
    const ys = wrong.map((node) => node.y);
    return [
      {
        lower,
        upper,
        share: wrong.length / allowed,
        x: [Math.min(...xs), Math.max(...xs)],
        y: [Math.min(...ys), Math.max(...ys)],
      },
    ];
  });
}
