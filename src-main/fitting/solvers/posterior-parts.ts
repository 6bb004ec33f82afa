import type { Posterior, Task } from '../gaussian-process/posterior.ts';
import type { ProfiledMean } from './profiled-mean.ts';

/** The smallest s², as a share of the prior variance: below it cancellation leaves only rounding. */
export const VARIANCE_FLOOR = 1e-13;

/** Numbers that are made at once for a part of the points: enough to keep an engine busy, few enough for the memory. */
const CHUNK_NUMBERS = 4_000_000;

/**
 * Points in parts.
 *
 * @param u count × D
 * @param numbersPerPoint how many numbers are made for each of them
 */
export function* chunksOf(
  u: Float64Array,
  dimension: number,
  numbersPerPoint: number,
): Generator<{ from: number; rows: Float64Array }> {
  const count = u.length / dimension;
  const chunk = Math.max(64, Math.floor(CHUNK_NUMBERS / numbersPerPoint));
  for (let from = 0; from < count; from += chunk) {
    yield { from, rows: u.subarray(from * dimension, Math.min(count, from + chunk) * dimension) };
  }
}

/** {@link Posterior.predict} by its features, a part of the points after the other. */
export async function predictInParts(
  features: Posterior['features'],
  u: Float64Array,
  task: Task,
  dimension: number,
  numbersPerPoint: number,
): Promise<{ mean: Float64Array; variance: Float64Array }> {
  const count = u.length / dimension;
  const result = { mean: new Float64Array(count), variance: new Float64Array(count) };
  for (const { from, rows } of chunksOf(u, dimension, numbersPerPoint)) {
    const part = await features(rows, task);
    result.mean.set(part.mean, from);
    result.variance.set(part.variance, from);
  }
  return result;
}

/**
 * Rows L_A⁻¹(h(u) − HᵀK⁻¹k(u)): what the observations leave open of the mean at u.
 *
 * @param design columns of H at the points
 * @param explained (HᵀK⁻¹k(u_i))_a
 * @returns count × p
 */
export function trendResiduals(
  { factor }: Pick<ProfiledMean, 'factor'>,
  design: readonly Float64Array[],
  explained: (i: number, a: number) => number,
): Float64Array {
  const p = design.length;
  const count = design[0].length;
  const trend = new Float64Array(count * p);
  for (let i = 0; i < count; i++) {
    for (let a = 0; a < p; a++) {
      let sum = design[a][i] - explained(i, a);
      for (let b = 0; b < a; b++) sum -= factor[a * p + b] * trend[i * p + b];
      trend[i * p + a] = sum / factor[a * p + a];
    }
  }
  return trend;
}

/** Σ of squares of row i. */
export function squaredNorm(rows: Float64Array, i: number, length: number): number {
  let sum = 0;
  for (let k = i * length; k < (i + 1) * length; k++) sum += rows[k] * rows[k];
  return sum;
}
