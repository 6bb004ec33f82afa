import type { CovarianceStructure, HyperparameterGradient, Hyperparameters } from './hyperparameters.ts';
import { accumulateCorrelationGradient, addCorrelationRow, scaledCoordinates } from './kernel.ts';
import { HIGH, LOW, type TrainingSet } from './training-set.ts';

/**
 * The covariance of the observations, K = κ ⊗-wise k(u, u') + δ's kernel among high points + diagonal noise
 * ([B] eqs. 4-6 with the noise on the diagonal alone, where GPyTorch puts it too).
 *
 * @returns n × n, row-major; only the lower triangle is filled
 */
export function observationCovariance(
  structure: CovarianceStructure,
  h: Hyperparameters,
  training: TrainingSet,
): Float64Array {
  const { count, countLow, dimension, u, knownVariance } = training;
  const { kernel } = structure;
  const matrix = new Float64Array(count * count);
  const scaled = scaledCoordinates(kernel, u, h.lengths);
  const scaledDifference = h.difference ? scaledCoordinates(kernel, u, h.difference.lengths) : null;
  for (let i = 0; i < count; i++) {
    const row = i * count;
    if (i < countLow) {
      addCorrelationRow(kernel, dimension, scaled, i, scaled, 0, i + 1, h.kappaLow, matrix, row);
    } else {
      addCorrelationRow(kernel, dimension, scaled, i, scaled, 0, countLow, h.kappaCross, matrix, row);
      addCorrelationRow(kernel, dimension, scaled, i, scaled, countLow, i + 1, h.kappaHigh, matrix, row);
      if (h.difference && scaledDifference) {
        const { variance } = h.difference;
        addCorrelationRow(
          kernel,
          dimension,
          scaledDifference,
          i,
          scaledDifference,
          countLow,
          i + 1,
          variance,
          matrix,
          row,
        );
      }
    }
    matrix[row + i] += (i < countLow ? h.noiseLow : h.noiseHigh) + knownVariance[i];
  }
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
  const a = scaledCoordinates(kernel, at, h.lengths);
  const b = scaledCoordinates(kernel, points.u, h.lengths);
  const withLow = task === LOW ? h.kappaLow : h.kappaCross;
  const withHigh = task === LOW ? h.kappaCross : h.kappaHigh;
  for (let i = 0; i < rows; i++) {
    addCorrelationRow(kernel, dimension, a, i, b, 0, countLow, withLow, matrix, i * count);
    addCorrelationRow(kernel, dimension, a, i, b, countLow, count, withHigh, matrix, i * count);
  }
  if (h.difference && task === HIGH) {
    const { lengths, variance } = h.difference;
    const aDifference = scaledCoordinates(kernel, at, lengths);
    const bDifference = scaledCoordinates(kernel, points.u, lengths);
    for (let i = 0; i < rows; i++) {
      addCorrelationRow(
        kernel,
        dimension,
        aDifference,
        i,
        bDifference,
        countLow,
        count,
        variance,
        matrix,
        i * count,
      );
    }
  }
  return matrix;
}

/** Prior variance of the noise-free f of a task at any point. */
export function priorVariance(h: Hyperparameters, task: typeof LOW | typeof HIGH): number {
  return task === LOW ? h.kappaLow : h.kappaHigh + (h.difference?.variance ?? 0);
}

/**
 * ½ Σ_ij W_ij ∂K_ij/∂hyperparameter for W = K⁻¹ − Σ_c v_c v_cᵀ, the form which both the likelihood's gradient
 * ([RW] eq. 5.9, v = α) and that of the REML term have.
 *
 * @param inverse K⁻¹, n × n, row-major, both triangles
 * @param vectors the v_c, each of n numbers
 */
export function covarianceGradient(
  structure: CovarianceStructure,
  h: Hyperparameters,
  training: TrainingSet,
  inverse: Float64Array,
  vectors: readonly Float64Array[],
): HyperparameterGradient {
  const { count, countLow, dimension, u } = training;
  const { kernel } = structure;
  const scaled = scaledCoordinates(kernel, u, h.lengths);
  const scaledDifference = h.difference ? scaledCoordinates(kernel, u, h.difference.lengths) : null;
  const weights = new Float64Array(count);
  const scratch = new Float64Array(dimension);
  // Each holds the sum of W·k and of W·∂k/∂ln ℓ over the pairs i > j of its block.
  const blocks = {
    low: new Float64Array(1 + dimension),
    cross: new Float64Array(1 + dimension),
    high: new Float64Array(1 + dimension),
  };
  const difference = new Float64Array(1 + dimension);
  const diagonal = { low: 0, high: 0 };
  for (let i = 0; i < count; i++) {
    weights.set(inverse.subarray(i * count, i * count + i + 1));
    for (const vector of vectors) {
      const factor = vector[i];
      for (let j = 0; j <= i; j++) weights[j] -= factor * vector[j];
    }
    if (i < countLow) {
      diagonal.low += weights[i];
      accumulateCorrelationGradient(kernel, dimension, scaled, i, 0, i, weights, blocks.low, scratch);
    } else {
      diagonal.high += weights[i];
      accumulateCorrelationGradient(
        kernel,
        dimension,
        scaled,
        i,
        0,
        countLow,
        weights,
        blocks.cross,
        scratch,
      );
      accumulateCorrelationGradient(kernel, dimension, scaled, i, countLow, i, weights, blocks.high, scratch);
      if (scaledDifference) {
        accumulateCorrelationGradient(
          kernel,
          dimension,
          scaledDifference,
          i,
          countLow,
          i,
          weights,
          difference,
          scratch,
        );
      }
    }
  }
  // Pairs i > j stand for both triangles, which cancels the ½; the diagonal (k = 1, no length in it) keeps it.
  const lnLengths = Float64Array.from(
    { length: dimension },
    (_, k) =>
      h.kappaLow * blocks.low[1 + k] + h.kappaCross * blocks.cross[1 + k] + h.kappaHigh * blocks.high[1 + k],
  );
  const lnDifferenceLengths = Float64Array.from(
    { length: h.difference ? dimension : 0 },
    (_, k) => (h.difference?.variance ?? 0) * difference[1 + k],
  );
  return {
    lnLengths,
    kappaLow: blocks.low[0] + 0.5 * diagonal.low,
    kappaCross: blocks.cross[0],
    kappaHigh: blocks.high[0] + 0.5 * diagonal.high,
    noiseLow: 0.5 * diagonal.low,
    noiseHigh: 0.5 * diagonal.high,
    lnDifferenceLengths,
    differenceVariance: difference[0] + 0.5 * diagonal.high,
  };
}
