import type { CovarianceStructure, HyperparameterGradient, Hyperparameters } from './hyperparameters.ts';
import { ScaledPoints } from './kernel.ts';
import type { TrainingSet } from './training-set.ts';

/**
 * ½ Σ_ij W_ij ∂K_ij/∂hyperparameter for symmetric W, row by row of its lower triangle: the form which both the
 * likelihood's gradient ([RW] eq. 5.9, W = K⁻¹ − ααᵀ) and that of the REML term have.
 */
export class CovarianceGradient {
  readonly #h: Hyperparameters;
  readonly #countLow: number;
  readonly #scaled: ScaledPoints;
  readonly #scaledDifference: ScaledPoints | null;
  /** Each holds the sum of W·k and of W·∂k/∂ln ℓ over the pairs i > j of its tasks. */
  readonly #low: Float64Array;
  readonly #cross: Float64Array;
  readonly #high: Float64Array;
  readonly #difference: Float64Array;
  readonly #diagonal = { low: 0, high: 0 };

  constructor(structure: CovarianceStructure, h: Hyperparameters, { u, countLow }: TrainingSet) {
    const { kernel, dimension } = structure;
    this.#h = h;
    this.#countLow = countLow;
    this.#scaled = new ScaledPoints(kernel, u, h.lengths);
    this.#scaledDifference = h.difference && new ScaledPoints(kernel, u, h.difference.lengths);
    this.#low = new Float64Array(1 + dimension);
    this.#cross = new Float64Array(1 + dimension);
    this.#high = new Float64Array(1 + dimension);
    this.#difference = new Float64Array(1 + dimension);
  }

  /**
   * Adds W_ij for j in [from, to), to ≤ i + 1.
   *
   * @param weights n numbers, of which those are read
   */
  addRow(i: number, from: number, to: number, weights: Float64Array): void {
    const isHigh = i >= this.#countLow;
    if (to === i + 1) this.#diagonal[isHigh ? 'high' : 'low'] += weights[i];
    const end = Math.min(to, i);
    const cut = isHigh ? Math.min(Math.max(this.#countLow, from), end) : end;
    const add = (scaled: ScaledPoints, first: number, last: number, sums: Float64Array) => {
      if (first < last) scaled.addGradient(i, first, last, weights, sums);
    };
    add(this.#scaled, from, cut, isHigh ? this.#cross : this.#low);
    add(this.#scaled, cut, end, this.#high);
    if (this.#scaledDifference && isHigh) add(this.#scaledDifference, cut, end, this.#difference);
  }

  /** Pairs i > j stand for both triangles, which cancels the ½; the diagonal (k = 1, no length in it) keeps it. */
  finish(): HyperparameterGradient {
    const h = this.#h;
    const [low, cross, high] = [this.#low, this.#cross, this.#high];
    const variance = h.difference?.variance ?? 0;
    return {
      lnLengths: Float64Array.from(
        h.lengths,
        (_, k) => h.kappaLow * low[1 + k] + h.kappaCross * cross[1 + k] + h.kappaHigh * high[1 + k],
      ),
      kappaLow: low[0] + 0.5 * this.#diagonal.low,
      kappaCross: cross[0],
      kappaHigh: high[0] + 0.5 * this.#diagonal.high,
      noiseLow: 0.5 * this.#diagonal.low,
      noiseHigh: 0.5 * this.#diagonal.high,
      lnDifferenceLengths: h.difference
        ? this.#difference.slice(1).map((sum) => variance * sum)
        : new Float64Array(0),
      differenceVariance: h.difference ? this.#difference[0] + 0.5 * this.#diagonal.high : 0,
    };
  }
}

/**
 * The same for W = A − Σ_c v_c v_cᵀ with a whole matrix A.
 *
 * @param inverse A, n × n, row-major, of which the lower triangle is read
 * @param vectors the v_c, each of n numbers
 */
export function covarianceGradient(
  structure: CovarianceStructure,
  h: Hyperparameters,
  training: TrainingSet,
  inverse: Float64Array,
  vectors: readonly Float64Array[],
): HyperparameterGradient {
  const { count } = training;
  const gradient = new CovarianceGradient(structure, h, training);
  const weights = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    weights.set(inverse.subarray(i * count, i * count + i + 1));
    for (const vector of vectors) {
      const factor = vector[i];
      for (let j = 0; j <= i; j++) weights[j] -= factor * vector[j];
    }
    gradient.addRow(i, 0, i + 1, weights);
  }
  return gradient.finish();
}
