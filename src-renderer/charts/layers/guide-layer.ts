import type { LineSeriesOption } from 'echarts';
import type { ChartColor, ChartTokens } from '../chart-tokens.ts';

/** A straight line that is no data: a goal, zero, the diagonal. */
export interface Guide {
  readonly id: string;
  readonly from: readonly [x: number, y: number];
  readonly to: readonly [x: number, y: number];
  readonly color: ChartColor;
  readonly stroke: 'solid' | 'dotted';
  readonly width?: number;
}

/** A goal: a dotted red line across the plot. */
export function goalGuide(id: string, y: number, xBounds: readonly [number, number]): Guide {
  return { id, from: [xBounds[0], y], to: [xBounds[1], y], color: 'threshold', stroke: 'dotted', width: 1.4 };
}

export function guideLayer(
  { id, from, to, color, stroke, width = 1 }: Guide,
  tokens: ChartTokens,
): LineSeriesOption {
  return {
    type: 'line',
    id,
    name: id,
    data: [[...from], [...to]],
    animation: false,
    silent: true,
    tooltip: { show: false },
    showSymbol: false,
    z: 3,
    lineStyle: { color: tokens[color], width, type: stroke === 'dotted' ? [1.5, 3] : 'solid' },
    emphasis: { disabled: true },
  };
}
