import type { TooltipComponentOption } from 'echarts';
import { setMathText } from '#renderer/components/math/set-math-text.ts';
import { inStyle } from '#renderer/components/numbers/number-style.ts';
import { formatValue } from '#shared/figures/format-value.ts';
import type { AxisSpec } from './frame/axis-spec.ts';
import type { FrameSpec } from './frame/paper-frame.ts';

/**
 * What ECharts shows at the pointer: each value under the title of its axis. It is built of nodes: nothing of a campaign's
 * labels is parsed as HTML.
 */
export function readingTooltip({ x, y, tokens }: FrameSpec, reads: 'place' | 'mark'): TooltipComponentOption {
  return {
    trigger: reads === 'place' ? 'axis' : 'item',
    axisPointer: { type: 'line', snap: true, lineStyle: { color: tokens.grid, type: 'solid' } },
    confine: true,
    transitionDuration: 0,
    padding: [4, 8],
    backgroundColor: tokens.ground,
    borderColor: tokens.line,
    textStyle: { color: tokens.text, fontFamily: tokens.font, fontSize: 12 },
    formatter: (params) => {
      const node = document.createElement('div');
      const found = Array.isArray(params) ? params : [params];
      setMathText(
        node,
        readingText(
          x,
          y,
          found.map(({ value }) => value),
        ).join('\n'),
      );
      node.style.whiteSpace = 'pre';
      return node;
    },
  };
}

/** `batch: 5`, `$\langle H\rangle$ [nat]: 0.050`: the x of all values, then the y of each. Gaps are left out. */
export function readingText(x: AxisSpec, y: AxisSpec, values: readonly unknown[]): string[] {
  const points = values.flatMap((value): [number, number][] => {
    const [across, up] = Array.isArray(value) ? value : [];
    return typeof across === 'number' && typeof up === 'number' ? [[across, up]] : [];
  });
  const [first] = points;
  if (first === undefined) return [];
  const line = ({ title = '', factor = 1 }: AxisSpec, value: number): string =>
    `${title}: ${inStyle(formatValue(factor * value))}`;
  return [line(x, first[0]), ...new Set(points.map(([, up]) => line(y, up)))];
}
