import { HIGH, LOW } from '../../gaussian-process/training-set.ts';
import type { Plane } from '../find-plane.ts';
import { projectPoints } from './axis-spectrum.ts';
import type { GridFactor } from './grid-factor.ts';
import { levelsOfCells } from './tensor.ts';

/**
 * The covariance of a plane's nodes with the tree's cells: for cell i at node (x, y) weights[i]·a[level, x]·b[level, y].
 * The two levels of a cell make a pair; sums over cells become sums over pairs first.
 */
export interface PlaneCells {
  readonly weights: Float64Array;
  /** By cell of the tree: its pair of levels, the second axis fastest. */
  readonly pairs: Int32Array;
  /** How many levels the two axes have. */
  readonly levels: readonly [a: number, b: number];
  /** The two axes' factors, levels × nodes. */
  readonly a: Float64Array;
  readonly b: Float64Array;
}

export function planeCells(factor: GridFactor, plane: Plane, task: typeof LOW | typeof HIGH): PlaneCells {
  const { frame, tree, spectra, h, kappa } = factor;
  const { sizes } = frame.layout;
  const [axisA, axisB] = plane.axes;
  const factors = spectra.map((spectrum, axis) => projectPoints(spectrum, plane.coordinates[axis]));
  const levels = levelsOfCells(sizes, tree.cells);
  const weights = new Float64Array(tree.cells.length);
  weights.fill(frame.task === LOW && task === HIGH ? h.kappaCross : kappa);
  factors.forEach((row, axis) => {
    if (axis === axisA || axis === axisB) return;
    for (let i = 0; i < weights.length; i++) weights[i] *= row[levels[axis][i]];
  });
  return {
    weights,
    pairs: levels[axisA].map((level, i) => level * sizes[axisB] + levels[axisB][i]),
    levels: [sizes[axisA], sizes[axisB]],
    a: factors[axisA],
    b: factors[axisB],
  };
}

/** Σ over the cells of each pair of weights[i]·row i of a matrix of cells × columns: pairs × columns. */
export function contractCells(
  { weights, pairs, levels }: PlaneCells,
  matrix: Float64Array,
  columns: number,
): Float64Array {
  const out = new Float64Array(levels[0] * levels[1] * columns);
  for (let i = 0; i < weights.length; i++) {
    const [weight, to, from] = [weights[i], pairs[i] * columns, i * columns];
    for (let k = 0; k < columns; k++) out[to + k] += weight * matrix[from + k];
  }
  return out;
}

/** Σ over pairs of levels of values[pair]·a[level, x]·b[level, y], by node. */
export function contractPairs(
  values: Float64Array,
  a: Float64Array,
  b: Float64Array,
  [levelsA, levelsB]: PlaneCells['levels'],
): Float64Array {
  const [nx, ny] = [a.length / levelsA, b.length / levelsB];
  const out = new Float64Array(nx * ny);
  const row = new Float64Array(ny);
  for (let i = 0; i < levelsA; i++) {
    row.fill(0);
    for (let j = 0; j < levelsB; j++) {
      const value = values[i * levelsB + j];
      for (let y = 0; y < ny; y++) row[y] += value * b[j * ny + y];
    }
    for (let x = 0; x < nx; x++) {
      const factor = a[i * nx + x];
      for (let y = 0; y < ny; y++) out[x * ny + y] += factor * row[y];
    }
  }
  return out;
}
