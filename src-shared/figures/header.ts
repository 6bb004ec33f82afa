import type { HeldParameter } from '../contract/slice.ts';
import { formatValue } from './format-value.ts';
import { parseMathLabel } from './math-label.ts';
import { FONT, PALETTE } from './palette.ts';
import { parameterName } from './plot-frame.ts';
import { element, escapeXml } from './svg.ts';
import { textWidth } from './text-width.ts';

/** What stands above a figure's legend. */
export interface Header {
  readonly markup: string;
  readonly height: number;
}

interface Piece {
  readonly markup: string;
  readonly width: number;
}

/**
 * The title, and at which values the parameters stand that are on no axis; both wrap at `width` pixels.
 *
 * @param x, y left upper corner in pixels
 */
export function drawHeader(
  title: string | undefined,
  held: readonly HeldParameter[],
  { x, y, width }: { x: number; y: number; width: number },
): Header {
  const words = title?.split(' ').map((word): Piece => {
    return { markup: escapeXml(word), width: textWidth(word, FONT.title) };
  });
  const notes = held.map((parameter, index) => heldPiece(parameter, index < held.length - 1));
  const lines = [
    ...wrap(words ?? [], textWidth(' ', FONT.title), width).map((line) => ({
      line,
      lineHeight: 20,
      style: { 'font-size': FONT.title, 'font-weight': 600, fill: PALETTE.text },
    })),
    ...wrap(notes, textWidth(' ', FONT.body), width).map((line) => ({
      line,
      lineHeight: 19,
      style: { 'font-size': FONT.body, fill: PALETTE.caption },
    })),
  ];
  let height = 0;
  const markup = lines.map(({ line, lineHeight, style }) => {
    height += lineHeight;
    return element('text', { x, y: y + height - 5, ...style }, line);
  });
  return { markup: markup.join(''), height: height + (lines.length > 0 ? 4 : 0) };
}

/** `g_χ = 1.2`, `m_s = 110 GeV (mid-range)`. */
function heldPiece({ name, label, unit, value, because }: HeldParameter, hasNext: boolean): Piece {
  const amount = ` = ${formatValue(value)}${unit === undefined ? '' : `\u00a0${unit}`}`;
  const note = { given: '', mid_range: ' (mid-range)', constant: ' (fixed)' }[because];
  const rest = amount + note + (hasNext ? ',' : '');
  const plainName =
    label === undefined
      ? name
      : parseMathLabel(label)
          .map(({ text }) => text)
          .join('');
  return {
    markup: parameterName({ name, label }, FONT.body) + escapeXml(rest),
    width: textWidth(plainName + rest, FONT.body),
  };
}

function wrap(pieces: readonly Piece[], gap: number, width: number): string[] {
  const lines: string[][] = [];
  let used = Number.POSITIVE_INFINITY;
  for (const piece of pieces) {
    if (used + gap + piece.width > width) {
      lines.push([]);
      used = -gap;
    }
    lines[lines.length - 1].push(piece.markup);
    used += gap + piece.width;
  }
  return lines.map((line) => line.join(' '));
}
