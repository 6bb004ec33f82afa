import type { PredictedLimits } from '#renderer/charts/builders/build-pulls-option.ts';

/** Root mean square of y − ŷ, in ln μ. */
export function residualRms({ y, mean }: PredictedLimits): number {
  return Math.sqrt(y.reduce((sum, value, i) => sum + (value - (mean[i] ?? Number.NaN)) ** 2, 0) / y.length);
}

/** Share of the pulls within ±limit. */
export function shareWithin(pulls: readonly number[], limit: number): number {
  return pulls.filter((pull) => Math.abs(pull) <= limit).length / pulls.length;
}
