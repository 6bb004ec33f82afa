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
  readonly spec: FrameSpec;
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
 * A plot in the style of the field's papers. ECharts gives the coordinates and their zoom; frame, ticks and labels are
 * drawn by a series of its own.
 */
export function paperFrame(spec: FrameSpec): PaperFrame {
  const { x, y, tokens, titles = 'html' } = spec;
  const margins = marginsFor(y);
  return {
    spec,
    grid: { ...margins, containLabel: false },
    xAxis: hiddenAxis(x) as XAXisComponentOption,
    yAxis: hiddenAxis(y) as YAXisComponentOption,
    series: {
      type: 'custom',
      id: 'frame',
      data: [[x.bounds[0], y.bounds[0]]],
      silent: true,
      animation: false,
      clip: false,
      z: FRAME_LEVEL,
      tooltip: { show: false },
      renderItem: (params, api) => {
        const area = params.coordSys as unknown as { x: number; y: number; width: number; height: number };
        const box = { left: area.x, top: area.y, width: area.width, height: area.height };
        const [left, bottom] = api.coord([x.bounds[0], y.bounds[0]]) as [number, number];
        const [right, top] = api.coord([x.bounds[1], y.bounds[1]]) as [number, number];
        const shownX = { ...x, bounds: boundsInside(x, [left, right], [box.left, box.left + box.width]) };
        const shownY = { ...y, bounds: boundsInside(y, [bottom, top], [box.top + box.height, box.top]) };
        // Ticks come and go with the bounds: merged with what stood at their place in the list, a line keeps a label's place.
        const children = frameShapes(box, shownX, shownY, tokens, titles === 'text') as never;
        return { type: 'group', $mergeChildren: false, children };
      },
    },
    titles: titles === 'text' ? [] : axisTitles(x, y, margins),
  };
}

type Range = readonly [from: number, to: number];

/** The part of an axis that is in sight: all of it, or what a zoom has left. */
function boundsInside({ bounds }: AxisSpec, place: Range, sight: Range): Range {
  const isWhole = place.every((end, index) => Math.abs(end - sight[index]!) < 0.5);
  if (isWhole) return bounds;
  const valueAt = (pixel: number): number =>
    bounds[0] + ((pixel - place[0]) / (place[1] - place[0])) * (bounds[1] - bounds[0]);
  return [valueAt(sight[0]), valueAt(sight[1])];
}

function hiddenAxis({ bounds }: AxisSpec) {
  return {
    type: 'value',
    min: bounds[0],
    max: bounds[1],
    show: false,
    animation: false,
  };
}

function axisTitles(x: AxisSpec, y: AxisSpec, margins: Margins): AxisTitle[] {
  return [
    ...(x.title === undefined ? [] : [{ axis: 'x' as const, text: x.title, margins }]),
    ...(y.title === undefined ? [] : [{ axis: 'y' as const, text: y.title, margins }]),
  ];
}
