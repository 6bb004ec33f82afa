import { dot } from '#shared/numerics/dense/vectors.ts';
import type { CovarianceFactor, DenseEngine } from '../../engines/dense-engine.ts';
import type { Hyperparameters } from '../../gaussian-process/hyperparameters.ts';
import { leaveOneOutFrom } from '../../gaussian-process/leave-one-out.ts';
import { designColumns } from '../../gaussian-process/mean-function.ts';
import { createPause } from '../../pause.ts';
import { negLogLOf, type ProfiledMean, profileMean, projectedDesign } from '../profiled-mean.ts';
import type { ConditionedProcess, Regression, Solver } from '../solver.ts';
import { densePosterior } from './dense-posterior.ts';

/** K = L·Lᵀ, in the engine, and what was solved with it. */
export interface DenseState {
  readonly factor: CovarianceFactor;
  /** K⁻¹H, p columns of n. */
  readonly solvedDesign: readonly Float64Array[];
  readonly profiled: ProfiledMean;
  /** α = K⁻¹(y − Hβ), n. */
  readonly alpha: Float64Array;
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
  state: DenseState,
): ConditionedProcess {
  const { training } = regression;
  const { factor, profiled, alpha } = state;
  return {
    beta: profiled.beta,
    negLogL: negLogLOf(profiled, factor.logDeterminant, training.count),
    reml: profiled.reml,
    certificate: null,

    // With β profiled the envelope theorem leaves ½ tr[(K⁻¹ − ααᵀ) ∂K] ([RW] eq. 5.9), and the REML term adds
    // −½ tr[K⁻¹H (HᵀK⁻¹H)⁻¹ HᵀK⁻¹ ∂K].
    gradient: (withReml) =>
      factor.gradient(withReml ? [alpha, ...projectedDesign(state.solvedDesign, profiled.factor)] : [alpha]),

    leaveOneOut: async () => leaveOneOutFrom(training.y, alpha, await factor.inverseDiagonal()),

    posterior: () => densePosterior(engine, regression, h, state),

    free: () => factor.free(),
  };
}

async function solveWith(
  factor: CovarianceFactor,
  { structure, mean, training }: Regression,
): Promise<DenseState> {
  const design = designColumns(mean, structure.dimension, training);
  const [whitenedY, ...whitenedDesign] = await factor.whiten([training.y, ...design]);
  const profiled = profileMean(whitenedDesign, whitenedY, dot);
  const [alpha, ...solvedDesign] = await factor.unwhiten([profiled.residual, ...whitenedDesign]);
  return { factor, solvedDesign, profiled, alpha };
}
