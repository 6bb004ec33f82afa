import { productWithTransposed } from '#shared/numerics/dense/row-products.ts';
import type { DenseEngine } from '../../engines/dense-engine.ts';
import { crossCovariance, priorVariance } from '../../gaussian-process/covariance.ts';
import type { Hyperparameters } from '../../gaussian-process/hyperparameters.ts';
import { designColumnsOfTask } from '../../gaussian-process/mean-function.ts';
import type { Features, Posterior, Task } from '../../gaussian-process/posterior.ts';
import { HIGH, LOW } from '../../gaussian-process/training-set.ts';
import { squaredNorm, trendResiduals, VARIANCE_FLOOR } from '../posterior-parts.ts';
import type { ProfiledMean } from '../profiled-mean.ts';
import type { Regression } from '../solver.ts';
import type { DenseState } from './dense-solver.ts';

/** The conditioned process as a function of its coordinates. */
export function densePosterior(
  engine: DenseEngine,
  { structure, mean, training }: Regression,
  h: Hyperparameters,
  { factor, alpha, solvedDesign, profiled }: DenseState,
): Posterior {
  const { dimension } = structure;
  const vectors = [alpha, ...solvedDesign];
  factor.keep();

  const designAt = (u: Float64Array, task: Task) =>
    designColumnsOfTask(mean, dimension, u, task === 'low' ? LOW : HIGH);

  /** Mean and variance of f at points, and what the observations leave open of the mean there. */
  async function explain(u: Float64Array, task: Task) {
    const { products, explained } = await factor.explain({ u, task }, vectors);
    const design = designAt(u, task);
    const trend = trendResiduals(profiled, design, (i, a) => products[i * vectors.length + 1 + a]);
    const prior = priorVariance(h, task === 'low' ? LOW : HIGH);
    const variance = explained.map((share, i) =>
      Math.max(prior - share + squaredNorm(trend, i, design.length), VARIANCE_FLOOR * prior),
    );
    return { mean: meanOf(profiled, design, products), variance, trend };
  }

  return {
    dimension,

    async features(u, task = 'high'): Promise<Features> {
      const whitened = await factor.whitenedRows({ u, task });
      return { task, count: u.length / dimension, u, whitened, ...(await explain(u, task)) };
    },

    async predict(u, task = 'high') {
      const { mean: expected, variance } = await explain(u, task);
      return { mean: expected, variance };
    },

    async predictMean(u, task = 'high') {
      return meanOf(profiled, designAt(u, task), await factor.products({ u, task }, [alpha]));
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
      const trend = productWithTransposed(a.trend, a.count, b.trend, b.count, profiled.beta.length);
      for (let i = 0; i < covariance.length; i++) covariance[i] += trend[i] - explained[i];
      return covariance;
    },

    noiseVariance: (task) => (task === 'low' ? h.noiseLow : h.noiseHigh),
  };
}

/** h(u)ᵀβ + k(u)ᵀα; k(u)ᵀα is the first of each point's products. */
function meanOf(
  { beta }: ProfiledMean,
  design: readonly Float64Array[],
  products: Float64Array,
): Float64Array {
  const width = products.length / design[0].length;
  return Float64Array.from({ length: design[0].length }, (_, i) => {
    let sum = products[i * width];
    for (let c = 0; c < beta.length; c++) sum += beta[c] * design[c][i];
    return sum;
  });
}
