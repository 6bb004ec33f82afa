import type { CovarianceStructure, Hyperparameters } from './hyperparameters.ts';
import { ScaledPoints } from './kernel.ts';
import { HIGH, LOW, type TrainingSet } from './training-set.ts';

/**
 * The covariance of the observations, K = κ ⊗-wise k(u, u') + δ's kernel among high points + diagonal noise
 * ([B] eqs. 4-6 with the noise on the diagonal alone, where GPyTorch puts it too).
 */
export class ObservationCovariance {
  readonly #h: Hyperparameters;
  readonly #training: TrainingSet;
  readonly #scaled: ScaledPoints;
  readonly #scaledDifference: ScaledPoints | null;

  constructor(structure: CovarianceStructure, h: Hyperparameters, training: TrainingSet) {
    this.#h = h;
    this.#training = training;
    this.#scaled = new ScaledPoints(structure.kernel, training.u, h.lengths);
    this.#scaledDifference =
      h.difference && new ScaledPoints(structure.kernel, training.u, h.difference.lengths);
  }

  /** Adds K_ij for j in [from, to), to ≤ i + 1, to out[start], out[start + 1], … */
  addRow(i: number, from: number, to: number, out: Float64Array, start: number): void {
    const { countLow, knownVariance } = this.#training;
    const h = this.#h;
    const isHigh = i >= countLow;
    const cut = isHigh ? Math.min(Math.max(countLow, from), to) : to;
    const add = (scaled: ScaledPoints, first: number, last: number, factor: number) =>
      scaled.addCorrelations(scaled, i, first, last, factor, out, start - from);
    add(this.#scaled, from, cut, isHigh ? h.kappaCross : h.kappaLow);
    add(this.#scaled, cut, to, h.kappaHigh);
    if (h.difference && this.#scaledDifference && isHigh) {
      add(this.#scaledDifference, cut, to, h.difference.variance);
    }
    if (to === i + 1) out[start + i - from] += (isHigh ? h.noiseHigh : h.noiseLow) + knownVariance[i];
  }
}

/** K whole: n × n, row-major; only the lower triangle is filled. */
export function observationCovariance(
  structure: CovarianceStructure,
  h: Hyperparameters,
  training: TrainingSet,
): Float64Array {
  const { count } = training;
  const covariance = new ObservationCovariance(structure, h, training);
  const matrix = new Float64Array(count * count);
  for (let i = 0; i < count; i++) covariance.addRow(i, 0, i + 1, matrix, i * count);
  return matrix;
}

/**
 * Covariance of the noise-free f of one task at other points with the observations (or with other points).
 *
 * @param at points of f, rows × D, row-major
 * @param task the task of f at `at`
 * @param points the columns' points, low-fidelity ones first
 * @returns rows × columns, row-major
 */
export function crossCovariance(
  structure: CovarianceStructure,
  h: Hyperparameters,
  at: Float64Array,
  task: typeof LOW | typeof HIGH,
  points: { readonly u: Float64Array; readonly count: number; readonly countLow: number },
): Float64Array {
  const { kernel, dimension } = structure;
  const { count, countLow } = points;
  const rows = at.length / dimension;
  const matrix = new Float64Array(rows * count);
  const a = new ScaledPoints(kernel, at, h.lengths);
  const b = new ScaledPoints(kernel, points.u, h.lengths);
  const withLow = task === LOW ? h.kappaLow : h.kappaCross;
  const withHigh = task === LOW ? h.kappaCross : h.kappaHigh;
  for (let i = 0; i < rows; i++) {
    b.addCorrelations(a, i, 0, countLow, withLow, matrix, i * count);
    b.addCorrelations(a, i, countLow, count, withHigh, matrix, i * count);
  }
  if (h.difference && task === HIGH) {
    const { lengths, variance } = h.difference;
    const aDifference = new ScaledPoints(kernel, at, lengths);
    const bDifference = new ScaledPoints(kernel, points.u, lengths);
    for (let i = 0; i < rows; i++) {
      bDifference.addCorrelations(aDifference, i, countLow, count, variance, matrix, i * count);
    }
  }
  return matrix;
}

/** Prior variance of the noise-free f of a task at any point. */
export function priorVariance(h: Hyperparameters, task: typeof LOW | typeof HIGH): number {
  return task === LOW ? h.kappaLow : h.kappaHigh + (h.difference?.variance ?? 0);
}
