import { solveLowerInPlace, solveUpperInPlace } from '#shared/numerics/dense/cholesky.ts';
import { dot } from '#shared/numerics/dense/vectors.ts';
import type { CholeskyFactor, DenseEngine } from '../../engines/dense-engine.ts';
import { covarianceGradient, observationCovariance } from '../../gaussian-process/covariance.ts';
import type { Hyperparameters } from '../../gaussian-process/hyperparameters.ts';
import { leaveOneOutFrom } from '../../gaussian-process/leave-one-out.ts';
import { designColumns } from '../../gaussian-process/mean-function.ts';
import { type ProfiledMean, profileMean, projectedDesign } from '../profiled-mean.ts';
import type { ConditionedProcess, Regression, Solver } from '../solver.ts';
import { densePosterior } from './dense-posterior.ts';

/** K = L·Lᵀ and everything whitened by it. */
export interface DenseState {
  readonly factor: CholeskyFactor;
  /** L⁻¹H, p columns of n. */
  readonly whitenedDesign: readonly Float64Array[];
  readonly profiled: ProfiledMean;
  /** α = K⁻¹(y − Hβ), n. */
  readonly alpha: Float64Array;
}

const LN_TWO_PI = Math.log(2 * Math.PI);

/** The reference: K formed, factorised and inverted as a whole. Always correct, O(n³) in time and O(n²) in memory. */
export function createDenseSolver(engine: DenseEngine, regression: Regression): Solver {
  const { structure, training } = regression;
  return {
    name: 'dense',
    engine: engine.name,
    device: engine.device,

    async condition(h): Promise<ConditionedProcess> {
      const state = await factorise(engine, regression, h);
      const { factor, profiled, alpha } = state;
      return {
        beta: profiled.beta,
        negLogL: 0.5 * (profiled.quadratic + factor.logDeterminant + training.count * LN_TWO_PI),
        reml: profiled.reml,
        certificate: null,

        // With β profiled the envelope theorem leaves ½ tr[(K⁻¹ − ααᵀ) ∂K] ([RW] eq. 5.9), and the REML term adds
        // −½ tr[K⁻¹H (HᵀK⁻¹H)⁻¹ HᵀK⁻¹ ∂K].
        async gradient(withReml) {
          const inverse = await engine.invert(factor);
          const vectors = withReml ? [alpha, ...solvedDesign(state)] : [alpha];
          return covarianceGradient(structure, h, training, inverse, vectors);
        },

        async leaveOneOut() {
          const inverse = await engine.invert(factor);
          const { count } = training;
          const diagonal = Float64Array.from({ length: count }, (_, i) => inverse[i * count + i]);
          return leaveOneOutFrom(training.y, alpha, diagonal);
        },

        posterior: () => densePosterior(engine, regression, h, state),
      };
    },
  };
}

async function factorise(
  engine: DenseEngine,
  { structure, mean, training }: Regression,
  h: Hyperparameters,
): Promise<DenseState> {
  const { count, y } = training;
  const factor = await engine.factorise(observationCovariance(structure, h, training), count);
  const whitenedDesign = designColumns(mean, structure.dimension, training);
  for (const column of whitenedDesign) solveLowerInPlace(factor.lower, count, column);
  const whitenedY = y.slice();
  solveLowerInPlace(factor.lower, count, whitenedY);
  const profiled = profileMean(whitenedDesign, whitenedY, dot);
  const alpha = profiled.residual.slice();
  solveUpperInPlace(factor.lower, count, alpha);
  return { factor, whitenedDesign, profiled, alpha };
}

/** The columns of K⁻¹H·L_A⁻ᵀ with HᵀK⁻¹H = L_A·L_Aᵀ. */
function solvedDesign({ whitenedDesign, profiled, factor }: DenseState): Float64Array[] {
  const columns = projectedDesign(whitenedDesign, profiled.factor);
  for (const column of columns) solveUpperInPlace(factor.lower, factor.size, column);
  return columns;
}
