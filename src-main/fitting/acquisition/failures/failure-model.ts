import type { FailureModel } from '#shared/domain/failure-region.ts';
import {
  choleskyInPlace,
  logDeterminantOfFactor,
  solveLowerInPlace,
  solveUpperInPlace,
} from '#shared/numerics/dense/cholesky.ts';

/**
 * Prior of the weights, N(mean, sd²) each. Without evidence 5 % of evaluations fail; a slope of 6 changes the odds of
 * failure by e¹² from one bound to the other, so that a sharp edge is found; curvature is rarer.
 */
const PRIOR_MEAN = -3;
const PRIOR_SD = { constant: 3, slope: 6, curvature: 3 } as const;

/** Newton steps; the penalised likelihood is concave, and ten are enough. */
const MOST_STEPS = 100;

/** The step in any weight below which the maximum is found. */
const TOLERANCE = 1e-10;

/** How a probability of failure was learned, and how well it explains the outcomes. */
export interface LearnedModel {
  readonly weights: Float64Array;
  /** ln of the marginal likelihood, by Laplace's approximation. */
  readonly logEvidence: number;
}

/** How many features a point has: 1, d slopes, d (d + 1)/2 products. */
function featureCount(dimension: number): number {
  return 1 + dimension + (dimension * (dimension + 1)) / 2;
}

/** 1, every x_j = 2v_j − 1, every x_j x_k with j ≤ k; written at `start`. */
function writeFeatures(
  v: ArrayLike<number>,
  from: number,
  dimension: number,
  target: Float64Array,
  start: number,
) {
  let place = start;
  target[place++] = 1;
  const x = (axis: number) => 2 * v[from + axis] - 1;
  for (let j = 0; j < dimension; j++) target[place++] = x(j);
  for (let j = 0; j < dimension; j++) for (let k = j; k < dimension; k++) target[place++] = x(j) * x(k);
}

function priorSds(dimension: number): Float64Array {
  return Float64Array.from({ length: featureCount(dimension) }, (_, feature) => {
    if (feature === 0) return PRIOR_SD.constant;
    return feature <= dimension ? PRIOR_SD.slope : PRIOR_SD.curvature;
  });
}

/** ln(1 + e^x) without overflow. */
function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

/** The number with these log-odds. */
export function logistic(x: number): number {
  return x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x));
}

/**
 * Penalised logistic regression of failure on the position: the largest posterior density under independent normal priors
 * of the weights, by Newton's method with halved steps. The same maximum is that of scikit-learn's `LogisticRegression`
 * with an L2 penalty on features that are multiplied by the priors' standard deviations.
 *
 * @param v n × d
 * @param failed n, 1 where the evaluation failed
 * @param isSpatial whether the odds may depend on the position; without, they are the same everywhere
 */
export function learnFailureModel(
  v: Float64Array,
  failed: Uint8Array,
  dimension: number,
  isSpatial = true,
): LearnedModel {
  const count = failed.length;
  const all = featureCount(dimension);
  const used = isSpatial ? all : 1;
  const sds = priorSds(dimension);
  const features = new Float64Array(count * used);
  const row = new Float64Array(all);
  for (let i = 0; i < count; i++) {
    writeFeatures(v, i * dimension, dimension, row, 0);
    features.set(row.subarray(0, used), i * used);
  }
  const prior = (feature: number) => (feature === 0 ? PRIOR_MEAN : 0);

  const weights = Float64Array.from({ length: used }, (_, feature) => prior(feature));
  const logOddsOf = (w: Float64Array) => {
    const logOdds = new Float64Array(count);
    for (let i = 0; i < count; i++) {
      let sum = 0;
      for (let j = 0; j < used; j++) sum += features[i * used + j] * w[j];
      logOdds[i] = sum;
    }
    return logOdds;
  };
  const logDensityOf = (w: Float64Array, logOdds: Float64Array) => {
    let sum = 0;
    for (let i = 0; i < count; i++) sum += failed[i] * logOdds[i] - softplus(logOdds[i]);
    for (let j = 0; j < used; j++) sum -= 0.5 * ((w[j] - prior(j)) / sds[j]) ** 2;
    return sum;
  };

  let logOdds = logOddsOf(weights);
  let logDensity = logDensityOf(weights, logOdds);
  let factor = new Float64Array(0);
  for (let step = 0; step < MOST_STEPS; step++) {
    const gradient = weights.map((weight, j) => -(weight - prior(j)) / sds[j] ** 2);
    factor = new Float64Array(used * used);
    for (let i = 0; i < count; i++) {
      const p = logistic(logOdds[i]);
      const start = i * used;
      for (let j = 0; j < used; j++) {
        const feature = features[start + j];
        gradient[j] += (failed[i] - p) * feature;
        const weighted = p * (1 - p) * feature;
        for (let k = 0; k <= j; k++) factor[j * used + k] += weighted * features[start + k];
      }
    }
    for (let j = 0; j < used; j++) factor[j * used + j] += 1 / sds[j] ** 2;
    choleskyInPlace(factor, used);
    const direction = gradient.slice();
    solveLowerInPlace(factor, used, direction);
    solveUpperInPlace(factor, used, direction);
    if (direction.every((change) => Math.abs(change) < TOLERANCE)) break;
    for (let length = 1; length > 1e-6; length /= 2) {
      const tried = weights.map((weight, j) => weight + length * direction[j]);
      const triedOdds = logOddsOf(tried);
      const triedDensity = logDensityOf(tried, triedOdds);
      if (triedDensity < logDensity) continue;
      weights.set(tried);
      logOdds = triedOdds;
      logDensity = triedDensity;
      break;
    }
  }
  // Laplace: ln p(data) ≈ ln p(data, ŵ) + (m/2) ln 2π − ½ ln det H, where the priors' own (2π)^(−m/2) cancels.
  let logPriorScale = 0;
  for (let j = 0; j < used; j++) logPriorScale += Math.log(sds[j]);
  const logEvidence = logDensity - logPriorScale - 0.5 * logDeterminantOfFactor(factor, used);
  return { weights, logEvidence };
}

/**
 * The probability that an evaluation succeeds: the average of what the two explanations say, weighed by their posterior
 * probabilities. Few failures therefore lower a region and do not switch it off.
 *
 * @param v n × d
 * @returns n numbers in (0, 1)
 */
export function successProbability(
  { weights, dimension, everywhere, trust }: FailureModel,
  v: Float64Array,
): Float64Array {
  const row = new Float64Array(featureCount(dimension));
  return Float64Array.from({ length: v.length / dimension }, (_, index) => {
    writeFeatures(v, index * dimension, dimension, row, 0);
    let logOdds = 0;
    for (let j = 0; j < row.length; j++) logOdds += weights[j] * row[j];
    return trust * logistic(-logOdds) + (1 - trust) * (1 - everywhere);
  });
}
