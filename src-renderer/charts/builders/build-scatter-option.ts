import { type FrameSpec, paperFrame } from '../frame/paper-frame.ts';
import { type Guide, guideLayer } from '../layers/guide-layer.ts';
import { type Points, pointsLayer } from '../layers/points-layer.ts';
import { type Region, regionLayer } from '../layers/region-layer.ts';
import { type Picture, pictureOf } from '../picture.ts';

export interface ScatterPlot extends FrameSpec {
  readonly points: readonly Points[];
  readonly guides?: readonly Guide[];
  readonly regions?: readonly Region[];
}

/** Points against two axes: residuals, low against high fidelity. */
export function buildScatterOption({
  x,
  y,
  points,
  guides = [],
  regions = [],
  tokens,
  titles,
}: ScatterPlot): Picture {
  const frame = paperFrame({ x, y, tokens, titles });
  return pictureOf(
    frame,
    [
      ...regions.map((region) => regionLayer(region, tokens)),
      ...guides.map((guide) => guideLayer(guide, tokens)),
      ...points.map((group) => pointsLayer(group, tokens)),
    ],
    'mark',
  );
}
