import type { PredictedLimits } from '#renderer/charts/builders/build-pulls-option.ts';
import { normalCdf } from '#shared/numerics/normal-distribution.ts';

/** Root mean square of y − ŷ, in ln μ. */
export function residualRms({ y, mean }: PredictedLimits): number {
  return Math.sqrt(y.reduce((sum, value, i) => sum + (value - (mean[i] ?? Number.NaN)) ** 2, 0) / y.length);
}

/** Share of the pulls within ±limit. */
export function shareWithin(pulls: readonly number[], limit: number): number {
  return pulls.filter((pull) => Math.abs(pull) <= limit).length / pulls.length;
}

/** A point of the reliability curve, both in shares: the central interval claimed, and how many points lie inside. */
export type ReliabilityPoint = readonly [claimed: number, inside: number];

const STEPS = 40;

/**
 * How many points lie inside each central interval that the model claims for them: a pull t is inside the interval of
 * content 2Φ(|t|) − 1 and all larger ones. An honest model is on the diagonal.
 */
export function reliability(pulls: readonly number[]): ReliabilityPoint[] {
  const contents = pulls.map((pull) => 2 * normalCdf(Math.abs(pull)) - 1).sort((a, b) => a - b);
  let inside = 0;
  return Array.from({ length: STEPS + 1 }, (_, step) => {
    const claimed = step / STEPS;
    while (inside < contents.length && (contents[inside] ?? 1) <= claimed) inside++;
    return [claimed, step === STEPS ? 1 : inside / contents.length] as const;
  });
}

/** The band of ±2 standard deviations that `count` points of an honest model scatter in. */
export function honestBand(count: number): { lower: ReliabilityPoint[]; upper: ReliabilityPoint[] } {
  const at = (sign: number) =>
    Array.from({ length: STEPS + 1 }, (_, step): ReliabilityPoint => {
      const p = step / STEPS;
      return [p, Math.min(1, Math.max(0, p + sign * 2 * Math.sqrt((p * (1 - p)) / count)))];
    });
  return { lower: at(-1), upper: at(1) };
}
