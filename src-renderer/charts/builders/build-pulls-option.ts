import { normalPdf } from '#shared/numerics/normal-distribution.ts';
import type { ChartLook } from '../figure.tsx';
import type { Picture } from '../picture.ts';
import { buildHistogramOption, histogram } from './build-histogram-option.ts';

/** Predictions of known ln μ, with their standard deviations. */
export interface PredictedLimits {
  readonly y: readonly number[];
  readonly mean: readonly number[];
  readonly sd: readonly number[];
}

/** How far off predictions were, in their own standard deviations: (y − ŷ)/σ. */
export function pullsOf({ y, mean, sd }: PredictedLimits): number[] {
  return y.map((value, i) => (value - (mean[i] ?? 0)) / (sd[i] ?? 1));
}

const BOUNDS = [-4, 4] as const;
const BINS = 16;

/** Pulls in bins, with the normal distribution of as many. */
export function buildPullsOption(pulls: readonly number[], look: ChartLook): Picture {
  const { edges, counts } = histogram(pulls, BOUNDS, BINS);
  const width = (BOUNDS[1] - BOUNDS[0]) / BINS;
  const expected = Array.from({ length: 81 }, (_, i) => {
    const pull = BOUNDS[0] + i / 10;
    return [pull, pulls.length * width * normalPdf(pull)] as const;
  });
  const highest = Math.max(1, ...counts, ...expected.map(([, count]) => count));
  return buildHistogramOption({
    x: { bounds: BOUNDS, title: 'pull $(y - \\hat y)/\\sigma$' },
    y: { bounds: [0, highest * 1.12], title: 'points', tickCount: Math.min(5, highest), isWhole: true },
    edges,
    counts,
    curves: [{ id: 'normal', points: expected, color: 'ink' }],
    ...look,
  });
}
