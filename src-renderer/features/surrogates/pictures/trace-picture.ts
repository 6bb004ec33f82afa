import { buildLineOption } from '#renderer/charts/builders/build-line-option.ts';
import type { ChartLook } from '#renderer/charts/figure.tsx';
import { niceBounds } from '#renderer/charts/frame/nice-bounds.ts';
import type { Picture } from '#renderer/charts/picture.ts';

/** The objective by evaluation; null where the covariance was singular. */
export type Trace = readonly (number | null)[];

/** Higher first steps than this share of the later spread are cut off: they would press the rest flat. */
const SHOWN_ABOVE_END = 12;

/** The way down of a fit: every evaluation, and the best so far. */
export function tracePicture(trace: Trace, look: ChartLook): Picture {
  const best = bestSoFar(trace);
  return buildLineOption({
    x: { bounds: [0, Math.max(10, trace.length)], title: 'evaluation' },
    y: { bounds: traceBounds(trace), title: '$-\\log L$' },
    lines: [
      {
        id: 'best',
        points: best.map((value, i) => [i + 1, value]),
        color: 'accent',
        stroke: 'step',
      },
      {
        id: 'evaluations',
        points: trace.map((value, i) => [i + 1, value]),
        color: 'accent',
        stroke: 'none',
        marker: 'open',
      },
    ],
    ...look,
  });
}

/** The lowest value until each evaluation; null before the first finite one. */
function bestSoFar(trace: Trace): (number | null)[] {
  let best: number | null = null;
  return trace.map((value) => {
    if (value !== null && (best === null || value < best)) best = value;
    return best;
  });
}

/** Round bounds around the search, without the first steps where they are far above all others. */
function traceBounds(trace: Trace): [number, number] {
  const values = trace.filter((value): value is number => value !== null);
  if (values.length === 0) return [0, 1];
  const sorted = values.toSorted((a, b) => a - b);
  const lowest = sorted[0] ?? 0;
  const middle = sorted[Math.floor(sorted.length / 2)] ?? lowest;
  const top = Math.min(sorted.at(-1) ?? lowest, lowest + SHOWN_ABOVE_END * Math.max(middle - lowest, 1));
  return niceBounds([lowest, top]);
}
