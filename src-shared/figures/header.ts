import type { HeldParameter } from '../contract/slices/slice.ts';
import { formatValue } from './format-value.ts';
import { mathTspans, parseMathLabel } from './math-label.ts';
import { type FigureColours, FONT } from './palette.ts';
import { parameterName } from './plot-frame.ts';
import { element, type SvgContent, type SvgNode } from './svg.ts';
import { textWidth } from './text-width.ts';

/** What stands above a figure's legend. */
export interface Header {
  readonly nodes: readonly SvgNode[];
  readonly height: number;
}

interface Piece {
  readonly content: SvgContent;
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
  colours: FigureColours,
): Header {
  const words = title === undefined ? [] : titleWords(title);
  const notes = held.map((parameter, index) => heldPiece(parameter, index < held.length - 1));
  const lines = [
    ...wrap(words, textWidth(' ', FONT.title), width).map((line) => ({
      line,
      lineHeight: 20,
      style: { 'font-size': FONT.title, 'font-weight': 600, fill: colours.text },
    })),
    ...wrap(notes, textWidth(' ', FONT.body), width).map((line) => ({
      line,
      lineHeight: 19,
      style: { 'font-size': FONT.body, fill: colours.caption },
    })),
  ];
  let height = 0;
  const nodes = lines.map(({ line, lineHeight, style }) => {
    height += lineHeight;
    return element('text', { x, y: y + height - 5, ...style }, line);
  });
  return { nodes, height: height + (lines.length > 0 ? 4 : 0) };
}

/** The words of a title; formulas between dollar signs are words of their own. */
function titleWords(title: string): Piece[] {
  return [...title.matchAll(/\$([^$]+)\$|[^\s$]+|\$/g)].map(([text, formula]): Piece => {
    if (formula === undefined) return { content: text, width: textWidth(text, FONT.title) };
    const plain = parseMathLabel(formula).map((run) => run.text);
    return {
      content: mathTspans(formula, FONT.title * 1.1),
      width: textWidth(plain.join(''), FONT.title),
    };
  });
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
    content: [parameterName({ name, label }, FONT.body), rest],
    width: textWidth(plainName + rest, FONT.body),
  };
}

function wrap(pieces: readonly Piece[], gap: number, width: number): SvgContent[] {
  const lines: SvgContent[][] = [];
  let used = Number.POSITIVE_INFINITY;
  for (const piece of pieces) {
    if (used + gap + piece.width > width) {
      lines.push([]);
      used = -gap;
    }
    const line = lines[lines.length - 1];
    line.push(line.length > 0 ? ' ' : '', piece.content);
    used += gap + piece.width;
  }
  return lines;
}
