import type {
  CustomSeriesOption,
  GridComponentOption,
  XAXisComponentOption,
  YAXisComponentOption,
} from 'echarts';
import type { ChartTokens } from '../chart-tokens.ts';
import type { AxisSpec, Margins } from './axis-spec.ts';
import { frameShapes } from './frame-shapes.ts';
import { marginsFor } from './margins-for.ts';

export interface FrameSpec {
  readonly x: AxisSpec;
  readonly y: AxisSpec;
  readonly tokens: ChartTokens;
  /** Which of several plots in one drawing it is; 0 by default. */
  readonly index?: number;
  /** `html`: the Chart component sets the titles with KaTeX. `text`: they are drawn, for exports. */
  readonly titles?: 'html' | 'text' | undefined;
}

/** A title that the Chart component lays over the drawing. */
export interface AxisTitle {
  readonly axis: 'x' | 'y';
  readonly text: string;
  readonly margins: Margins;
}

export interface PaperFrame {
  readonly grid: GridComponentOption;
  readonly xAxis: XAXisComponentOption;
  readonly yAxis: YAXisComponentOption;
  /** The frame and its ticks, above everything else: put it last among the series. */
  readonly series: CustomSeriesOption;
  readonly titles: readonly AxisTitle[];
}

/** Above fields, bands, lines and points. */
const FRAME_LEVEL = 20;

/**
 * A plot in the style of the field's papers. ECharts gives the coordinates; frame, ticks and labels are drawn by a
 * series of its own, since ECharts' axes know neither minor ticks on a log scale nor ticks on all four sides.
 */
export function paperFrame({ x, y, tokens, index = 0, titles = 'html' }: FrameSpec): PaperFrame {
  const margins = marginsFor(y);
  return {
    grid: { ...margins, containLabel: false },
    xAxis: { ...hiddenAxis(x), gridIndex: index } as XAXisComponentOption,
    yAxis: { ...hiddenAxis(y), gridIndex: index } as YAXisComponentOption,
    series: {
      type: 'custom',
      id: `frame-${index}`,
      xAxisIndex: index,
      yAxisIndex: index,
      data: [[x.bounds[0], y.bounds[0]]],
      silent: true,
      animation: false,
      clip: false,
      z: FRAME_LEVEL,
      tooltip: { show: false },
      renderItem: (params) => {
        const area = params.coordSys as unknown as { x: number; y: number; width: number; height: number };
        const box = { left: area.x, top: area.y, width: area.width, height: area.height };
        // Ticks come and go with the bounds: merged with what stood at their place in the list, a line keeps a label's place.
        const children = frameShapes(box, x, y, tokens, titles === 'text') as never;
        return { type: 'group', $mergeChildren: false, children };
      },
    },
    titles: titles === 'text' ? [] : axisTitles(x, y, margins),
  };
}

function hiddenAxis({ bounds, scale = 'linear' }: AxisSpec) {
  return {
    type: scale === 'log' ? 'log' : 'value',
    min: bounds[0],
    max: bounds[1],
    show: false,
    animation: false,
    axisPointer: { show: false },
  };
}

function axisTitles(x: AxisSpec, y: AxisSpec, margins: Margins): AxisTitle[] {
  return [
    ...(x.title === undefined ? [] : [{ axis: 'x' as const, text: x.title, margins }]),
    ...(y.title === undefined ? [] : [{ axis: 'y' as const, text: y.title, margins }]),
  ];
}
