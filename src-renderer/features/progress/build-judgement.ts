import { buildHistogramOption, histogram } from '#renderer/charts/builders/build-histogram-option.ts';
import { buildScatterOption } from '#renderer/charts/builders/build-scatter-option.ts';
import type { ChartTokens } from '#renderer/charts/chart-tokens.ts';
import type { Picture } from '#renderer/charts/picture.ts';
import type { Foretold, IterationJudgement } from '#shared/contract/progress-methods.ts';
import { normalPdf } from '#shared/numerics/normal-distribution.ts';

/** How far off predictions were, in their own standard deviations. */
export function pullsOf({ y, mean, sd }: Foretold): number[] {
  return y.map((value, i) => (value - (mean[i] ?? 0)) / (sd[i] ?? 1));
}

const PULL_BOUNDS = [-4, 4] as const;
const PULL_BINS = 16;

/** Pulls in bins, with the normal distribution of as many. */
export function buildPulls(pulls: readonly number[], tokens: ChartTokens): Picture {
  const { edges, counts } = histogram(pulls, PULL_BOUNDS, PULL_BINS);
  const width = (PULL_BOUNDS[1] - PULL_BOUNDS[0]) / PULL_BINS;
  const expected = Array.from({ length: 81 }, (_, i) => {
    const pull = PULL_BOUNDS[0] + i / 10;
    return [pull, pulls.length * width * normalPdf(pull)] as const;
  });
  const highest = Math.max(1, ...counts, ...expected.map(([, count]) => count));
  return buildHistogramOption({
    x: { bounds: PULL_BOUNDS, title: 'pull $(y - \\hat y)/\\sigma$' },
    y: { bounds: [0, highest * 1.12], title: 'points', tickCount: Math.min(5, highest) },
    edges,
    counts,
    curves: [{ id: 'normal', points: expected, color: 'ink' }],
    tokens,
  });
}

/** Points far out stand at the edge, so that they do not press all others flat. */
const MOST_PULL = 5;

export function buildReturned(returned: IterationJudgement['returned'], tokens: ChartTokens): Picture {
  const batches = returned.map(({ batch }) => batch);
  const first = Math.min(...batches);
  const last = Math.max(...batches);
  const x = [first - 0.6, last + 0.6] as const;
  const at = returned.flatMap((judged) => {
    const pulls = pullsOf(judged);
    return pulls.map((pull, i) => {
      const aside = pulls.length < 2 ? 0 : (i / (pulls.length - 1) - 0.5) * 0.5;
      return [judged.batch + aside, Math.max(-MOST_PULL, Math.min(MOST_PULL, pull))] as const;
    });
  });
  return buildScatterOption({
    x: { bounds: x, title: 'batch', tickCount: Math.min(10, last - first + 1) },
    y: { bounds: [-MOST_PULL - 0.5, MOST_PULL + 0.5], title: 'pull $(y - \\hat y)/\\sigma$' },
    points: [{ id: 'pulls', at, color: 'accent', isOpen: true, size: 6 }],
    guides: [-1, 0, 1].map((pull) => ({
      id: `at-${pull}`,
      from: [x[0], pull],
      to: [x[1], pull],
      color: 'axis',
      stroke: pull === 0 ? 'solid' : 'dotted',
      width: 0.8,
    })),
    tokens,
  });
}
