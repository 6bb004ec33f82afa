import type { TrainingSet } from './gaussian-process/training-set.ts';

/** Above this share of its prior standard deviation, half, the data have taken less than three quarters of the variance away. */
const UNINFORMED = 0.5;

/** How many times as far from the centre of the fitted points as the farthest of them a place may be. */
const BEYOND = 1.5;

/** Fitted points that share a coordinate still support this much of its range, in u. */
const LEAST_SPREAD = 0.01;

/**
 * How far places are beyond what the fitted points support: below 0 where they are supported, 0 and above where the
 * surrogate extrapolates. It does so by either of two rules:
 *
 * - s ≥ ½ σ_prior: the data say little there (σ_prior is s where no point is near);
 * - r ≥ 1.5 max_i r_i, r² = (u − ū)ᵀ S⁻¹ (u − ū) with mean ū and covariance S of the fitted points. r² is the leverage of the
 *   linear mean but for constants, and beyond the largest of the points it is hidden extrapolation (D. C. Montgomery,
 *   E. A. Peck & G. G. Vining, Introduction to Linear Regression Analysis, §3.8). With long lengths s stays small there
 *   because the model takes the linear trend for certain. The factor keeps the corners of a box that is filled evenly.
 *
 * The second rule takes D² operations a place and the points once, so that a slice follows a slider.
 */
export interface Extrapolation {
  /**
   * @param u places, count × D, row-major
   * @param variance of ln μ there; null where it is not known: the second rule alone
   */
  excess(u: Float64Array, variance: Float64Array | null): Float64Array;
}

/** @param priorSd standard deviation of ln μ where no point is near; null where the surrogate has none */
export function extrapolationBeyond(
  { u: points, count, dimension }: Pick<TrainingSet, 'u' | 'count' | 'dimension'>,
  priorSd: number | null,
): Extrapolation {
  const centre = new Float64Array(dimension);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < dimension; j++) centre[j] += points[i * dimension + j] / count;
  }
  const factor = choleskyOfSpread(points, count, centre);
  const radius = (u: Float64Array, i: number) => whitenedLength(factor, centre, u, i);
  let farthest = 0;
  for (let i = 0; i < count; i++) farthest = Math.max(farthest, radius(points, i));
  // Points that all but coincide support their own neighbourhood.
  const reach = BEYOND * Math.max(farthest, 1);
  return {
    excess(u, variance) {
      return Float64Array.from({ length: u.length / dimension }, (_, i) => {
        const byDistance = radius(u, i) / reach - 1;
        if (variance === null || priorSd === null || priorSd === 0) return byDistance;
        return Math.max(byDistance, Math.sqrt(variance[i]) / (UNINFORMED * priorSd) - 1);
      });
    },
  };
}

/** L of S + LEAST_SPREAD² I = L Lᵀ, D × D, row-major. */
function choleskyOfSpread(points: Float64Array, count: number, centre: Float64Array): Float64Array {
  const d = centre.length;
  const factor = new Float64Array(d * d);
  for (let i = 0; i < count; i++) {
    for (let a = 0; a < d; a++) {
      for (let b = 0; b <= a; b++) {
        factor[a * d + b] += ((points[i * d + a] - centre[a]) * (points[i * d + b] - centre[b])) / count;
      }
    }
  }
  for (let a = 0; a < d; a++) {
    factor[a * d + a] += LEAST_SPREAD ** 2;
    for (let b = 0; b <= a; b++) {
      let sum = factor[a * d + b];
      for (let k = 0; k < b; k++) sum -= factor[a * d + k] * factor[b * d + k];
      factor[a * d + b] = a === b ? Math.sqrt(sum) : sum / factor[b * d + b];
    }
  }
  return factor;
}

/** |L⁻¹(u − ū)| of the i-th place. */
function whitenedLength(factor: Float64Array, centre: Float64Array, u: Float64Array, i: number): number {
  const d = centre.length;
  const whitened = new Float64Array(d);
  let squares = 0;
  for (let a = 0; a < d; a++) {
    let sum = u[i * d + a] - centre[a];
    for (let k = 0; k < a; k++) sum -= factor[a * d + k] * whitened[k];
    whitened[a] = sum / factor[a * d + a];
    squares += whitened[a] ** 2;
  }
  return Math.sqrt(squares);
}
