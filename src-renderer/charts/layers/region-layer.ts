import type { CustomSeriesOption } from 'echarts';
import type { ChartColor, ChartTokens } from '../chart-tokens.ts';

/** A filled area under the data: a polygon in the units of the axes. */
export interface Region {
  readonly id: string;
  readonly outline: readonly (readonly [x: number, y: number])[];
  readonly color: ChartColor;
  readonly opacity?: number;
}

/** A rectangle between two corners. */
export function rectangle(
  id: string,
  [x1, x2]: readonly [number, number],
  [y1, y2]: readonly [number, number],
  color: ChartColor,
  opacity = 1,
): Region {
  return {
    id,
    color,
    opacity,
    outline: [
      [x1, y1],
      [x2, y1],
      [x2, y2],
      [x1, y2],
    ],
  };
}

export function regionLayer(
  { id, outline, color, opacity = 1 }: Region,
  tokens: ChartTokens,
): CustomSeriesOption {
  return {
    type: 'custom',
    id,
    data: [outline[0] === undefined ? [] : [...outline[0]]],
    animation: false,
    silent: true,
    tooltip: { show: false },
    clip: true,
    z: 1,
    renderItem: (_, api) => ({
      type: 'polygon',
      shape: { points: outline.map((point) => api.coord([...point])) as [number, number][] },
      style: { fill: tokens[color], opacity },
    }),
  };
}
