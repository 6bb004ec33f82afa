import { productWithTransposed } from '#shared/numerics/dense/row-products.ts';
import type { CovarianceFactor, DenseEngine } from '../../engines/dense-engine.ts';
import { crossCovariance, priorVariance } from '../../gaussian-process/covariance.ts';
import type { Hyperparameters } from '../../gaussian-process/hyperparameters.ts';
import { designColumnsOfTask } from '../../gaussian-process/mean-function.ts';
import type { Features, Posterior, Task } from '../../gaussian-process/posterior.ts';
import { HIGH, LOW } from '../../gaussian-process/training-set.ts';
import { findPlane, type Plane } from '../find-plane.ts';
import { squaredNorm, trendResiduals, VARIANCE_FLOOR } from '../posterior-parts.ts';
import type { ProfiledMean } from '../profiled-mean.ts';
import type { Regression } from '../solver.ts';
import { planeExplained, planePivots, planeProducts, planeTerms } from './dense-plane.ts';

/** k(u)ᵀv of the vectors at every point, count × vectors, and k(u)ᵀK⁻¹k(u), count. */
interface Explained {
  readonly products: Float64Array;
  readonly explained: Float64Array;
}

/** What one quantity's process was solved to. */
interface DenseState {
  readonly factor: CovarianceFactor;
  /** K⁻¹H, p columns of n. */
  readonly solvedDesign: readonly Float64Array[];
  readonly profiled: ProfiledMean;
  /** α = K⁻¹(y − Hβ), n. */
  readonly alpha: Float64Array;
}

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

  /**
   * {@link CovarianceFactor.explain}; by a few whitened nodes where the points lie on a plane and the kernel is smooth. One
   * with a kink needs nearly all nodes, which the engine whitens without asking.
   */
  async function explainedBy(u: Float64Array, task: Task): Promise<Explained> {
    const plane = structure.kernel === 'rbf' ? findPlane(u, dimension) : null;
    if (!plane) return factor.explain({ u, task }, vectors);
    const terms = planeTerms(structure, h, training, plane, task);
    const pivots = planePivots(terms, plane, training.count);
    if (!pivots) return factor.explain({ u, task }, vectors);
    const products = await planeProducts(engine, terms, vectors);
    const whitened = await factor.whitenedRows({ u: pivots.u, task });
    const explained = await planeExplained(engine, pivots, dimension, whitened);
    return {
      products: atNodes(plane, products, vectors.length),
      explained: atNodes(plane, explained, 1),
    };
  }

  /** k(u)ᵀα, count. */
  async function productsWithAlpha(u: Float64Array, task: Task): Promise<Float64Array> {
    const plane = findPlane(u, dimension);
    if (!plane) return factor.products({ u, task }, [alpha]);
    const terms = planeTerms(structure, h, training, plane, task);
    return atNodes(plane, await planeProducts(engine, terms, [alpha]), 1);
  }

  /** Mean and variance of f at points, and what the observations leave open of the mean there. */
  function describe(u: Float64Array, task: Task, { products, explained }: Explained) {
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
      const count = u.length / dimension;
      const whitened = await factor.whitenedRows({ u, task });
      const products = await factor.products({ u, task }, vectors);
      const explained = Float64Array.from({ length: count }, (_, i) =>
        squaredNorm(whitened, i, training.count),
      );
      return { task, count, u, whitened, ...describe(u, task, { products, explained }) };
    },

    async predict(u, task = 'high') {
      const { mean: expected, variance } = describe(u, task, await explainedBy(u, task));
      return { mean: expected, variance };
    },

    async predictMean(u, task = 'high') {
      return meanOf(profiled, designAt(u, task), await productsWithAlpha(u, task));
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

/** Numbers of a plane's nodes, `width` each, by point. */
function atNodes({ nodes }: Plane, values: Float64Array, width: number): Float64Array {
  const out = new Float64Array(nodes.length * width);
  nodes.forEach((node, i) => {
    out.set(values.subarray(node * width, (node + 1) * width), i * width);
  });
  return out;
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
