import type { ChartTokens } from '../chart-tokens.ts';
import type { AxisSpec, Box } from './axis-spec.ts';
import { placeTicks, type Tick } from './place-ticks.ts';
import type { Shape } from './shape.ts';
import { titleShape } from './title-shapes.ts';

const MAJOR = 6;
const MINOR = 3;
export const TICK_FONT = 11;

/** Distances from the frame: of tick labels, and of the x title's middle. */
export const LABEL_GAP = 7;
const TITLE_GAP = 29;
/** The middle of the y title from the left edge of the drawing. */
const UPRIGHT_TITLE = 8;

/** How tick labels stand to their place: those of the x axis below it, those of the y axis to its left. */
const BELOW = { textAlign: 'center', textVerticalAlign: 'top' };
const BESIDE = { textAlign: 'right', textVerticalAlign: 'middle' };

/**
 * The frame on four sides with its ticks inside on all of them, and the tick labels. Half pixels keep the lines sharp.
 *
 * @param titles whether the axes' titles are drawn too: in exports; on screen they are HTML
 */
export function frameShapes(
  { left, top, width, height }: Box,
  x: AxisSpec,
  y: AxisSpec,
  tokens: ChartTokens,
  titles: boolean,
): Shape[] {
  const right = left + width;
  const bottom = top + height;
  const xTicks = placeTicks(x, [left, right], 'x');
  const yTicks = placeTicks(y, [bottom, top], 'y');
  const stroke = { stroke: tokens.axis, lineWidth: 1, fill: 'none' };
  const line = (x1: number, y1: number, x2: number, y2: number): Shape => ({
    type: 'line',
    shape: { x1, y1, x2, y2 },
    style: stroke,
    silent: true,
  });
  const shapes: Shape[] = [
    { type: 'rect', shape: { x: left, y: top, width, height }, style: stroke, silent: true },
    ...xTicks.flatMap((tick) => [
      line(tick.at, bottom, tick.at, bottom - length(tick)),
      line(tick.at, top, tick.at, top + length(tick)),
    ]),
    ...yTicks.flatMap((tick) => [
      line(left, tick.at, left + length(tick), tick.at),
      line(right, tick.at, right - length(tick), tick.at),
    ]),
    ...xTicks.flatMap((tick) => label(tick, tick.at, bottom + LABEL_GAP, BELOW, tokens)),
    ...yTicks.flatMap((tick) => label(tick, left - LABEL_GAP - 1, tick.at, BESIDE, tokens)),
  ];
  if (titles) {
    if (x.title !== undefined) {
      shapes.push(titleShape(x.title, { x: right, y: bottom + TITLE_GAP, isUpright: false }, tokens));
    }
    if (y.title !== undefined) {
      shapes.push(titleShape(y.title, { x: UPRIGHT_TITLE, y: top, isUpright: true }, tokens));
    }
  }
  return shapes;
}

const length = ({ label }: Tick): number => (label === undefined ? MINOR : MAJOR);

function label(
  { label: text }: Tick,
  x: number,
  y: number,
  place: Readonly<Record<string, string>>,
  tokens: ChartTokens,
): Shape[] {
  if (text === undefined) return [];
  const style = { text, fill: tokens.caption, fontSize: TICK_FONT, fontFamily: tokens.font, ...place };
  return [{ type: 'text', style, x, y, silent: true }];
}
