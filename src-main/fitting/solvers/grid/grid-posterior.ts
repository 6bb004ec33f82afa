import { productWithTransposed, transposed } from '#shared/numerics/dense/row-products.ts';
import { dot } from '#shared/numerics/dense/vectors.ts';
import { crossCovariance, priorVariance } from '../../gaussian-process/covariance.ts';
import { designColumnsOfTask } from '../../gaussian-process/mean-function.ts';
import type { Features, Posterior, Task } from '../../gaussian-process/posterior.ts';
import { HIGH, LOW } from '../../gaussian-process/training-set.ts';
import { besideJobs } from '../../pause.ts';
import { columnsOfPoints, pickRows } from '../../rows.ts';
import type { AlgebraInParts } from '../algebra-in-parts.ts';
import { findPlane } from '../find-plane.ts';
import { chunksOf, predictInParts, squaredNorm, trendResiduals, VARIANCE_FLOOR } from '../posterior-parts.ts';
import type { ProfiledMean } from '../profiled-mean.ts';
import { projectPoints } from './axis-spectrum.ts';
import type { GridFactor } from './grid-factor.ts';
import { type PlaneSource, predictPlane, predictPlaneMean } from './predict-plane.ts';
import { contractRows, productRows } from './product-tree.ts';
import { solvedCoupling } from './solved-coupling.ts';
import { triangularBlocks } from './triangular-blocks.ts';
import { type Solved, solveWhitened } from './whitened-vectors.ts';

/** Numbers a point that the mean needs besides those of the other points; small parts stay in the processor's cache. */
const CONTRACTED = 4000;

/** What the mean and the observations make of a factorised grid. */
export interface GridFit {
  /** The whitened columns of H. */
  readonly design: readonly Float64Array[];
  readonly profiled: ProfiledMean;
  readonly alpha: Solved;
}

