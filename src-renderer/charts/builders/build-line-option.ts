import type { ChartTokens } from '../chart-tokens.ts';
import { type FrameSpec, paperFrame } from '../frame/paper-frame.ts';
import { errorBarLayer } from '../layers/error-bar-layer.ts';
import { type Guide, guideLayer } from '../layers/guide-layer.ts';
import { type Line, lineLayer } from '../layers/line-layer.ts';
import { type Region, regionLayer } from '../layers/region-layer.ts';
import { type Picture, pictureOf } from '../picture.ts';

/** A line whose points may have errors. */
export interface MeasuredLine extends Line {
  /** Standard errors, one to a point; null where there is none. */
  readonly errors?: readonly (number | null)[];
}

export interface LinePlot extends FrameSpec {
  readonly lines: readonly MeasuredLine[];
  readonly guides?: readonly Guide[];
  readonly regions?: readonly Region[];
}

/** Values over an axis: metrics by iteration, −log L by evaluation, reliability. */
export function buildLineOption({
  x,
  y,
  lines,
  guides = [],
  regions = [],
  tokens,
  titles,
}: LinePlot): Picture {
  const frame = paperFrame({ x, y, tokens, titles });
  return pictureOf(
    frame,
    [
      ...regions.map((region) => regionLayer(region, tokens)),
      ...guides.map((guide) => guideLayer(guide, tokens)),
      ...lines.flatMap((line) => [...errorBars(line, tokens), lineLayer(line, tokens)]),
    ],
    'place',
  );
}

function errorBars({ id, points, errors, color }: MeasuredLine, tokens: ChartTokens) {
  if (errors === undefined) return [];
  const known = points.flatMap(([x, y], index) =>
    y === null ? [] : [[x, y, errors[index] ?? null] as const],
  );
  return [errorBarLayer({ id: `${id}-errors`, points: known, color }, tokens)];
}
