import type { ScatterSeriesOption } from 'echarts';
import type { ChartColor, ChartTokens } from '../chart-tokens.ts';

/** Points of one kind. Kinds are told apart by shape and fill as well as by colour. */
export interface Points {
  readonly id: string;
  readonly at: readonly (readonly [x: number, y: number])[];
  readonly color: ChartColor;
  readonly shape?: 'circle' | 'diamond';
  readonly isOpen?: boolean;
  /** Pixels across; 8 by default. */
  readonly size?: number;
}

export function pointsLayer(
  { id, at, color, shape = 'circle', isOpen = false, size = 8 }: Points,
  tokens: ChartTokens,
): ScatterSeriesOption {
  const fill = isOpen
    ? { color: tokens.ground, borderColor: tokens[color], borderWidth: 1.5 }
    : { color: tokens[color] };
  return {
    type: 'scatter',
    id,
    name: id,
    data: at.map((value) => ({ value: [...value] })),
    animation: false,
    z: 6,
    symbol: shape,
    symbolSize: size,
    itemStyle: { ...fill, opacity: 1 },
    emphasis: { scale: false },
  };
}
