import type { ChartTokens } from '../chart-tokens.ts';
import type { Shape } from './shape.ts';

const FONT_SIZE = 12;

/**
 * A title as it is written, formulas between dollar signs, for the core to set. It ends where it is placed: at the far
 * end of the x axis, or upright at the top of the y axis.
 */
export function titleShape(
  title: string,
  { x, y, isUpright }: { x: number; y: number; isUpright: boolean },
  tokens: ChartTokens,
): Shape {
  return {
    type: 'text',
    style: {
      text: title,
      fontSize: FONT_SIZE,
      fontFamily: tokens.font,
      fill: tokens.caption,
      textAlign: 'right',
      textVerticalAlign: 'middle',
    },
    x,
    y,
    ...(isUpright && { rotation: Math.PI / 2 }),
    silent: true,
  };
}
