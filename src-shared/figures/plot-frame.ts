import type { ShownIn } from '../contract/slices/figure.ts';
import type { SliceAxis } from '../contract/slices/slice.ts';
import { type Axis, createAxis } from './axis.ts';
import { label, parameterLabel, plainLabel } from './label.ts';
import { type FigureColours, FONT } from './palette.ts';
import { element, pathData, type SvgNode } from './svg.ts';

/** Where the data stand on the page, in pixels. */
export interface PlotFrame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly x: Axis;
  readonly y: Axis;
}

/** A place on the page, in pixels. */
export type Box = Pick<PlotFrame, 'left' | 'top' | 'width' | 'height'>;

/** What an axis spans: from the first of its values to the last. */
export type AxisRange = Pick<SliceAxis, 'scale'> & {
  readonly values: readonly number[];
  readonly shownIn?: ShownIn | undefined;
};

/** The frame for two axes: their first and last values stand on its edges. */
export function createPlotFrame(x: AxisRange, y: AxisRange, box: Box): PlotFrame {
  const { left, top, width, height } = box;
  const bounds = ({ values }: AxisRange): [number, number] => [values[0]!, values[values.length - 1]!];
  return {
    ...box,
    x: createAxis(x.scale, bounds(x), [left, left + width], tickCount(width, 150), x.shownIn?.factor),
    y: createAxis(y.scale, bounds(y), [top + height, top], tickCount(height, 90), y.shownIn?.factor),
  };
}

/** Five steps read well whatever the size; fewer where labels would touch, more only on a very large plot. */
const tickCount = (size: number, room: number): number =>
  Math.min(Math.max(5, Math.round(size / room)), Math.max(1, Math.floor(size / 45)));

type Point = readonly [number, number];

/** Path data of lines given in the units of the axes. */
export function dataPath(frame: PlotFrame, lines: readonly (readonly Point[])[], closed = false): string {
  const place = ([x, y]: Point): Point => [frame.x.position(x), frame.y.position(y)];
  return pathData(
    lines.map((line) => line.map(place)),
    closed,
  );
}

const MAJOR = 6;
const MINOR = 3;

/** The box and its ticks inside on all four sides. */
export function drawFrame(frame: PlotFrame, colours: FigureColours, tickScale = 1): SvgNode[] {
  const { left, top, width, height } = frame;
  const right = left + width;
  const bottom = top + height;
  const tickLines = [
    ...tickLengths(frame.x, tickScale).flatMap(({ at, length }): [Point, Point][] => [
      [
        [at, bottom],
        [at, bottom - length],
      ],
      [
        [at, top],
        [at, top + length],
      ],
    ]),
    ...tickLengths(frame.y, tickScale).flatMap(({ at, length }): [Point, Point][] => [
      [
        [left, at],
        [left + length, at],
      ],
      [
        [right, at],
        [right - length, at],
      ],
    ]),
  ];
  const lines = { fill: 'none', stroke: colours.axis };
  return [
    element('path', { ...lines, 'stroke-width': 0.8, d: pathData(tickLines, false) }),
    element('rect', { ...lines, x: left, y: top, width, height }),
  ];
}

/** The ticks' labels, and the axes' titles at their far ends. */
export function drawLabels(frame: PlotFrame, x: AxisName, y: AxisName, colours: FigureColours): SvgNode[] {
  const { left, top, width, height } = frame;
  const bottom = top + height;
  const tick = { size: FONT.tick, fill: colours.caption };
  const title = { size: FONT.body, fill: colours.caption, anchor: 'end' } as const;
  return [
    ...frame.x.majors.map(({ value, label: text }) =>
      label(text, { ...tick, x: frame.x.position(value), y: bottom + 17, anchor: 'middle' }),
    ),
    ...frame.y.majors.map(({ value, label: text }) =>
      label(text, { ...tick, x: left - 8, y: frame.y.position(value) + 4, anchor: 'end' }),
    ),
    label(axisTitle(x), { ...title, x: left + width, y: bottom + 34 }),
    label(axisTitle(y), { ...title, x: Math.max(11, left - 46), y: top, isUpright: true }),
  ];
}

function tickLengths({ majors, minors, position }: Axis, scale: number): { at: number; length: number }[] {
  return [
    ...majors.map(({ value }) => ({ at: position(value), length: scale * MAJOR })),
    ...minors.map((value) => ({ at: position(value), length: scale * MINOR })),
  ];
}

/** What an axis is called; a title that is no parameter's is given as it shall read. */
export type AxisName = Pick<SliceAxis, 'name'> &
  Partial<Pick<SliceAxis, 'label' | 'unit'>> & { readonly shownIn?: ShownIn | undefined };

/** `$m_{Z'}$ [GeV]`. */
function axisTitle({ name, label: tex, unit, shownIn }: AxisName): string {
  const shown = shownIn?.unit ?? unit;
  return parameterLabel({ name, label: tex }) + (shown === undefined ? '' : ` [${plainLabel(shown)}]`);
}
