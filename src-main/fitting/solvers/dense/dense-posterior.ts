import { productWithTransposed } from '#shared/numerics/dense/row-products.ts';
import { dot } from '#shared/numerics/dense/vectors.ts';
import type { DenseEngine } from '../../engines/dense-engine.ts';
import { crossCovariance, priorVariance } from '../../gaussian-process/covariance.ts';
import type { Hyperparameters } from '../../gaussian-process/hyperparameters.ts';
import { designColumnsOfTask } from '../../gaussian-process/mean-function.ts';
import type { Features, Posterior, Task } from '../../gaussian-process/posterior.ts';
import { HIGH, LOW } from '../../gaussian-process/training-set.ts';
import type { Regression } from '../solver.ts';
import type { DenseState } from './dense-solver.ts';

/** Rows that are whitened at once: enough to keep an engine busy, few enough to bound the memory. */
const CHUNK_NUMBERS = 4_000_000;

/** The smallest s², as a share of the prior variance: below it cancellation leaves only rounding. */
const VARIANCE_FLOOR = 1e-13;

/** The conditioned process as a function of its coordinates. */
export function densePosterior(
  engine: DenseEngine,
  { structure, mean, training }: Regression,
  h: Hyperparameters,
  state: DenseState,
): Posterior {
  const { dimension } = structure;

  async function features(u: Float64Array, task: Task = 'high'): Promise<Features> {
    const index = task === 'low' ? LOW : HIGH;
    const count = u.length / dimension;
    const covariance = crossCovariance(structure, h, u, index, training);
    const design = designColumnsOfTask(mean, dimension, u, index);
    const prior = priorVariance(h, index);
    const posteriorMean = meanAt(state, design, covariance, training.count);
    const whitened = await engine.whitenRows(state.factor, covariance, count);
    const trend = trendResiduals(state, design, whitened, training.count);
    const variance = new Float64Array(count);
    for (let i = 0; i < count; i++) {
      const explained = squaredNorm(whitened, i, training.count);
      const unknownTrend = squaredNorm(trend, i, design.length);
      variance[i] = Math.max(prior - explained + unknownTrend, VARIANCE_FLOOR * prior);
    }
    return { task, count, u, mean: posteriorMean, variance, whitened, trend };
  }

  /** The points in parts whose covariances with the observations fit into CHUNK_NUMBERS. */
  function* chunksOf(u: Float64Array): Generator<{ from: number; rows: Float64Array }> {
    const count = u.length / dimension;
    const chunk = Math.max(64, Math.floor(CHUNK_NUMBERS / training.count));
    for (let from = 0; from < count; from += chunk) {
      yield { from, rows: u.subarray(from * dimension, Math.min(count, from + chunk) * dimension) };
    }
  }

  return {
    dimension,
    features,

    async predict(u, task = 'high') {
      const count = u.length / dimension;
      const result = { mean: new Float64Array(count), variance: new Float64Array(count) };
      for (const { from, rows } of chunksOf(u)) {
        const part = await features(rows, task);
        result.mean.set(part.mean, from);
        result.variance.set(part.variance, from);
      }
      return result;
    },

    async predictMean(u, task = 'high') {
      const index = task === 'low' ? LOW : HIGH;
      const result = new Float64Array(u.length / dimension);
      for (const { from, rows } of chunksOf(u)) {
        const covariance = crossCovariance(structure, h, rows, index, training);
        const design = designColumnsOfTask(mean, dimension, rows, index);
        result.set(meanAt(state, design, covariance, training.count), from);
      }
      return result;
    },

    async covariance(a, b) {
      const index = a.task === 'low' ? LOW : HIGH;
      const columns = { u: b.u, count: b.count, countLow: index === LOW ? b.count : 0 };
      const covariance = crossCovariance(structure, h, a.u, index, columns);
      const explained = await engine.multiplyTransposed(
        a.whitened,
        b.whitened,
        a.count,
        training.count,
        b.count,
      );
      const trend = productWithTransposed(a.trend, a.count, b.trend, b.count, state.profiled.beta.length);
      for (let i = 0; i < covariance.length; i++) covariance[i] += trend[i] - explained[i];
      return covariance;
    },

    noiseVariance: (task) => (task === 'low' ? h.noiseLow : h.noiseHigh),
  };
}

/** h(u)ᵀβ + k(u)ᵀα. */
function meanAt(
  state: DenseState,
  design: readonly Float64Array[],
  covariance: Float64Array,
  n: number,
): Float64Array {
  return Float64Array.from({ length: design[0].length }, (_, i) => {
    let sum = dot(state.alpha, covariance.subarray(i * n, (i + 1) * n));
    design.forEach((column, c) => {
      sum += state.profiled.beta[c] * column[i];
    });
    return sum;
  });
}

/** Rows L_A⁻¹(h(u) − HᵀK⁻¹k(u)): what the observations leave open of the mean at u. */
function trendResiduals(
  state: DenseState,
  design: readonly Float64Array[],
  whitened: Float64Array,
  n: number,
): Float64Array {
  const p = design.length;
  const count = design[0].length;
  const trend = new Float64Array(count * p);
  for (let i = 0; i < count; i++) {
    const row = whitened.subarray(i * n, (i + 1) * n);
    for (let a = 0; a < p; a++) {
      let sum = design[a][i] - dot(state.whitenedDesign[a], row);
      for (let b = 0; b < a; b++) sum -= state.profiled.factor[a * p + b] * trend[i * p + b];
      trend[i * p + a] = sum / state.profiled.factor[a * p + a];
    }
  }
  return trend;
}

function squaredNorm(rows: Float64Array, i: number, length: number): number {
  let sum = 0;
  for (let k = i * length; k < (i + 1) * length; k++) sum += rows[k] * rows[k];
  return sum;
}
