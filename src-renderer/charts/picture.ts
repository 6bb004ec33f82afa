import type { EChartsOption, SeriesOption } from 'echarts';
import type { AxisTitle, PaperFrame } from './frame/paper-frame.ts';
import { readingTooltip } from './reading-tooltip.ts';

/** What a builder makes: the drawing, and the titles that lie over it on screen. */
export interface Picture {
  readonly option: EChartsOption;
  readonly titles: readonly AxisTitle[];
}

/**
 * A plot with its layers, in the order in which they lie on each other. It is zoomed by Ctrl and the wheel, moved by dragging
 * while it is zoomed, and read under the pointer.
 *
 * @param reads `place`: all lines at the pointer's x; `mark`: the mark under the pointer; null: nothing
 */
export function pictureOf(
  frame: PaperFrame,
  layers: readonly SeriesOption[],
  reads: 'place' | 'mark' | null,
): Picture {
  const zoom = { type: 'inside', zoomOnMouseWheel: 'ctrl', filterMode: 'none' } as const;
  return {
    option: {
      animation: false,
      grid: frame.grid,
      xAxis: frame.xAxis,
      yAxis: frame.yAxis,
      series: [...layers, frame.series],
      ...(reads && { tooltip: readingTooltip(frame.spec, reads) }),
      dataZoom: [
        { ...zoom, id: 'x', xAxisIndex: 0 },
        { ...zoom, id: 'y', yAxisIndex: 0 },
      ],
    },
    titles: frame.titles,
  };
}
