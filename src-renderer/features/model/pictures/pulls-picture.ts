import { buildHistogramOption, histogram } from '#renderer/charts/builders/build-histogram-option.ts';
import type { ChartLook } from '#renderer/charts/figure.tsx';
import { niceBounds } from '#renderer/charts/frame/nice-bounds.ts';
import type { Picture } from '#renderer/charts/picture.ts';

const RANGE = [-5, 5] as const;
const BINS = 20;
const CURVE_STEPS = 80;

/** How often pulls occur, with the normal distribution that they should follow. */
export function pullsPicture(pulls: readonly number[], look: ChartLook): Picture {
  const { edges, counts } = histogram(pulls, RANGE, BINS);
  const width = (RANGE[1] - RANGE[0]) / BINS;
  const expected = Array.from({ length: CURVE_STEPS + 1 }, (_, step) => {
    const t = RANGE[0] + ((RANGE[1] - RANGE[0]) * step) / CURVE_STEPS;
    return [t, (pulls.length * width * Math.exp((-t * t) / 2)) / Math.sqrt(2 * Math.PI)] as const;
  });
  return buildHistogramOption({
    x: { bounds: RANGE, title: 'pull $(y-\\hat y)/\\sigma$' },
    y: { bounds: niceBounds([...counts, ...expected.map(([, value]) => value)], [0]), title: 'points' },
    edges,
    counts,
    curves: [{ id: 'normal', points: expected, color: 'ink' }],
    ...look,
  });
}
