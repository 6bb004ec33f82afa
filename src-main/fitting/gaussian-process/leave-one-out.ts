import type { DenseEngine } from '../engines/dense-engine.ts';
import type { ConditionedProcess } from './profiled-likelihood.ts';
import type { TrainingSet } from './training-set.ts';

/** Prediction of each y_i (noise included) from all the others, β held at its fitted value. */
export interface LeaveOneOut {
  readonly mean: Float64Array;
  readonly variance: Float64Array;
}

/** Leave-one-out in closed form, [RW] eqs. 5.10-5.12: y_i − α_i/(K⁻¹)_ii and 1/(K⁻¹)_ii. */
export async function leaveOneOut(
  engine: DenseEngine,
  training: TrainingSet,
  process: ConditionedProcess,
): Promise<LeaveOneOut> {
  const inverse = await engine.invert(process.factor);
  const { count, y } = training;
  const variance = Float64Array.from({ length: count }, (_, i) => 1 / inverse[i * count + i]);
  return { mean: y.map((value, i) => value - process.alpha[i] * variance[i]), variance };
}

/**
 * Σ ln N(y_i; mean_i, variance_i) over the observations from `from` on: how well each of them was foretold by the rest.
 */
export function logDensityOfLeftOut(training: TrainingSet, left: LeaveOneOut, from: number): number {
  let sum = 0;
  for (let i = from; i < training.count; i++) {
    const residual = training.y[i] - left.mean[i];
    sum -= 0.5 * (Math.log(2 * Math.PI * left.variance[i]) + (residual * residual) / left.variance[i]);
  }
  return sum;
}
