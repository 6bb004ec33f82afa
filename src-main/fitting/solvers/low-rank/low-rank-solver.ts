import { dot } from '#shared/numerics/dense/vectors.ts';
import type { DenseEngine } from '../../engines/dense-engine.ts';
import { inverseDiagonal } from '../../engines/inverse-diagonal.ts';
import { leaveOneOutFrom } from '../../gaussian-process/leave-one-out.ts';
import { designColumns } from '../../gaussian-process/mean-function.ts';
import { observedQuantities } from '../../gaussian-process/training-set.ts';
import { createPause, type Pause } from '../../pause.ts';
import { type AlgebraInParts, algebraInParts } from '../algebra-in-parts.ts';
import { gradientOfAll, likelihoodOf, profileMeans, projectedDesign } from '../profiled-mean.ts';
import type { ConditionedProcess, Regression, Solver } from '../solver.ts';
import { factoriseLowRank, type LowRankFactor } from './low-rank-factor.ts';
import { lowRankGradient } from './low-rank-gradient.ts';
import { lowRankPosterior } from './low-rank-posterior.ts';
import { innerProduct, type Solved, solveWhitened, whitenVectors } from './low-rank-vectors.ts';

/**
 * Columns from which on a factorisation is no cheaper than the dense one, as a share of the points: the 8 n r² of its offer
 * are n³ there.
 */
export const HIGHEST_SHARE = 0.35;

/**
 * O(n r² + q³), where a covariance of rank r meets the certificate. Where it would take more columns than are worth it, at
 * short lengths, the dense solver is asked.
 */
export function createLowRankSolver(engine: DenseEngine, regression: Regression, dense: Solver): Solver {
  const mostColumns = Math.ceil(HIGHEST_SHARE * regression.training.count);
  return {
    name: 'low-rank',
    engine: engine.name,
    device: engine.device,

    async condition(h, pause = createPause()): Promise<ConditionedProcess> {
      const algebra = algebraInParts(engine, pause);
      const factor = await factoriseLowRank(algebra, regression, h, { mostColumns, pause });
      if (!('code' in factor)) return conditionedBy(algebra, regression, factor, pause);
      const process = await dense.condition(h, pause);
      return { ...process, instead: { solver: dense.name, why: factor } };
    },
  };
}

async function conditionedBy(
  algebra: AlgebraInParts,
  regression: Regression,
  factor: LowRankFactor,
  pause: Pause,
): Promise<ConditionedProcess> {
  const { structure, mean, training } = regression;
  const columns = designColumns(mean, structure.dimension, training);
  const observed = observedQuantities(training);
  const whitened = await whitenVectors(algebra, factor, [...observed, ...columns]);
  const design = whitened.slice(observed.length);
  const inner = (a: Float64Array, b: Float64Array) => innerProduct(factor, a, b);
  const all = profileMeans(design, whitened.slice(0, observed.length), inner);
  const [profiled] = all;
  const [alpha, ...solvedDesign] = await solveWhitened(algebra, factor, [profiled.residual, ...design]);
  const p = factor.diagonal.length;

  /** A solved vector in the order of the training set. */
  function inOrder({ some, others }: Solved): Float64Array {
    const out = new Float64Array(training.count);
    out.set(some);
    out.set(others, p);
    return out;
  }

  async function diagonalOfInverse(): Promise<Float64Array> {
    const { some, diagonal, capacity, othersSolved, schur, kappa, kappaCross } = factor;
    const rank = capacity.size;
    const out = new Float64Array(training.count);
    // The diagonal of D⁻¹ − U M Uᵀ, M = κ B⁻¹ − κ'² Y S⁻¹Yᵀ.
    const whitened = await algebra.whitenRows(capacity, some, p);
    for (let i = 0; i < p; i++) {
      const row = whitened.subarray(i * rank, (i + 1) * rank);
      out[i] = (1 - (kappa * dot(row, row)) / diagonal[i]) / diagonal[i];
    }
    if (schur) {
      const q = schur.size;
      const reached = await algebra.multiplyTransposed(some, othersSolved, p, rank, q);
      const coupled = await algebra.whitenRows(schur, reached, p);
      for (let i = 0; i < p; i++) {
        const row = coupled.subarray(i * q, (i + 1) * q);
        out[i] += (kappaCross / diagonal[i]) ** 2 * dot(row, row);
      }
      out.set(inverseDiagonal(schur.transposedInverse, q), p);
    }
    return out;
  }

  return {
    ...likelihoodOf(all, factor.logDeterminant, training.count),
    certificate: factor.certificate,

    gradient(withReml) {
      const residuals = all.map(({ residual }) => residual);
      const projected = withReml ? projectedDesign(design, profiled.factor) : [];
      return gradientOfAll(residuals, projected, async (vectors) =>
        lowRankGradient(algebra, regression, factor, await solveWhitened(algebra, factor, vectors), pause),
      );
    },

    async solved() {
      const residuals = all.map(({ residual }) => residual);
      const projected = projectedDesign(design, profiled.factor);
      const solved = await solveWhitened(algebra, factor, [...residuals, ...projected]);
      const rows = solved.map(inOrder);
      return {
        inverseDiagonal: await diagonalOfInverse(),
        alphas: rows.slice(0, residuals.length),
        projected: rows.slice(residuals.length),
      };
    },

    leaveOneOut: async () => leaveOneOutFrom(training.y, inOrder(alpha), await diagonalOfInverse()),

    posterior: () => lowRankPosterior(algebra, regression, factor, { solvedDesign, profiled, alpha }),
  };
}
