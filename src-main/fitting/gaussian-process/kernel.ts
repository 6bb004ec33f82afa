import type { KernelName } from '#shared/domain/fit-settings.ts';

/**
 * Correlation k(u, u') = Π_j k1(|u_j − u'_j| / ℓ_j), a product over the axes, [RW] Rasmussen & Williams 2006, ch. 4:
 *
 *     rbf       k1(r) = exp(−r²/2)
 *     matern32  k1(r) = (1 + √3 r) exp(−√3 r)
 *     matern52  k1(r) = (1 + √5 r + 5r²/3) exp(−√5 r)
 *
 * The product form makes every kernel separable over a tensor grid, and all of them need one exponential a pair.
 */

/** Distances are scaled by this factor over ℓ beforehand, so that a = c·|Δu|/ℓ is what the formulas below see. */
const SCALE: Readonly<Record<KernelName, number>> = {
  rbf: 1,
  matern32: Math.sqrt(3),
  matern52: Math.sqrt(5),
};

/**
 * Coordinates divided by the lengths (and times the kernel's constant).
 *
 * @param u points, count × D, row-major
 * @param lengths ℓ_j, D
 */
export function scaledCoordinates(kernel: KernelName, u: Float64Array, lengths: Float64Array): Float64Array {
  const dimension = lengths.length;
  const factors = lengths.map((length) => SCALE[kernel] / length);
  const scaled = new Float64Array(u.length);
  for (let i = 0; i < u.length; i++) scaled[i] = u[i] * factors[i % dimension];
  return scaled;
}

/**
 * Adds factor·k(a_i, b_j) for j in [from, to) to out[outStart + j].
 *
 * @param a scaled coordinates of the row's points; row i is the one meant
 * @param b scaled coordinates of the columns' points
 */
export function addCorrelationRow(
  kernel: KernelName,
  dimension: number,
  a: Float64Array,
  i: number,
  b: Float64Array,
  from: number,
  to: number,
  factor: number,
  out: Float64Array,
  outStart: number,
): void {
  const row = i * dimension;
  if (kernel === 'rbf') {
    for (let j = from; j < to; j++) {
      let sum = 0;
      for (let k = 0, p = row, q = j * dimension; k < dimension; k++, p++, q++)
        sum += (a[p] - b[q]) * (a[p] - b[q]);
      out[outStart + j] += factor * Math.exp(-0.5 * sum);
    }
    return;
  }
  const quadratic = kernel === 'matern52' ? 1 / 3 : 0;
  for (let j = from; j < to; j++) {
    let sum = 0;
    let polynomial = 1;
    for (let k = 0, p = row, q = j * dimension; k < dimension; k++, p++, q++) {
      const distance = Math.abs(a[p] - b[q]);
      sum += distance;
      polynomial *= 1 + distance + quadratic * distance * distance;
    }
    out[outStart + j] += factor * polynomial * Math.exp(-sum);
  }
}

/** ∂ ln k1/∂ ln ℓ at scaled distance a: a² (rbf), a²/(1 + a) (matern32), (a²/3)(1 + a)/(1 + a + a²/3) (matern52). */
export function correlationSlope(kernel: KernelName, distance: number): number {
  if (kernel === 'rbf') return distance * distance;
  if (kernel === 'matern32') return (distance * distance) / (1 + distance);
  const third = (distance * distance) / 3;
  return (third * (1 + distance)) / (1 + distance + third);
}

/**
 * Adds Σ_j weights[j]·k(a_i, a_j) for j in [from, to) to sums[0], and the same with ∂k/∂ln ℓ_k to sums[1 + k].
 *
 * @param a scaled coordinates
 * @param scratch at least D numbers
 */
export function accumulateCorrelationGradient(
  kernel: KernelName,
  dimension: number,
  a: Float64Array,
  i: number,
  from: number,
  to: number,
  weights: Float64Array,
  sums: Float64Array,
  scratch: Float64Array,
): void {
  const row = i * dimension;
  for (let j = from; j < to; j++) {
    let sum = 0;
    let polynomial = 1;
    for (let k = 0, p = row, q = j * dimension; k < dimension; k++, p++, q++) {
      const distance = Math.abs(a[p] - a[q]);
      if (kernel === 'rbf') {
        scratch[k] = distance * distance;
        sum += 0.5 * scratch[k];
      } else if (kernel === 'matern32') {
        const factor = 1 + distance;
        scratch[k] = (distance * distance) / factor;
        polynomial *= factor;
        sum += distance;
      } else {
        const third = (distance * distance) / 3;
        const factor = 1 + distance + third;
        scratch[k] = (third * (1 + distance)) / factor;
        polynomial *= factor;
        sum += distance;
      }
    }
    const weighted = weights[j] * polynomial * Math.exp(-sum);
    sums[0] += weighted;
    for (let k = 0; k < dimension; k++) sums[1 + k] += weighted * scratch[k];
  }
}
