import { splitMath } from '#renderer/components/math/split-math.ts';
import { parseMathLabel } from '#shared/figures/math-label.ts';
import { textWidth } from '#shared/figures/text-width.ts';
import type { ChartTokens } from '../chart-tokens.ts';
import type { Shape } from './shape.ts';

const FONT_SIZE = 12;
/** KaTeX's size beside text, and the faces that look like its own where KaTeX cannot come along. */
const MATH_SCALE = 1.1;
const MATH_FONT =
  "'KaTeX_Math', 'KaTeX_Main', 'STIX Two Text', 'Latin Modern Roman', 'Times New Roman', serif";

interface Run {
  readonly text: string;
  readonly fontSize: number;
  readonly fontFamily: string;
  readonly fontStyle: string;
  /** Pixels above the line's middle. */
  readonly rise: number;
}

/**
 * A title with its formulas as plain text, run by run, for exports. It ends where it is placed: at the far end of the
 * x axis, or upright at the top of the y axis.
 */
export function titleShapes(
  title: string,
  { x, y, isUpright }: { x: number; y: number; isUpright: boolean },
  tokens: ChartTokens,
): Shape[] {
  const runs = splitMath(title).flatMap(({ kind, content }): Run[] =>
    kind === 'text'
      ? [{ text: content, fontSize: FONT_SIZE, fontFamily: tokens.font, fontStyle: 'normal', rise: 0 }]
      : parseMathLabel(content).map(({ text, italic, size, rise }) => ({
          text,
          fontSize: FONT_SIZE * MATH_SCALE * size,
          fontFamily: MATH_FONT,
          fontStyle: italic ? 'italic' : 'normal',
          rise: FONT_SIZE * MATH_SCALE * rise,
        })),
  );
  const widths = runs.map(({ text, fontSize }) => textWidth(text, fontSize));
  let offset = -widths.reduce((sum, width) => sum + width, 0);
  return runs.map(({ rise, ...style }, index): Shape => {
    const along = offset;
    offset += widths[index]!;
    return {
      type: 'text',
      style: { ...style, fill: tokens.caption, textAlign: 'left', textVerticalAlign: 'middle' },
      ...(isUpright ? { x: x - rise, y: y - along, rotation: Math.PI / 2 } : { x: x + along, y: y - rise }),
      silent: true,
    };
  });
}
