import type { LeaveOneOut } from '../gaussian-process/leave-one-out.ts';
import type { TrainingSet } from '../gaussian-process/training-set.ts';
import { equalWeights, rootMeanSquare, weightedMean, weightedQuantile } from './weighted-statistics.ts';

/** Predictions of measured ln μ, their noise included. */
export interface PredictedLimits {
  readonly y: Float64Array;
  /** ŷ and its variance s² + ε² + known variance. */
  readonly mean: Float64Array;
  readonly variance: Float64Array;
}

/** Residuals of ln μ, and in their own standard deviations (pulls). */
export interface ResidualSummary {
  readonly count: number;
  readonly rms: number;
  readonly pullMean: number;
  readonly pullRms: number;
  /** Share within 1 and 2 standard deviations: 0.683 and 0.954 for an honest model. */
  readonly coverage1: number;
  readonly coverage2: number;
}

/** @param predicted one prediction or more */
export function summariseResiduals({ y, mean, variance }: PredictedLimits): ResidualSummary {
  const residuals = y.map((value, i) => value - mean[i]);
  const pulls = residuals.map((residual, i) => residual / Math.sqrt(variance[i]));
  const shareWithin = (limit: number) => pulls.filter((pull) => Math.abs(pull) <= limit).length / y.length;
  return {
    count: y.length,
    rms: rootMeanSquare(residuals),
    pullMean: weightedMean(pulls, equalWeights(y.length)).value,
    pullRms: rootMeanSquare(pulls),
    coverage1: shareWithin(1),
    coverage2: shareWithin(2),
  };
}

/** 16th percentile, median and 84th percentile of ln μ. */
export function distributionOfY(y: Float64Array): { y16: number; y50: number; y84: number } {
  const at = (q: number) => weightedQuantile(y, equalWeights(y.length), q);
  return { y16: at(0.16), y50: at(0.5), y84: at(0.84) };
}

/**
 * The leave-one-out predictions of the task that is asked for: the high-fidelity limits, or the low ones where there
 * are no others.
 */
export function leftOutOfMainTask(training: TrainingSet, left: LeaveOneOut): PredictedLimits {
  const from = training.countLow < training.count ? training.countLow : 0;
  return {
    y: training.y.subarray(from),
    mean: left.mean.subarray(from),
    variance: left.variance.subarray(from),
  };
}
