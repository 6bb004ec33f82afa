import type { CustomSeriesOption } from 'echarts';
import type { ChartColor, ChartTokens } from '../chart-tokens.ts';

export interface ErrorBars {
  readonly id: string;
  /** Half the length of a bar is the error; null draws none. */
  readonly points: readonly (readonly [x: number, y: number, error: number | null])[];
  readonly color: ChartColor;
}

const CAP = 3;

/** Vertical error bars with caps. */
export function errorBarLayer({ id, points, color }: ErrorBars, tokens: ChartTokens): CustomSeriesOption {
  const style = { stroke: tokens[color], lineWidth: 1, fill: 'none' };
  return {
    type: 'custom',
    id,
    data: points
      .filter(([, , error]) => error !== null && error > 0)
      .map(([x, y, error]) => [x, y - error!, y + error!]),
    encode: { x: 0, y: [1, 2] },
    animation: false,
    silent: true,
    tooltip: { show: false },
    clip: true,
    z: 5,
    renderItem: (_, api) => {
      const [x, low] = api.coord([api.value(0), api.value(1)]) as [number, number];
      const [, high] = api.coord([api.value(0), api.value(2)]) as [number, number];
      const line = (x1: number, y1: number, x2: number, y2: number) =>
        ({ type: 'line', shape: { x1, y1, x2, y2 }, style }) as const;
      return {
        type: 'group',
        children: [
          line(x, low, x, high),
          line(x - CAP, low, x + CAP, low),
          line(x - CAP, high, x + CAP, high),
        ],
      };
    },
  };
}
