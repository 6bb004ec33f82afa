import { dot } from '#shared/numerics/dense/vectors.ts';
import type { AlgebraInParts } from '../algebra-in-parts.ts';
import { type LowRankFactor, rowsTimes, timesRows } from './low-rank-factor.ts';

/**
 * Vectors over the training set in the form in which products with K⁻¹ are dot products: D^{−½}b of the many, then
 * √κ L_B⁻¹ΦₛᵀD⁻¹b (which counts negative), then L_S⁻¹ of what the many leave of the others.
 *
 * @param vectors each of n numbers in the order of the training set
 */
export async function whitenVectors(
  algebra: AlgebraInParts,
  { some, others, diagonal, kappa, kappaCross, capacity, othersWhitened, schur }: LowRankFactor,
  vectors: readonly Float64Array[],
): Promise<Float64Array[]> {
  const p = diagonal.length;
  const rank = capacity.size;
  const count = vectors.length;
  const q = vectors[0].length - p;
  const projected = new Float64Array(count * rank);
  vectors.forEach((vector, c) => {
    const weighted = Float64Array.from({ length: p }, (_, i) => vector[i] / diagonal[i]);
    projected.set(timesRows(weighted, some, rank), c * rank);
  });
  const whitened = await algebra.whitenRows(capacity, projected, count);
  const left = new Float64Array(count * q);
  vectors.forEach((vector, c) => {
    const known = rowsTimes(othersWhitened, whitened.subarray(c * rank, (c + 1) * rank), q);
    for (let i = 0; i < q; i++) left[c * q + i] = vector[p + i] - kappaCross * known[i];
  });
  const ofOthers = schur ? await algebra.whitenRows(schur, left, count) : others;
  const root = Math.sqrt(kappa);
  return vectors.map((vector, c) => {
    const out = new Float64Array(p + rank + q);
    for (let i = 0; i < p; i++) out[i] = vector[i] / Math.sqrt(diagonal[i]);
    for (let a = 0; a < rank; a++) out[p + a] = root * whitened[c * rank + a];
    for (let i = 0; i < q; i++) out[p + rank + i] = ofOthers[c * q + i];
    return out;
  });
}

/** aᵀK⁻¹b of two whitened vectors. */
export function innerProduct(
  { diagonal, capacity }: LowRankFactor,
  a: Float64Array,
  b: Float64Array,
): number {
  const p = diagonal.length;
  const rank = capacity.size;
  return dot(a, b) - 2 * dot(a.subarray(p, p + rank), b.subarray(p, p + rank));
}

/** K⁻¹b at the many and at the others. */
export interface Solved {
  readonly some: Float64Array;
  readonly others: Float64Array;
}

/** K⁻¹b for whitened b. */
export async function solveWhitened(
  algebra: AlgebraInParts,
  { some, diagonal, kappa, kappaCross, capacity, othersWhitened, schur }: LowRankFactor,
  vectors: readonly Float64Array[],
): Promise<Solved[]> {
  const count = vectors.length;
  if (count === 0) return [];
  const p = diagonal.length;
  const rank = capacity.size;
  const q = schur?.size ?? 0;
  let ofOthers: Float64Array = new Float64Array(0);
  if (schur) {
    const tails = new Float64Array(count * q);
    vectors.forEach((vector, c) => {
      tails.set(vector.subarray(p + rank), c * q);
    });
    ofOthers = await algebra.multiplyTransposed(tails, schur.transposedInverse, count, q, q);
  }
  // D·K⁻¹b = D^{½}w − Φₛ L_B⁻ᵀ (√κ w_B + κ' L_B⁻¹Φᵣᵀ(K⁻¹b)ᵣ)
  const inner = new Float64Array(count * rank);
  const root = Math.sqrt(kappa);
  vectors.forEach((vector, c) => {
    const reached = timesRows(ofOthers.subarray(c * q, (c + 1) * q), othersWhitened, rank);
    for (let a = 0; a < rank; a++) inner[c * rank + a] = root * vector[p + a] + kappaCross * reached[a];
  });
  const coefficients = await algebra.multiplyTransposed(inner, capacity.transposedInverse, count, rank, rank);
  return vectors.map((vector, c) => {
    const explained = rowsTimes(some, coefficients.subarray(c * rank, (c + 1) * rank), p);
    return {
      some: Float64Array.from(
        { length: p },
        (_, i) => (Math.sqrt(diagonal[i]) * vector[i] - explained[i]) / diagonal[i],
      ),
      others: ofOthers.slice(c * q, (c + 1) * q),
    };
  });
}
