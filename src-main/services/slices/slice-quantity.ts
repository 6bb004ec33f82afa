import type { Polyline, QuantitySlice, SliceGrid } from '#shared/contract/slices/slice.ts';
import { clipLines } from '#shared/numerics/clip-lines.ts';
import { contourLines } from '#shared/numerics/contouring.ts';
import { exclusionProbability } from '#shared/numerics/exclusion.ts';
import { extendIntoGaps } from '#shared/numerics/grid-gaps.ts';
import type { SlicePlane } from './slice-plane.ts';

/**
 * A quantity's posterior on a slice's grid, with its contours.
 *
 * @param found mean and standard deviation of ln μ at the plane's allowed nodes, in their order
 */
export function quantitySlice(
  plane: SlicePlane,
  {
    mean,
    sd,
    contours,
    amplitude,
  }: {
    readonly mean: Float64Array;
    readonly sd: Float64Array | null;
    readonly contours: Polyline[];
    readonly amplitude: number;
  },
): QuantitySlice {
  const spread = sd ?? mean.map(() => Number.NaN);
  return {
    mean: gridOf(plane, mean),
    sd: gridOf(plane, spread),
    pExcl: gridOf(
      plane,
      mean.map((value, index) => exclusionProbability(value, spread[index])),
    ),
    contours,
    amplitude,
  };
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
 * The lines ln μ = 0. Across the cells that the constraints cut, ln μ goes on linearly, and the lines end at the
 * constraint itself, not at the last whole cell.
 */
export function contoursOf(plane: SlicePlane, values: Float64Array): Polyline[] {
  const { x, y, contains } = plane;
  const lines = contourLines(x, y, extendIntoGaps(fieldOf(plane, values), x.values.length));
  return clipLines(lines, contains, { x: x.scale, y: y.scale });
}
