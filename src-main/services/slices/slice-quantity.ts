import type { Prediction } from '#main/surrogates/surrogate.ts';
import type { Polyline, QuantitySlice, SliceGrid } from '#shared/contract/slices/slice.ts';
import type { Fidelity } from '#shared/domain/fidelity.ts';
import { clipLines } from '#shared/numerics/clip-lines.ts';
import { contourLines } from '#shared/numerics/contouring.ts';
import { extendIntoGaps } from '#shared/numerics/grid-gaps.ts';
import type { SlicePlane } from './slice-plane.ts';

/**
 * What a quantity's surrogate says on a slice's grid, with its contours.
 *
 * @param prediction at the plane's allowed nodes, in their order
 * @param amplitude standard deviation of ln μ under the model where no point is near; null where it has none
 */
export function quantitySlice(
  plane: SlicePlane,
  {
    prediction: { pExcl, lnMu },
    contours,
    amplitude,
    excess,
    fidelity,
  }: {
    readonly prediction: Prediction;
    readonly contours: Polyline[];
    readonly amplitude: number | null;
    readonly excess: Float64Array;
    readonly fidelity: Fidelity;
  },
): QuantitySlice {
  return {
    mean: lnMu && gridOf(plane, lnMu.mean),
    sd: lnMu && gridOf(plane, lnMu.variance.map(Math.sqrt)),
    pExcl: gridOf(plane, pExcl),
    contours,
    ...(amplitude !== null && { amplitude }),
    fidelity,
    extrapolated: gridOf(plane, excess).map((row) =>
      row.map((value) => (value === null ? null : value >= 0)),
    ),
  };
}

/** The function whose zero is the contour: ln μ where there is one, else ½ − p. */
export function levelOf({ pExcl, lnMu }: Prediction): Float64Array {
  return lnMu?.mean ?? pExcl.map((p) => 0.5 - p);
}

/** Values at the plane's allowed nodes as rows by y, null at the other nodes. */
export function gridOf({ nodes, x, y }: SlicePlane, values: Float64Array): SliceGrid {
  const grid: SliceGrid = y.values.map(() => new Array<number | null>(x.values.length).fill(null));
  for (const [index, node] of nodes.entries()) {
    grid[Math.floor(node / x.values.length)][node % x.values.length] = values[index];
  }
  return grid;
}

/** The same as ny × nx numbers, row-major, NaN at the other nodes. */
export function fieldOf({ nodes, x, y }: SlicePlane, values: Float64Array): Float64Array {
  const field = new Float64Array(x.values.length * y.values.length).fill(Number.NaN);
  for (const [index, node] of nodes.entries()) field[node] = values[index];
  return field;
}

/**
 * The lines where a level is 0. Across the cells that the constraints cut, it goes on linearly, and the lines end at the
 * constraint itself, not at the last whole cell.
 */
export function contoursOf(plane: SlicePlane, values: Float64Array): Polyline[] {
  const { x, y, contains } = plane;
  const lines = contourLines(x, y, extendIntoGaps(fieldOf(plane, values), x.values.length));
  return clipLines(lines, contains, { x: x.scale, y: y.scale });
}