/** The conditioned process as a function of its coordinates. */
export function gridPosterior(
  algebra: AlgebraInParts,
  factor: GridFactor,
  { design: whitenedDesign, profiled, alpha }: GridFit,
): Posterior {
  const { frame, h, tree, spectra, diagonal, schur } = factor;
  const { regression, others, layout, task: gridTask } = frame;
  const { structure, mean } = regression;
  const { dimension } = structure;
  const cells = tree.cells.length;
  const m = layout.holes.length;
  const q = others.count;
  const width = cells + m + q;

  const p = diagonal.length;
  // Of the dot products with k(u) only the tree's cells matter; those of the holes count negative.
  const design = whitenedDesign.map((column) => {
    const kept = new Float64Array(width);
    tree.cells.forEach((cell, i) => {
      kept[i] = column[cell];
    });
    for (let k = 0; k < m; k++) kept[cells + k] = -column[p + k];
    kept.set(column.subarray(p + m), cells + m);
    return kept;
  });
  const alphaInTree = Float64Array.from(tree.cells, (cell) => alpha.hat[cell]);
  const rootDiagonal = Float64Array.from(tree.cells, (cell) => Math.sqrt(diagonal[cell]));
  const holeRows = transposed(pickRows(factor.holes, tree.cells, m), cells, m);
  // Made when variances are first asked for: T and Tᵀ, and what a plane needs.
  const coupled = once(() => solvedCoupling(algebra, factor, true));
  const coupledRows = once(async () => transposed(await coupled(), cells, q));
  const planeSource = once(
    async (): Promise<PlaneSource> => ({
      factor,
      profiled,
      alpha,
      design: await solveWhitened(algebra, factor, whitenedDesign),
      coupled: await coupled(),
      ofOthers: schur && { schur, blocks: triangularBlocks(schur) },
    }),
  );

  /** Covariance of f with the grid in the tree's cells, count × cells. */
  function covarianceWithGrid(u: Float64Array, task: typeof LOW | typeof HIGH): Float64Array {
    const { factors, scale } = axisFactors(u, task);
    const count = u.length / dimension;
    const rows = transposed(productRows(tree, factors, count), cells, count);
    for (let k = 0; k < rows.length; k++) rows[k] *= scale;
    return rows;
  }

  /** Every axis's part of the covariance with the cells, by axis: levels × count; and what their product is multiplied by. */
  function axisFactors(u: Float64Array, task: typeof LOW | typeof HIGH) {
    const axes = columnsOfPoints(u, dimension);
    return {
      factors: spectra.map((spectrum, axis) => projectPoints(spectrum, axes[axis])),
      scale: gridTask === LOW && task === HIGH ? h.kappaCross : factor.kappa,
    };
  }

  function meanAt(
    u: Float64Array,
    task: typeof LOW | typeof HIGH,
    designAt: readonly Float64Array[],
    withOthers: Float64Array,
  ): Float64Array {
    const { factors, scale } = axisFactors(u, task);
    const ofGrid = contractRows(tree, factors, designAt[0].length, alphaInTree);
    return ofGrid.map((value, i) => {
      let sum = scale * value;
      sum += dot(alpha.others, withOthers.subarray(i * q, (i + 1) * q));
      designAt.forEach((column, c) => {
        sum += profiled.beta[c] * column[i];
      });
      return sum;
    });
  }

  async function features(u: Float64Array, task: Task = 'high'): Promise<Features> {
    const index = task === 'low' ? LOW : HIGH;
    const count = u.length / dimension;
    const withGrid = covarianceWithGrid(u, index);
    const withOthers = crossCovariance(structure, h, u, index, others);
    const designAt = designColumnsOfTask(mean, dimension, u, index);
    const posteriorMean = meanAt(u, index, designAt, withOthers);

    const whitened = new Float64Array(count * width);
    if (m > 0 && cells > 0) {
      const ofHoles = await algebra.multiplyTransposed(withGrid, holeRows, count, cells, m);
      for (let i = 0; i < count; i++) {
        whitened.set(ofHoles.subarray(i * m, (i + 1) * m), i * width + cells);
      }
    }
    if (schur) {
      if (cells > 0) {
        const known = await algebra.multiplyTransposed(withGrid, await coupledRows(), count, cells, q);
        for (let k = 0; k < known.length; k++) withOthers[k] -= known[k];
      }
      const ofOthers = await algebra.whitenRows(schur, withOthers, count);
      for (let i = 0; i < count; i++) {
        whitened.set(ofOthers.subarray(i * q, (i + 1) * q), i * width + cells + m);
      }
    }
    for (let i = 0; i < count; i++) {
      for (let k = 0; k < cells; k++) whitened[i * width + k] = withGrid[i * cells + k] / rootDiagonal[k];
    }

    const trend = trendResiduals(profiled, designAt, (i, a) =>
      dot(design[a], whitened.subarray(i * width, (i + 1) * width)),
    );
    const prior = priorVariance(h, index);
    const variance = new Float64Array(count);
    for (let i = 0; i < count; i++) {
      let explained = squaredNorm(whitened, i, width);
      for (let k = i * width + cells; k < i * width + cells + m; k++) explained -= 2 * whitened[k] ** 2;
      variance[i] = Math.max(
        prior - explained + squaredNorm(trend, i, designAt.length),
        VARIANCE_FLOOR * prior,
      );
    }
    return { task, count, u, mean: posteriorMean, variance, whitened, trend };
  }

  return {
    dimension,
    features,

    async predict(u, task = 'high') {
      const plane = findPlane(u, dimension);
      if (plane) {
        const nodes = await predictPlane(algebra, await planeSource(), plane, task === 'low' ? LOW : HIGH);
        const at = (values: Float64Array) => Float64Array.from(plane.nodes, (node) => values[node]);
        return { mean: at(nodes.mean), variance: at(nodes.variance) };
      }
      return predictInParts(features, u, task, dimension, width);
    },

    async predictMean(u, task = 'high') {
      const index = task === 'low' ? LOW : HIGH;
      const plane = findPlane(u, dimension);
      if (plane) {
        const nodes = await predictPlaneMean(algebra, { factor, profiled, alpha }, plane, index);
        return Float64Array.from(plane.nodes, (node) => nodes[node]);
      }
      const result = new Float64Array(u.length / dimension);
      for (const { from, rows } of chunksOf(u, dimension, CONTRACTED + q)) {
        const withOthers = crossCovariance(structure, h, rows, index, others);
        const designAt = designColumnsOfTask(mean, dimension, rows, index);
        result.set(meanAt(rows, index, designAt, withOthers), from);
      }
      return result;
    },

    async covariance(a, b) {
      const index = a.task === 'low' ? LOW : HIGH;
      const columns = { u: b.u, count: b.count, countLow: index === LOW ? b.count : 0 };
      const covariance = crossCovariance(structure, h, a.u, index, columns);
      const explained = await algebra.multiplyTransposed(
        a.whitened,
        withHolesNegative(b.whitened),
        a.count,
        width,
        b.count,
      );
      const trend = productWithTransposed(a.trend, a.count, b.trend, b.count, profiled.beta.length);
      for (let i = 0; i < covariance.length; i++) covariance[i] += trend[i] - explained[i];
      return covariance;
    },

    noiseVariance: (task) => (task === 'low' ? h.noiseLow : h.noiseHigh),
  };

  function withHolesNegative(whitened: Float64Array): Float64Array {
    if (m === 0) return whitened;
    const signed = whitened.slice();
    for (let i = cells; i < signed.length; i += width) {
      for (let k = i; k < i + m; k++) signed[k] = -signed[k];
    }
    return signed;
  }
}

/** Calls a function once, however often its result is asked for, and whatever becomes of the job that asks first. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= besideJobs(make);
    return made;
  };
}
