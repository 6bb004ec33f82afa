import type { ScatterSeriesOption } from 'echarts';
import type { ChartColor, ChartTokens } from '../chart-tokens.ts';

/** Points of one kind. Kinds are told apart by shape and fill as well as by colour. */
export interface Points {
  readonly id: string;
  readonly at: readonly (readonly [x: number, y: number])[];
  readonly color: ChartColor;
  readonly shape?: 'circle' | 'square' | 'diamond';
  readonly isOpen?: boolean;
  /** Pixels across; 8 by default. */
  readonly size?: number;
  /** Of all, or of each: distance from a slice is shown by it. */
  readonly opacity?: number | readonly number[];
}

/** Points that the pointer finds: events give the series' id and the index of the point. */
export function pointsLayer(
  { id, at, color, shape = 'circle', isOpen = false, size = 8, opacity = 1 }: Points,
  tokens: ChartTokens,
): ScatterSeriesOption {
  const fill = isOpen
    ? { color: tokens.ground, borderColor: tokens[color], borderWidth: 1.5 }
    : { color: tokens[color] };
  return {
    type: 'scatter',
    id,
    name: id,
    data: at.map((value, index) => ({
      value: [...value],
      ...(typeof opacity !== 'number' && { itemStyle: { opacity: opacity[index] ?? 1 } }),
    })),
    animation: false,
    z: 6,
    symbol: shape === 'square' ? 'rect' : shape,
    symbolSize: size,
    itemStyle: { ...fill, ...(typeof opacity === 'number' && { opacity }) },
    emphasis: { scale: false },
  };
}
