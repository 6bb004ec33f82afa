import type { FieldScale } from './field-values.ts';
import { label } from './label.ts';
import { type FigureColours, FONT } from './palette.ts';
import type { Box } from './plot-frame.ts';
import { element, type SvgNode } from './svg.ts';

/** The smallest distance of two labels, in pixels. */
const ROOM = 12;

/**
 * The bar beside a plot that says what the field's colours mean, with the values of the level lines.
 *
 * @param box of the bar itself; labels stand to its right
 * @param stops of the ramp, from its place 0 to 1
 */
export function drawColourBar(
  scale: FieldScale,
  stops: readonly string[],
  { left, top, width, height }: Box,
  colours: FigureColours,
  idPrefix: string,
): SvgNode[] {
  const right = left + width;
  const bottom = top + height;
  const share = (value: number): number => (value - scale.lower) / (scale.upper - scale.lower);
  const gradient = `${idPrefix}-ramp`;
  const upwards = scale.place(scale.upper) > scale.place(scale.lower) ? stops : stops.toReversed();
  let last = Number.POSITIVE_INFINITY;
  const ticks = scale.ticks.flatMap(({ value, label: text }) => {
    const y = bottom - share(value) * height;
    const isReadable = last - y >= ROOM;
    if (isReadable) last = y;
    return [
      element('path', { d: `M${left} ${y}h${width}`, stroke: colours.axis, 'stroke-width': 0.8 }),
      ...(isReadable ? [label(text, { x: right + 5, y: y + 3.5, size: 10, fill: colours.caption })] : []),
    ];
  });
  const title = `$${scale.label}$${scale.unit === undefined ? '' : ` [${scale.unit}]`}`;
  return [
    element(
      'defs',
      {},
      element(
        'linearGradient',
        { id: gradient, x1: '0', y1: '1', x2: '0', y2: '0' },
        upwards.map((colour, index) =>
          element('stop', { offset: String(index / (stops.length - 1)), 'stop-color': colour }),
        ),
      ),
    ),
    element('rect', { x: left, y: top, width, height, fill: `url(#${gradient})`, stroke: colours.axis }),
    ...ticks,
    label(title, { x: right + 42, y: bottom + 34, anchor: 'end', size: FONT.body, fill: colours.caption }),
  ];
}
