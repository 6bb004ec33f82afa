import { transposedInverseOfLower } from '#shared/numerics/dense/inverse.ts';
import { productWithTransposed } from '#shared/numerics/dense/row-products.ts';
import { dot } from '#shared/numerics/dense/vectors.ts';
import { crossCovariance, priorVariance } from '../../gaussian-process/covariance.ts';
import { ScaledPoints } from '../../gaussian-process/kernel.ts';
import { designColumnsOfTask } from '../../gaussian-process/mean-function.ts';
import type { Features, Posterior, Task } from '../../gaussian-process/posterior.ts';
import { HIGH, LOW } from '../../gaussian-process/training-set.ts';
import { pickRows } from '../../rows.ts';
import type { AlgebraInParts } from '../algebra-in-parts.ts';
import { chunksOf, predictInParts, squaredNorm, trendResiduals, VARIANCE_FLOOR } from '../posterior-parts.ts';
import type { ProfiledMean } from '../profiled-mean.ts';
import type { Regression } from '../solver.ts';
import { type LowRankFactor, timesRows } from './low-rank-factor.ts';
import type { Solved } from './low-rank-vectors.ts';
import { pivotTriangle } from './pivoted-cholesky.ts';

/** What the mean and the observations make of a factorisation. */
export interface LowRankFit {
  /** K⁻¹H. */
  readonly solvedDesign: readonly Solved[];
  readonly profiled: ProfiledMean;
  readonly alpha: Solved;
}

/** The conditioned process as a function of its coordinates: φ(u) = L_P⁻¹k(u, pivots) stands for the many. */
export function lowRankPosterior(
  algebra: AlgebraInParts,
  { structure, mean, training }: Regression,
  factor: LowRankFactor,
  { solvedDesign, profiled, alpha }: LowRankFit,
): Posterior {
  const { h, task: taskOfMany, kappa, capacity, some, others, othersSolved, otherSet, schur } = factor;
  const { pivots } = factor.cholesky;
  const { dimension } = structure;
  const rank = pivots.length;
  const q = otherSet?.count ?? 0;
  const width = 2 * rank + q;

  const lower = pivotTriangle(factor.cholesky);
  const pivotFactor = {
    size: rank,
    lower,
    transposedInverse: transposedInverseOfLower(lower, rank),
    logDeterminant: 0,
  };
  const scaledPivots = new ScaledPoints(structure.kernel, pickRows(training.u, pivots, dimension), h.lengths);
  const reach = [alpha, ...solvedDesign].map((solved) => ({
    some: timesRows(solved.some, some, rank),
    others: solved.others,
  }));
  const beside = others.map((value, k) => value - othersSolved[k]);

  const indexOf = (task: Task) => (task === 'low' ? LOW : HIGH);
  const kappaAt = (task: Task) => (taskOfMany === LOW && task === 'high' ? h.kappaCross : kappa);

  /** φ(u), count × r. */
  async function featuresAt(u: Float64Array): Promise<Float64Array> {
    const count = u.length / dimension;
    const scaled = new ScaledPoints(structure.kernel, u, h.lengths);
    const rows = new Float64Array(count * rank);
    for (let i = 0; i < count; i++) {
      scaledPivots.addCorrelations(scaled, i, 0, rank, 1, rows, i * rank);
    }
    return algebra.whitenRows(pivotFactor, rows, count);
  }

  function withOthers(u: Float64Array, task: Task): Float64Array {
    return otherSet ? crossCovariance(structure, h, u, indexOf(task), otherSet) : new Float64Array(0);
  }

  /** k(u)ᵀ of α and of the columns of K⁻¹H. */
  function products(phi: Float64Array, besides: Float64Array, i: number, c: number, task: Task): number {
    const ofMany = dot(phi.subarray(i * rank, (i + 1) * rank), reach[c].some);
    return kappaAt(task) * ofMany + dot(besides.subarray(i * q, (i + 1) * q), reach[c].others);
  }

  function meanAt(u: Float64Array, phi: Float64Array, besides: Float64Array, task: Task): Float64Array {
    const design = designColumnsOfTask(mean, dimension, u, indexOf(task));
    return Float64Array.from({ length: u.length / dimension }, (_, i) =>
      design.reduce(
        (sum, column, c) => sum + profiled.beta[c] * column[i],
        products(phi, besides, i, 0, task),
      ),
    );
  }

  async function features(u: Float64Array, task: Task = 'high'): Promise<Features> {
    const count = u.length / dimension;
    const phi = await featuresAt(u);
    const besides = withOthers(u, task);
    const expected = meanAt(u, phi, besides, task);
    const design = designColumnsOfTask(mean, dimension, u, indexOf(task));
    const trend = trendResiduals(profiled, design, (i, a) => products(phi, besides, i, a + 1, task));

    const whitened = new Float64Array(count * width);
    const left = await algebra.whitenRows(capacity, phi, count);
    const own = kappaAt(task) / Math.sqrt(kappa);
    for (let i = 0; i < count; i++) {
      for (let a = 0; a < rank; a++) {
        whitened[i * width + a] = own * phi[i * rank + a];
        whitened[i * width + rank + a] = own * left[i * rank + a];
      }
    }
    if (schur) {
      const known = await algebra.multiplyTransposed(phi, beside, count, rank, q);
      const scale = (h.kappaCross * kappaAt(task)) / kappa;
      for (let k = 0; k < known.length; k++) besides[k] -= scale * known[k];
      const rows = await algebra.whitenRows(schur, besides, count);
      for (let i = 0; i < count; i++) whitened.set(rows.subarray(i * q, (i + 1) * q), i * width + 2 * rank);
    }
    const prior = priorVariance(h, indexOf(task));
    const variance = Float64Array.from({ length: count }, (_, i) => {
      let explained = squaredNorm(whitened, i, width);
      for (let k = i * width + rank; k < i * width + 2 * rank; k++) explained -= 2 * whitened[k] ** 2;
      return Math.max(prior - explained + squaredNorm(trend, i, design.length), VARIANCE_FLOOR * prior);
    });
    return { task, count, u, mean: expected, variance, whitened, trend };
  }

  return {
    dimension,
    features,

    predict: (u, task = 'high') => predictInParts(features, u, task, dimension, width),

    async predictMean(u, task = 'high') {
      const result = new Float64Array(u.length / dimension);
      for (const { from, rows } of chunksOf(u, dimension, rank + q)) {
        result.set(meanAt(rows, await featuresAt(rows), withOthers(rows, task), task), from);
      }
      return result;
    },

    async covariance(a, b) {
      const columnsOfB = { u: b.u, count: b.count, countLow: b.task === 'low' ? b.count : 0 };
      const covariance = crossCovariance(structure, h, a.u, indexOf(a.task), columnsOfB);
      const signed = b.whitened.slice();
      for (let i = rank; i < signed.length; i += width) {
        for (let k = i; k < i + rank; k++) signed[k] = -signed[k];
      }
      const explained = await algebra.multiplyTransposed(a.whitened, signed, a.count, width, b.count);
      const trend = productWithTransposed(a.trend, a.count, b.trend, b.count, profiled.beta.length);
      for (let i = 0; i < covariance.length; i++) covariance[i] += trend[i] - explained[i];
      return covariance;
    },

    noiseVariance: (task) => (task === 'low' ? h.noiseLow : h.noiseHigh),
  };
}
