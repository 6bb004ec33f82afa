import { leaveOneOutFrom } from '../../gaussian-process/leave-one-out.ts';
import { observedQuantities } from '../../gaussian-process/training-set.ts';
import { createPause } from '../../pause.ts';
import type { ConditionedProcess, Regression, Solver } from '../solver.ts';
import { type PooledObservations, poolObservations, type Replicates } from './find-replicates.ts';

const LN_TWO_PI = Math.log(2 * Math.PI);

/**
 * Solves for places instead of observations, exactly. Given f at a place, its observations y_j with variances v_j say as
 * much as their mean ȳ = V Σ y_j/v_j with V = 1/Σ 1/v_j:
 *
 *     Π_j N(y_j; f, v_j) = N(ȳ; f, V) · √(2πV) Π_j exp(−(y_j − ȳ)²/2v_j)/√(2πv_j)
 *
 * so that K, β, the REML term and the posterior are those of the places, and −ln L has a term besides that depends on ε²
 * alone. With known variances the weights depend on ε², so pooling is done anew at every evaluation.
 *
 * @param solverOf the solver of a regression of places
 */
export function createPooledSolver(
  regression: Regression,
  replicates: Replicates,
  { name, engine, device }: Pick<Solver, 'name' | 'engine' | 'device'>,
  solverOf: (ofPlaces: Regression) => Promise<Solver>,
): Solver {
  return {
    name,
    engine,
    device,

    async condition(h, pause = createPause()): Promise<ConditionedProcess> {
      const pooled = poolObservations(replicates, h);
      const solver = await solverOf({ ...regression, training: pooled.training });
      return overObservations(await solver.condition(h, pause), replicates, pooled);
    },
  };
}

/** A process at places as one at their observations. */
function overObservations(
  process: ConditionedProcess,
  replicates: Replicates,
  pooled: PooledObservations,
): ConditionedProcess {
  const { training, placeOf, count } = replicates;
  const scatters = observedQuantities(training).map((y, k) => scatterOf(y, replicates, pooled, k));
  const quantities = process.quantities.map(({ beta, negLogL }, k) => ({
    beta,
    negLogL: negLogL + scatters[k].negLogL,
  }));
  const free = process.free?.bind(process);
  return {
    quantities,
    negLogL: quantities.reduce((sum, { negLogL }) => sum + negLogL, 0),
    reml: process.reml,
    certificate: process.certificate,
    ...(process.instead && { instead: process.instead }),

    async gradient(withReml) {
      const gradient = await process.gradient(withReml);
      const { inverseDiagonal, alphas, projected } = await process.solved();
      // ½ W_ii of each place, of all quantities together, and ∂V/∂ε² = V² Σ 1/v_j².
      const noise = [0, 0];
      for (let place = 0; place < count; place++) {
        let weight = alphas.length * inverseDiagonal[place];
        for (const alpha of alphas) weight -= alpha[place] ** 2;
        if (withReml) for (const column of projected) weight -= alphas.length * column[place] ** 2;
        const task = place < replicates.countLow ? 0 : 1;
        noise[task] += 0.5 * weight * pooled.pooledVariance[place] ** 2 * scatters[0].squaredPrecision[place];
        scatters.forEach(({ slope, meanSlope }, k) => {
          noise[task] += slope[place] + alphas[k][place] * meanSlope[place];
        });
      }
      return { ...gradient, noiseLow: noise[0], noiseHigh: noise[1] };
    },

    // (K⁻¹)_jj = 1/v_j − (V − V² P)/v_j² and α_j = (y_j − ȳ + V a)/v_j, with P and a those of the place.
    async leaveOneOut(of) {
      const left = await process.leaveOneOut(of);
      const precision = new Float64Array(training.count);
      const alpha = new Float64Array(training.count);
      for (let i = 0; i < training.count; i++) {
        const place = placeOf[i];
        const [v, V, mean] = [pooled.variance[i], pooled.pooledVariance[place], pooled.means[0][place]];
        const ofPlace = 1 / left.variance[place];
        const alphaOfPlace = (mean - left.mean[place]) * ofPlace;
        const isAlone = replicates.multiplicity[place] === 1;
        precision[i] = isAlone ? ofPlace : 1 / v - (V - V * V * ofPlace) / (v * v);
        alpha[i] = isAlone ? alphaOfPlace : (training.y[i] - mean + V * alphaOfPlace) / v;
      }
      return leaveOneOutFrom(training.y, alpha, precision);
    },

    async solved() {
      const { inverseDiagonal, alphas, projected } = await process.solved();
      const { variance, pooledVariance, means } = pooled;
      const spread = (column: Float64Array) =>
        Float64Array.from(placeOf, (place, i) => (pooledVariance[place] * column[place]) / variance[i]);
      return {
        inverseDiagonal: Float64Array.from(placeOf, (place, i) => {
          const V = pooledVariance[place];
          return 1 / variance[i] - (V - V * V * inverseDiagonal[place]) / variance[i] ** 2;
        }),
        alphas: observedQuantities(training).map((y, k) =>
          Float64Array.from(
            placeOf,
            (place, i) => (y[i] - means[k][place] + pooledVariance[place] * alphas[k][place]) / variance[i],
          ),
        ),
        projected: projected.map(spread),
      };
    },

    posterior: () => process.posterior(),
    ...(free && { free }),
  };
}

/** What the scatter of one quantity at its places adds to −ln L, and the derivatives with respect to ε². */
interface Scatter {
  readonly negLogL: number;
  /** Of what it adds, by place. */
  readonly slope: Float64Array;
  /** ∂ȳ/∂ε² = V Σ (ȳ − y_j)/v_j², by place. */
  readonly meanSlope: Float64Array;
  /** Σ 1/v_j², by place. */
  readonly squaredPrecision: Float64Array;
}

/** ½ Σ_j [ln v_j + (y_j − ȳ)²/v_j] − ½ Σ ln V + ½ (n − places) ln 2π, and its derivatives. */
function scatterOf(
  y: Float64Array,
  { placeOf, count, training }: Replicates,
  { variance, pooledVariance, means }: PooledObservations,
  quantity: number,
): Scatter {
  const mean = means[quantity];
  const slope = new Float64Array(count);
  const meanSlope = new Float64Array(count);
  const squaredPrecision = new Float64Array(count);
  let sum = (training.count - count) * LN_TWO_PI;
  for (let i = 0; i < training.count; i++) {
    const place = placeOf[i];
    const precision = 1 / variance[i];
    const residual = y[i] - mean[place];
    sum += Math.log(variance[i]) + residual * residual * precision;
    slope[place] += 0.5 * (precision - (residual * precision) ** 2);
    meanSlope[place] -= pooledVariance[place] * residual * precision * precision;
    squaredPrecision[place] += precision * precision;
  }
  for (let place = 0; place < count; place++) {
    sum -= Math.log(pooledVariance[place]);
    slope[place] -= 0.5 * pooledVariance[place] * squaredPrecision[place];
  }
  return { negLogL: 0.5 * sum, slope, meanSlope, squaredPrecision };
}
