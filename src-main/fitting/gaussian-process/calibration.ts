import type { LeaveOneOut } from './leave-one-out.ts';
import type { Posterior } from './posterior.ts';
import type { TrainingSet } from './training-set.ts';

/** Pulls of exactly one standard deviation that stand beside the observed ones: with few points c stays near 1. */
const PRIOR_PULLS = 10;

/**
 * The factor c by which a posterior's standard deviation is multiplied, so that the left-out limits would have pulls of
 * unit width (MATH.md, "Calibrated standard deviation"):
 *
 *     c² = (10 + Σ zᵢ²)/(10 + n)
 *
 * over the n leave-one-out pulls zᵢ of the high task, or of the only task.
 *
 * @param pulls zᵢ = (yᵢ − ŷ₋ᵢ)/s₋ᵢ, the noise included in s₋ᵢ
 */
export function calibrationFactor(pulls: readonly number[]): number {
  const sum = pulls.reduce((squares, z) => squares + z * z, PRIOR_PULLS);
  return Math.sqrt(sum / (PRIOR_PULLS + pulls.length));
}

/** The rows whose pulls calibrate: those of the high task, or of the only one. */
export function calibratingRows({ count, countLow }: Pick<TrainingSet, 'count' | 'countLow'>): number[] {
  const from = countLow < count ? countLow : 0;
  return Array.from({ length: count - from }, (_, i) => from + i);
}

/** The pulls of left-out observations. */
export function pullsOf(y: Float64Array, { mean, variance }: LeaveOneOut, rows: readonly number[]): number[] {
  return rows.map((i) => (y[i] - mean[i]) / Math.sqrt(variance[i]));
}

/**
 * A posterior whose standard deviations are multiplied by c. Covariances are multiplied by c² with them, so that what is
 * conditioned on further points is the calibrated process too; means and the noise of a new measurement stay.
 */
export function calibratedPosterior(posterior: Posterior, factor: number): Posterior {
  if (factor === 1) return posterior;
  const scaled = (values: Float64Array) => values.map((value) => value * factor * factor);
  return {
    dimension: posterior.dimension,
    async predict(u, task) {
      const { mean, variance } = await posterior.predict(u, task);
      return { mean, variance: scaled(variance) };
    },
    async features(u, task) {
      const features = await posterior.features(u, task);
      return { ...features, variance: scaled(features.variance) };
    },
    predictMean: (u, task) => posterior.predictMean(u, task),
    covariance: async (a, b) => scaled(await posterior.covariance(a, b)),
    noiseVariance: (task) => posterior.noiseVariance(task),
  };
}
