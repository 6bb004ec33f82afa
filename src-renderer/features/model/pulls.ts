import type { DiagnosisReport } from '#shared/contract/model-methods.ts';

export type Foretold = Pick<DiagnosisReport['leftOut'], 'pointId' | 'y' | 'mean' | 'sd'>;

/** (y − ŷ)/σ of every prediction. */
export function pullsOf({ y, mean, sd }: Foretold): number[] {
  return y.map((value, i) => (value - (mean[i] ?? Number.NaN)) / (sd[i] ?? Number.NaN));
}

/** Root mean square of y − ŷ, in ln μ. */
export function residualRms({ y, mean }: Foretold): number {
  return Math.sqrt(y.reduce((sum, value, i) => sum + (value - (mean[i] ?? Number.NaN)) ** 2, 0) / y.length);
}

/** Share of the pulls within ±limit. */
export function shareWithin(pulls: readonly number[], limit: number): number {
  return pulls.filter((pull) => Math.abs(pull) <= limit).length / pulls.length;
}
