import type { DenseEngine } from '../../engines/dense-engine.ts';
import { axisCorrelation } from '../../gaussian-process/axis-correlation.ts';
import type { CovarianceStructure, Hyperparameters } from '../../gaussian-process/hyperparameters.ts';
import type { Task } from '../../gaussian-process/posterior.ts';
import type { TrainingSet } from '../../gaussian-process/training-set.ts';
import { columnsOfPoints } from '../../rows.ts';
import type { Plane } from '../find-plane.ts';
import { interpolateRows } from '../interpolate-rows.ts';

/** One product kernel on a plane: k(x, y; X_j) = column_j · a(x, X_j) · b(y, X_j). */
interface PlaneTerm {
  /** Rows of the first axis' correlations with the observations, places × n; b likewise. */
  readonly a: Float64Array;
  readonly b: Float64Array;
  /** Task's κ times the correlations along the axes that do not vary, n. */
  readonly column: Float64Array;
}

/** The covariance of the nodes of a plane with the observations, which is a sum of products over the two axes. */
export function planeTerms(
  { kernel, dimension }: CovarianceStructure,
  h: Hyperparameters,
  { u, count, countLow }: TrainingSet,
  { axes, coordinates }: Plane,
  task: Task,
): PlaneTerm[] {
  const observed = columnsOfPoints(u, dimension);
  const correlationsAlong = (axis: number, length: number) =>
    axisCorrelation(kernel, length, coordinates[axis], observed[axis]);
  const term = (lengths: Float64Array, kappa: (j: number) => number): PlaneTerm => {
    const column = Float64Array.from({ length: count }, (_, j) => kappa(j));
    for (let axis = 0; axis < dimension; axis++) {
      if (axes.includes(axis)) continue;
      const along = correlationsAlong(axis, lengths[axis]);
      for (let j = 0; j < count; j++) column[j] *= along[j];
    }
    const [a, b] = axes.map((axis) => correlationsAlong(axis, lengths[axis]));
    return { a, b, column };
  };
  const high = task === 'high';
  const [withLow, withHigh] = high ? [h.kappaCross, h.kappaHigh] : [h.kappaLow, h.kappaCross];
  const terms = [term(h.lengths, (j) => (j < countLow ? withLow : withHigh))];
  const { difference } = h;
  if (high && difference) {
    terms.push(term(difference.lengths, (j) => (j < countLow ? 0 : difference.variance)));
  }
  return terms;
}

/**
 * k(u)ᵀv at every node of a plane and for every vector v, nodes × vectors: one product of (places × n) with (n × places) a
 * vector, whatever the kernel.
 */
export async function planeProducts(
  engine: DenseEngine,
  terms: readonly PlaneTerm[],
  vectors: readonly Float64Array[],
): Promise<Float64Array> {
  const n = vectors[0].length;
  const [rows, columns] = [terms[0].a.length / n, terms[0].b.length / n];
  const out = new Float64Array(rows * columns * vectors.length);
  for (const [v, vector] of vectors.entries()) {
    for (const { a, b, column } of terms) {
      const weighted = a.slice();
      for (let k = 0; k < weighted.length; k++) weighted[k] *= column[k % n] * vector[k % n];
      const part = await engine.multiplyTransposed(weighted, b, rows, n, columns);
      for (let node = 0; node < part.length; node++) out[node * vectors.length + v] += part[node];
    }
  }
  return out;
}

/** Nodes whose covariances with the observations all others' are combinations of. */
interface PlanePivots {
  /** Coordinates of the pivots, pivots × D. */
  readonly u: Float64Array;
  /** nodes × pivots. */
  readonly weights: Float64Array;
}

/**
 * Pivots along either axis, to rounding: a smooth kernel needs a dozen of a hundred places, so that a few hundred whitened
 * vectors make the variance of ten thousand nodes. Null where that saves nothing: kernels with a kink need nearly all.
 */
export function planePivots(
  terms: readonly PlaneTerm[],
  { axes, coordinates }: Plane,
  n: number,
): PlanePivots | null {
  const [placesA, placesB] = axes.map((axis) => coordinates[axis].length);
  const tableOf = (side: 'a' | 'b', places: number) => {
    const table = new Float64Array(places * n * terms.length);
    for (let i = 0; i < places; i++) {
      terms.forEach((term, t) => {
        table.set(term[side].subarray(i * n, (i + 1) * n), (i * terms.length + t) * n);
      });
    }
    return table;
  };
  const a = interpolateRows(tableOf('a', placesA), placesA, Math.ceil(placesA / WORTH));
  const b = a && interpolateRows(tableOf('b', placesB), placesB, Math.ceil(placesB / WORTH));
  if (!a || !b) return null;
  const [rankA, rankB] = [a.pivots.length, b.pivots.length];
  const dimension = coordinates.length;
  const u = new Float64Array(rankA * rankB * dimension);
  for (let k = 0; k < rankA * rankB; k++) {
    for (let axis = 0; axis < dimension; axis++) u[k * dimension + axis] = coordinates[axis][0];
    u[k * dimension + axes[0]] = coordinates[axes[0]][a.pivots[Math.floor(k / rankB)]];
    u[k * dimension + axes[1]] = coordinates[axes[1]][b.pivots[k % rankB]];
  }
  const weights = new Float64Array(placesA * placesB * rankA * rankB);
  let at = 0;
  for (let i = 0; i < placesA; i++) {
    for (let j = 0; j < placesB; j++) {
      for (let k = 0; k < rankA; k++) {
        for (let l = 0; l < rankB; l++) weights[at++] = a.weights[i * rankA + k] * b.weights[j * rankB + l];
      }
    }
  }
  return { u, weights };
}

/** Pivots are worth their trouble where at most one place in so many along an axis is one. */
const WORTH = 2;

/** wᵀ·G·w of every node's weights, G being the pivots' k(u)ᵀK⁻¹k(u'). */
export async function planeExplained(
  engine: DenseEngine,
  { weights, u }: PlanePivots,
  dimension: number,
  whitenedPivots: Float64Array,
): Promise<Float64Array> {
  const rank = u.length / dimension;
  const nodes = weights.length / rank;
  const n = whitenedPivots.length / rank;
  const gram = await engine.multiplyTransposed(whitenedPivots, whitenedPivots, rank, n, rank);
  const spread = await engine.multiplyTransposed(weights, gram, nodes, rank, rank);
  const explained = new Float64Array(nodes);
  for (let node = 0, k = 0; node < nodes; node++) {
    let sum = 0;
    for (const end = k + rank; k < end; k++) sum += spread[k] * weights[k];
    explained[node] = sum;
  }
  return explained;
}
