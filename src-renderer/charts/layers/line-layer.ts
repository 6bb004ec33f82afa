import type { LineSeriesOption } from 'echarts';
import type { ChartColor, ChartTokens } from '../chart-tokens.ts';

export interface Line {
  /** Unique in its picture; the legend's switches name it. */
  readonly id: string;
  /** Null is a gap. */
  readonly points: readonly (readonly [x: number, y: number | null])[];
  readonly color: ChartColor;
  /** `step` keeps each value until the next point; `none` draws markers alone. Solid by default. */
  readonly stroke?: 'solid' | 'dashed' | 'dotted' | 'step' | 'none';
  readonly marker?: 'filled' | 'open' | 'none';
  /** Pixels; 1.5 by default. */
  readonly width?: number;
}

const DASHES = { solid: 'solid', dashed: [6, 4], dotted: [1.5, 3], step: 'solid', none: 'solid' } as const;

/** A line with markers at its points. */
export function lineLayer(
  { id, points, color, stroke = 'solid', marker = 'none', width = 1.5 }: Line,
  tokens: ChartTokens,
): LineSeriesOption {
  const ink = tokens[color];
  const dashes = DASHES[stroke];
  return {
    type: 'line',
    id,
    name: id,
    data: points.map(([x, y]) => [x, y ?? '-']),
    animation: false,
    silent: true,
    z: 5,
    step: stroke === 'step' ? 'end' : false,
    showSymbol: marker !== 'none',
    showAllSymbol: true,
    symbol: 'circle',
    symbolSize: marker === 'open' ? 6 : 7,
    lineStyle: {
      color: ink,
      width: stroke === 'none' ? 0 : width,
      type: typeof dashes === 'string' ? dashes : [...dashes],
    },
    itemStyle:
      marker === 'open' ? { color: tokens.ground, borderColor: ink, borderWidth: 1.5 } : { color: ink },
    emphasis: { disabled: true },
  };
}
