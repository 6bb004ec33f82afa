import type { HeldParameter } from '../contract/slices/slice.ts';
import { formatValue } from './format-value.ts';
import { label, parameterLabel, plainLabel, type Typesetting } from './label.ts';
import { type FigureColours, FONT } from './palette.ts';
import type { SvgNode } from './svg.ts';

/** What stands above a figure's legend. */
export interface Header {
  readonly nodes: readonly SvgNode[];
  readonly height: number;
}

/**
 * The title, and at which values the parameters stand that are on no axis; both wrap at `width` pixels.
 *
 * @param title with formulas between dollar signs
 * @param x, y left upper corner in pixels
 */
export function drawHeader(
  title: string,
  held: readonly HeldParameter[],
  { x, y, width }: { x: number; y: number; width: number },
  colours: FigureColours,
  { widthOf }: Typesetting,
): Header {
  const titleStyle = { size: FONT.title, weight: 600, fill: colours.text } as const;
  const noteStyle = { size: FONT.body, weight: 400, fill: colours.caption } as const;
  const fits = ({ size, weight }: typeof titleStyle | typeof noteStyle) => {
    return (line: string): boolean => widthOf(line, size, weight) <= width;
  };
  const notes = held.map((parameter, index) => heldText(parameter) + (index < held.length - 1 ? ',' : ''));
  const lines = [
    ...wrap(wordsOf(title), fits(titleStyle)).map((line) => ({ line, lineHeight: 20, style: titleStyle })),
    ...wrap(notes, fits(noteStyle)).map((line) => ({ line, lineHeight: 19, style: noteStyle })),
  ];
  let height = 0;
  const nodes = lines.map(({ line, lineHeight, style }) => {
    height += lineHeight;
    return label(line, { x, y: y + height - 5, ...style });
  });
  return { nodes, height: height + (lines.length > 0 ? 4 : 0) };
}

/** Lines break between words, and never inside of a formula. */
const wordsOf = (title: string): string[] => title.match(/(?:\\.|\$[^$]+\$|[^\s$\\]|[$\\])+/g) ?? [];

/** `$g_\chi$ = 1.2`, `$m_s$ = 110 GeV (mid-range)`. */
function heldText({ name, label: tex, unit, value, because }: HeldParameter): string {
  const amount = `${formatValue(value)}${unit === undefined ? '' : `\u00a0${plainLabel(unit)}`}`;
  const note = { given: '', mid_range: ' (mid-range)', constant: ' (fixed)' }[because];
  return `${parameterLabel({ name, label: tex })} = ${amount}${note}`;
}

function wrap(pieces: readonly string[], fits: (line: string) => boolean): string[] {
  const lines: string[] = [];
  for (const piece of pieces) {
    const longer = `${lines.at(-1)} ${piece}`;
    if (lines.length > 0 && fits(longer)) lines[lines.length - 1] = longer;
    else lines.push(piece);
  }
  return lines;
}
