import type { ChartColor } from '../chart-tokens.ts';
import { type FrameSpec, paperFrame } from '../frame/paper-frame.ts';
import { type Line, lineLayer } from '../layers/line-layer.ts';
import { rectangle, regionLayer } from '../layers/region-layer.ts';
import { type Picture, pictureOf } from '../picture.ts';

export interface HistogramPlot extends FrameSpec {
  /** Ascending, one more than there are counts. */
  readonly edges: readonly number[];
  readonly counts: readonly number[];
  readonly color?: ChartColor;
  /** Expectations over the bars: the normal distribution, say. */
  readonly curves?: readonly Line[];
}

/** How often values lie in each bin, with what was expected. */
export function buildHistogramOption({
  x,
  y,
  edges,
  counts,
  color = 'accent',
  curves = [],
  tokens,
  titles,
}: HistogramPlot): Picture {
  const frame = paperFrame({ x, y, tokens, titles });
  const bars = counts.flatMap((count, index) => {
    const from = edges[index];
    const to = edges[index + 1];
    if (count === 0 || from === undefined || to === undefined) return [];
    return [rectangle(`bin-${index}`, [from, to], [0, count], color, 0.55)];
  });
  return pictureOf(
    frame,
    [...bars.map((bar) => regionLayer(bar, tokens)), ...curves.map((curve) => lineLayer(curve, tokens))],
    null,
  );
}

/** Counts values into bins of equal width; what lies beyond the range counts in the outermost bins. */
export function histogram(
  values: readonly number[],
  [lower, upper]: readonly [number, number],
  bins: number,
): { edges: number[]; counts: number[] } {
  const width = (upper - lower) / bins;
  const counts: number[] = Array(bins).fill(0);
  for (const value of values) {
    const bin = Math.min(bins - 1, Math.max(0, Math.floor((value - lower) / width)));
    counts[bin]!++;
  }
  return { edges: Array.from({ length: bins + 1 }, (_, index) => lower + index * width), counts };
}
