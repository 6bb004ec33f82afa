import type { TrainingSet } from './training-set.ts';

/** Which observations are left out in turn. */
export type LeftOut = 'all' | 'high';

/** Prediction of each y_i (noise included) from all the others, β held at its fitted value. */
export interface LeaveOneOut {
  readonly mean: Float64Array;
  readonly variance: Float64Array;
}

/**
 * Leave-one-out in closed form, [RW] eqs. 5.10-5.12: y_i − α_i/(K⁻¹)_ii and 1/(K⁻¹)_ii.
 *
 * @param diagonal (K⁻¹)_ii
 */
export function leaveOneOutFrom(y: Float64Array, alpha: Float64Array, diagonal: Float64Array): LeaveOneOut {
  return {
    mean: y.map((value, i) => value - alpha[i] / diagonal[i]),
    variance: diagonal.map((precision) => 1 / precision),
  };
}

/**
 * Σ ln N(y_i; mean_i, variance_i) over the observations from `from` on: how well each of them was predicted by the rest.
 */
export function logDensityOfLeftOut(training: TrainingSet, left: LeaveOneOut, from: number): number {
  let sum = 0;
  for (let i = from; i < training.count; i++) {
    const residual = training.y[i] - left.mean[i];
    sum -= 0.5 * (Math.log(2 * Math.PI * left.variance[i]) + (residual * residual) / left.variance[i]);
  }
  return sum;
}
