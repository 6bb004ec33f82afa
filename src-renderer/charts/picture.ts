import type { EChartsOption, SeriesOption } from 'echarts';
import type { AxisTitle, PaperFrame } from './frame/paper-frame.ts';

/** What a builder makes: the drawing, and the titles that lie over it on screen. */
export interface Picture {
  readonly option: EChartsOption;
  readonly titles: readonly AxisTitle[];
}

/** One plot or several with their layers, in the order in which they lie on each other. */
export function pictureOf(plots: readonly { frame: PaperFrame; layers: readonly SeriesOption[] }[]): Picture {
  return {
    option: {
      animation: false,
      grid: plots.map(({ frame }) => frame.grid),
      xAxis: plots.map(({ frame }) => frame.xAxis),
      yAxis: plots.map(({ frame }) => frame.yAxis),
      series: plots.flatMap(({ frame, layers }, index) => [
        ...layers.map((layer) => ({ ...layer, xAxisIndex: index, yAxisIndex: index }) as SeriesOption),
        frame.series,
      ]),
    },
    titles: plots.flatMap(({ frame }) => frame.titles),
  };
}
