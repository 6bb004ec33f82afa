import { productWithTransposed } from '#shared/numerics/dense/row-products.ts';
import { dot } from '#shared/numerics/dense/vectors.ts';
import type { DenseEngine } from '../../engines/dense-engine.ts';
import { crossCovariance, priorVariance } from '../../gaussian-process/covariance.ts';
import type { Hyperparameters } from '../../gaussian-process/hyperparameters.ts';
import { designColumnsOfTask } from '../../gaussian-process/mean-function.ts';
import type { Features, Posterior, Task } from '../../gaussian-process/posterior.ts';
import { HIGH, LOW } from '../../gaussian-process/training-set.ts';
import { chunksOf, squaredNorm, trendResiduals, VARIANCE_FLOOR } from '../posterior-parts.ts';
import type { Regression } from '../solver.ts';
import type { DenseState } from './dense-solver.ts';

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
    const trend = trendResiduals(state.profiled, design, (i, a) =>
      dot(state.whitenedDesign[a], whitened.subarray(i * training.count, (i + 1) * training.count)),
    );
    const variance = new Float64Array(count);
    for (let i = 0; i < count; i++) {
      const explained = squaredNorm(whitened, i, training.count);
      const unknownTrend = squaredNorm(trend, i, design.length);
      variance[i] = Math.max(prior - explained + unknownTrend, VARIANCE_FLOOR * prior);
    }
    return { task, count, u, mean: posteriorMean, variance, whitened, trend };
  }

  return {
    dimension,
    features,

    async predict(u, task = 'high') {
      const count = u.length / dimension;
      const result = { mean: new Float64Array(count), variance: new Float64Array(count) };
      for (const { from, rows } of chunksOf(u, dimension, training.count)) {
        const part = await features(rows, task);
        result.mean.set(part.mean, from);
        result.variance.set(part.variance, from);
      }
      return result;
    },

    async predictMean(u, task = 'high') {
      const index = task === 'low' ? LOW : HIGH;
      const result = new Float64Array(u.length / dimension);
      for (const { from, rows } of chunksOf(u, dimension, training.count)) {
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
