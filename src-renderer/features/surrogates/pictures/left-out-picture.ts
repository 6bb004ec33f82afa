import { type PredictedLimits, pullsOf } from '#renderer/charts/builders/build-pulls-option.ts';
import { buildScatterOption } from '#renderer/charts/builders/build-scatter-option.ts';
import type { ChartLook } from '#renderer/charts/figure.tsx';
import { niceBounds } from '#renderer/charts/frame/nice-bounds.ts';
import { rectangle } from '#renderer/charts/layers/region-layer.ts';
import type { Picture } from '#renderer/charts/picture.ts';

/** Pulls of left-out points against their ln μ: which points the others do not predict, and on which side they lie. */
export function leftOutPicture(predicted: PredictedLimits, look: ChartLook): Picture {
  const pulls = pullsOf(predicted);
  const xBounds = niceBounds(predicted.y, [0]);
  const reach = Math.max(4, ...pulls.map(Math.abs));
  const yBounds = niceBounds([-reach, reach]);
  const at = predicted.y.map((y, i) => [y, pulls[i] ?? 0] as const);
  return buildScatterOption({
    x: { bounds: xBounds, title: '$\\ln\\mu$' },
    y: { bounds: yBounds, title: 'pull $(y-\\hat y)/\\sigma$' },
    regions: [rectangle('two-sigma', xBounds, [-2, 2], 'idleSoft')],
    guides: [
      { id: 'zero', from: [xBounds[0], 0], to: [xBounds[1], 0], color: 'axis', stroke: 'solid' },
      {
        id: 'contour',
        from: [0, yBounds[0]],
        to: [0, yBounds[1]],
        color: 'threshold',
        stroke: 'dotted',
        width: 1.4,
      },
    ],
    points: [
      { id: 'excluded', at: at.filter(([y]) => y < 0), color: 'ink', size: 7 },
      { id: 'allowed', at: at.filter(([y]) => y >= 0), color: 'ink', isOpen: true, size: 7 },
    ],
    ...look,
  });
}
