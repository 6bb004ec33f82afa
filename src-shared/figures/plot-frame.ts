import type { SliceAxis } from '../contract/slice.ts';
import { type Axis, createAxis } from './axis.ts';
import { mathTspans } from './math-label.ts';
import { FONT, PALETTE } from './palette.ts';
import { element, escapeXml, pathData } from './svg.ts';
import { textWidth } from './text-width.ts';

/** Where the data stand on the page, in pixels. */
export interface PlotFrame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly x: Axis;
  readonly y: Axis;
}

type Box = Pick<PlotFrame, 'left' | 'top' | 'width' | 'height'>;

/** The frame for two axes of a slice: their first and last values stand on its edges. */
export function createPlotFrame(x: SliceAxis, y: SliceAxis, box: Box): PlotFrame {
  const { left, top, width, height } = box;
  const bounds = ({ values }: SliceAxis): [number, number] => [values[0]!, values[values.length - 1]!];
  return {
    ...box,
    x: createAxis(x.scale, bounds(x), [left, left + width], Math.round(width / 110)),
    y: createAxis(y.scale, bounds(y), [top + height, top], Math.round(height / 70)),
  };
}

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

/** The box, its ticks inside on all four sides, tick labels, and the axes' titles at their far ends. */
export function drawAxes(frame: PlotFrame, x: SliceAxis, y: SliceAxis): string {
  const { left, top, width, height } = frame;
  const right = left + width;
  const bottom = top + height;
  const tickLines = [
    ...tickLengths(frame.x).flatMap(({ at, length }): [Point, Point][] => [
      [
        [at, bottom],
        [at, bottom - length],
      ],
      [
        [at, top],
        [at, top + length],
      ],
    ]),
    ...tickLengths(frame.y).flatMap(({ at, length }): [Point, Point][] => [
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
  const lines = { fill: 'none', stroke: PALETTE.axis };
  const label = (text: string, at: { x: number; y: number }, anchor: string): string =>
    element(
      'text',
      { ...at, 'text-anchor': anchor, 'font-size': FONT.tick, fill: PALETTE.caption },
      escapeXml(text),
    );
  const widest = Math.max(...frame.y.majors.map((tick) => textWidth(tick.label, FONT.tick)));
  const yTitleAt = Math.max(14, left - 7 - widest - 12);
  const yTitle = { x: yTitleAt, y: top, 'text-anchor': 'end', transform: `rotate(-90 ${yTitleAt} ${top})` };
  return [
    element('path', { ...lines, 'stroke-width': 0.8, d: pathData(tickLines, false) }),
    element('rect', { ...lines, x: left, y: top, width, height }),
    ...frame.x.majors.map((tick) =>
      label(tick.label, { x: frame.x.position(tick.value), y: bottom + 16 }, 'middle'),
    ),
    ...frame.y.majors.map((tick) =>
      label(tick.label, { x: left - 7, y: frame.y.position(tick.value) + 4 }, 'end'),
    ),
    element('text', { x: right, y: bottom + 36, 'text-anchor': 'end', ...titleStyle }, axisTitle(x)),
    element('text', { ...yTitle, ...titleStyle }, axisTitle(y)),
  ].join('');
}

const titleStyle = { 'font-size': FONT.body + 2, fill: PALETTE.text };

function tickLengths({ majors, minors, position }: PlotFrame['x']): { at: number; length: number }[] {
  return [
    ...majors.map(({ value }) => ({ at: position(value), length: MAJOR })),
    ...minors.map((value) => ({ at: position(value), length: MINOR })),
  ];
}

/** `m_{Z'} [GeV]`: TeX where the parameter has a label, else its plain name. */
function axisTitle({ name, label, unit }: SliceAxis): string {
  return parameterName({ name, label }, FONT.body + 2) + (unit === undefined ? '' : escapeXml(` [${unit}]`));
}

/** A parameter's name as markup for a `<text>` of that font size. */
export function parameterName(
  { name, label }: { name: string; label?: string | undefined },
  fontSize: number,
): string {
  return label === undefined ? escapeXml(name) : mathTspans(label, fontSize * 1.1);
}
