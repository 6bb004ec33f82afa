import { dot } from '#shared/numerics/dense/vectors.ts';
import type { CovarianceFactor, DenseEngine } from '../../engines/dense-engine.ts';
import type { Hyperparameters } from '../../gaussian-process/hyperparameters.ts';
import { leaveOneOutFrom } from '../../gaussian-process/leave-one-out.ts';
import { designColumns } from '../../gaussian-process/mean-function.ts';
import { observedQuantities } from '../../gaussian-process/training-set.ts';
import { createPause } from '../../pause.ts';
import {
  gradientOfAll,
  likelihoodOf,
  type ProfiledMean,
  profileMeans,
  projectedDesign,
} from '../profiled-mean.ts';
import type { ConditionedProcess, Regression, Solver } from '../solver.ts';
import { densePosterior } from './dense-posterior.ts';

/** K = L·Lᵀ, in the engine, and what was solved with it. */
interface SolvedQuantities {
  readonly factor: CovarianceFactor;
  /** K⁻¹H, p columns of n. */
  readonly solvedDesign: readonly Float64Array[];
  /** By quantity, and α = K⁻¹(y − Hβ), n. */
  readonly profiled: readonly ProfiledMean[];
  readonly alphas: readonly Float64Array[];
}

/** The reference: K formed, factorised and inverted as a whole. Always correct, O(n³) in time and O(n²) in memory. */
export function createDenseSolver(engine: DenseEngine, regression: Regression): Solver {
  const { structure, training } = regression;
  return {
    name: 'dense',
    engine: engine.name,
    device: engine.device,

    async condition(h, pause = createPause()): Promise<ConditionedProcess> {
      const factor = await engine.factoriseCovariance(structure, h, training, pause);
      try {
        return conditionedBy(engine, regression, h, await solveWith(factor, regression));
      } catch (error) {
        factor.free();
        throw error;
      }
    },
  };
}

function conditionedBy(
  engine: DenseEngine,
  regression: Regression,
  h: Hyperparameters,
  { factor, solvedDesign, profiled: all, alphas }: SolvedQuantities,
): ConditionedProcess {
  const { training } = regression;
  const [profiled] = all;
  const [alpha] = alphas;
  return {
    ...likelihoodOf(all, factor.logDeterminant, training.count),
    certificate: null,

    // With β profiled the envelope theorem leaves ½ tr[(K⁻¹ − ααᵀ) ∂K] ([RW] eq. 5.9), and the REML term adds
    // −½ tr[K⁻¹H (HᵀK⁻¹H)⁻¹ HᵀK⁻¹ ∂K].
    gradient(withReml) {
      const columns = withReml ? projectedDesign(solvedDesign, profiled.factor) : [];
      return gradientOfAll(alphas, columns, (vectors) => factor.gradient(vectors));
    },

    solved: async () => ({
      inverseDiagonal: await factor.inverseDiagonal(),
      alphas,
      projected: projectedDesign(solvedDesign, profiled.factor),
    }),

    leaveOneOut: async () => leaveOneOutFrom(training.y, alpha, await factor.inverseDiagonal()),

    posterior: () => densePosterior(engine, regression, h, { factor, solvedDesign, profiled, alpha }),

    free: () => factor.free(),
  };
}

async function solveWith(
  factor: CovarianceFactor,
  { structure, mean, training }: Regression,
): Promise<SolvedQuantities> {
  const design = designColumns(mean, structure.dimension, training);
  const observed = observedQuantities(training);
  const whitened = await factor.whiten([...observed, ...design]);
  const whitenedDesign = whitened.slice(observed.length);
  const profiled = profileMeans(whitenedDesign, whitened.slice(0, observed.length), dot);
  const solved = await factor.unwhiten([...profiled.map(({ residual }) => residual), ...whitenedDesign]);
  const [alphas, solvedDesign] = [solved.slice(0, observed.length), solved.slice(observed.length)];
  return { factor, solvedDesign, profiled, alphas };
}
