import { addScaled, dot } from '#shared/numerics/dense/vectors.ts';
import { distinctPointCount, type HIGH, LOW, type TrainingSet } from './training-set.ts';

/**
 * The mean m(u) = wᵀu + b ([B] eq. 3), shared by the tasks, plus an offset of the low task where the bias is per task.
 * Its coefficients β = [w…, b, offset] enter linearly and are profiled out of the likelihood.
 */
export interface MeanFunction {
  /** `constant` drops w where the points cannot determine it. */
  readonly form: 'linear' | 'constant';
  /** Whether the column 1[low] is there. */
  readonly lowOffset: boolean;
}

/**
 * The columns of H at points of the two tasks.
 *
 * @param u points, count × D, row-major, low-fidelity ones first
 * @returns p columns of `count` numbers
 */
export function designColumns(
  mean: MeanFunction,
  dimension: number,
  points: { readonly u: Float64Array; readonly count: number; readonly countLow: number },
): Float64Array[] {
  const { u, count, countLow } = points;
  const columns: Float64Array[] = [];
  if (mean.form === 'linear') {
    for (let j = 0; j < dimension; j++) {
      columns.push(Float64Array.from({ length: count }, (_, i) => u[i * dimension + j]));
    }
  }
  columns.push(new Float64Array(count).fill(1));
  if (mean.lowOffset) columns.push(Float64Array.from({ length: count }, (_, i) => (i < countLow ? 1 : 0)));
  return columns;
}

/** The same columns for points of one task. */
export function designColumnsOfTask(
  mean: MeanFunction,
  dimension: number,
  u: Float64Array,
  task: typeof LOW | typeof HIGH,
): Float64Array[] {
  const count = u.length / dimension;
  return designColumns(mean, dimension, { u, count, countLow: task === LOW ? count : 0 });
}

/** Smallest share of a column of H that must be left after the columns before it are projected out. */
const INDEPENDENCE = 1e-8;

/**
 * The mean that the points can determine: linear if there are at least D + 2 different points and the columns of H are
 * independent, otherwise b alone.
 */
export function determinableMean(training: TrainingSet, lowOffset: boolean): MeanFunction {
  const bothTasks = training.countLow > 0 && training.countLow < training.count;
  const linear: MeanFunction = { form: 'linear', lowOffset: lowOffset && bothTasks };
  const enough = distinctPointCount(training) >= training.dimension + 2;
  const columns = designColumns(linear, training.dimension, training);
  return enough && areIndependent(columns) ? linear : { ...linear, form: 'constant' };
}

/** Modified Gram-Schmidt, with the constant first so that a coordinate's mere offset does not count as information. */
function areIndependent(columns: readonly Float64Array[]): boolean {
  const basis: Float64Array[] = [];
  const ones = new Float64Array(columns[0].length).fill(1);
  const others = columns.filter((column) => column.some((value) => value !== 1));
  if (columns.length - others.length !== 1) return false;
  for (const column of [ones, ...others]) {
    const rest = column.slice();
    const before = Math.sqrt(dot(rest, rest));
    for (const direction of basis) {
      const overlap = dot(direction, rest);
      addScaled(rest, -overlap, direction);
    }
    const after = Math.sqrt(dot(rest, rest));
    if (!(after > INDEPENDENCE * before)) return false;
    basis.push(rest.map((value) => value / after));
  }
  return true;
}
