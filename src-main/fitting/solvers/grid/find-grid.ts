import type { SolverDecline } from '#shared/domain/solver-reason.ts';
import type { TrainingSet } from '../../gaussian-process/training-set.ts';

/** Levels along one axis that differ by less than this share of the axis's range are one level. */
const SAME_LEVEL = 1e-9;

/** A level needs this share of the points of its axis's fullest level: fewer are scattered points beside the grid. */
const LEAST_SHARE = 0.1;

/** So many points may have a known variance unlike the others': each is taken out of the grid. */
const FEW = 0.1;

/**
 * Observations that lie on a full tensor grid in u, and all the others. A cell whose point is missing is a hole; a point
 * beside the grid, a second one in a cell and one whose known variance is unlike the rest's are among the others.
 */
export interface GridLayout {
  /** Ascending levels by axis. */
  readonly levels: readonly Float64Array[];
  /** How many levels each axis has, and their product: the number of cells, p. */
  readonly sizes: readonly number[];
  readonly cells: number;
  /** Row of the training set in each cell, the last axis fastest; −1 in a hole. */
  readonly rows: Int32Array;
  /** Cells without a point. */
  readonly holes: Int32Array;
  /** Rows that are not on the grid, ascending: low-fidelity ones first. */
  readonly others: Int32Array;
  /** The known variance that all points of the grid have. */
  readonly knownVariance: number;
}

/**
 * Looks for a grid among the low-fidelity points, or among all points where there is one fidelity.
 *
 * @returns the grid, or why there is none
 */
export function findGrid(training: TrainingSet): GridLayout | SolverDecline {
  const { dimension, u, count, countLow, knownVariance } = training;
  const candidates = countLow > 0 ? countLow : count;
  const axes = Array.from({ length: dimension }, (_, axis) => levelsOf(u, dimension, axis, candidates));
  if (axes.some(({ values }) => values.length === candidates && candidates > 1)) {
    return { code: 'no-grid' };
  }
  const sizes = axes.map(({ values }) => values.length);
  const cells = sizes.reduce((product, size) => product * size, 1);
  if (cells > 4 * candidates) return { code: 'no-grid-or-too-many-holes' };

  const common = commonest(knownVariance.subarray(0, candidates));
  const rows = new Int32Array(cells).fill(-1);
  const others: number[] = [];
  let unlike = 0;
  for (let i = 0; i < candidates; i++) {
    let cell = 0;
    for (const { values, levelOf } of axes)
      cell = levelOf[i] < 0 ? Number.NaN : cell * values.length + levelOf[i];
    if (knownVariance[i] !== common) unlike++;
    if (Number.isNaN(cell) || rows[cell] >= 0 || knownVariance[i] !== common) others.push(i);
    else rows[cell] = i;
  }
  if (unlike > FEW * candidates) return { code: 'own-known-variances' };
  for (let i = candidates; i < count; i++) others.push(i);
  return {
    levels: axes.map(({ values }) => values),
    sizes,
    cells,
    rows,
    holes: Int32Array.from(rows.keys()).filter((cell) => rows[cell] < 0),
    others: Int32Array.from(others),
    knownVariance: common,
  };
}

interface AxisLevels {
  readonly values: Float64Array;
  /** By point; −1 off the levels. */
  readonly levelOf: Int32Array;
}

function levelsOf(u: Float64Array, dimension: number, axis: number, count: number): AxisLevels {
  const order = Uint32Array.from({ length: count }, (_, i) => i);
  const at = (i: number) => u[i * dimension + axis];
  order.sort((a, b) => at(a) - at(b));
  const tolerance = SAME_LEVEL * (at(order[count - 1]) - at(order[0]));
  const groups: number[][] = [];
  for (const i of order) {
    const group = groups.at(-1);
    if (group && at(i) - at(group[0]) <= tolerance) group.push(i);
    else groups.push([i]);
  }
  const fullest = groups.reduce((most, { length }) => Math.max(most, length), 0);
  const levels = groups.filter(({ length }) => length >= LEAST_SHARE * fullest);
  const levelOf = new Int32Array(count).fill(-1);
  levels.forEach((group, level) => {
    for (const i of group) levelOf[i] = level;
  });
  return { values: Float64Array.from(levels, (group) => at(group[0])), levelOf };
}

function commonest(values: Float64Array): number {
  const counts = new Map<number, number>();
  let best = 0;
  let most = 0;
  for (const value of values) {
    const count = (counts.get(value) ?? 0) + 1;
    counts.set(value, count);
    if (count > most) [best, most] = [value, count];
  }
  return best;
}
