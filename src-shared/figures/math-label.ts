// The labels of parameters are TeX as physicists write it, `m_{\tilde{\chi}^0_1}`; this renders the part of it that
// labels use, as SVG text.
import { element, type SvgNode } from './svg.ts';
import { ACCENTS, GREEK, SYMBOLS } from './tex-symbols.ts';

/** A piece of a label in one style; sizes and heights are in units of the label's font size. */
export interface MathRun {
  readonly text: string;
  readonly italic: boolean;
  readonly size: number;
  /** Height of the baseline above the label's own. */
  readonly rise: number;
}

interface Style {
  readonly upright: boolean;
  readonly size: number;
  readonly rise: number;
}

/** The window has KaTeX's own faces; elsewhere those that look most like them. */
const MATH_FONTS = "'STIX Two Text', 'Latin Modern Roman', 'Times New Roman', Tinos, serif";
const ITALIC_FONT = `KaTeX_Math, ${MATH_FONTS}`;
const UPRIGHT_FONT = `KaTeX_Main, ${MATH_FONTS}`;

const UPRIGHT = new Set(['mathrm', 'text', 'rm', 'operatorname']);

/** Functions by name, which TeX sets upright. */
const FUNCTIONS = new Set(['ln', 'log', 'exp', 'max', 'min', 'sin', 'cos', 'tan']);

/**
 * Splits a label into runs: Greek and symbols by name, `_` and `^` with one character or a group, accents, `\mathrm`
 * and `\text`, primes. Letters are italic, all else upright, as TeX sets mathematics. An unknown command stands as its
 * name.
 */
export function parseMathLabel(label: string): MathRun[] {
  const tokens = label.match(/\\[a-zA-Z]+|\\.|[\s\S]/gu) ?? [];
  let position = 0;

  const readGroupOrToken = (style: Style): MathRun[] => {
    while (tokens[position] === ' ') position++;
    if (tokens[position] !== '{') return readToken(style);
    position++;
    const runs: MathRun[] = [];
    while (position < tokens.length && tokens[position] !== '}') runs.push(...readToken(style));
    position++;
    return runs;
  };

  const readToken = (style: Style): MathRun[] => {
    const { upright, size, rise } = style;
    const token = tokens[position];
    if (token === '{') return readGroupOrToken(style);
    position++;
    if (token === undefined || token === '$' || token === '}') return [];
    if (token === '_') return readGroupOrToken({ upright, size: size * 0.72, rise: rise - 0.22 * size });
    if (token === '^') return readGroupOrToken({ upright, size: size * 0.72, rise: rise + 0.38 * size });
    if (token === "'") return setText('′', style);
    if (token === '-' && !upright) return setText('−', style);
    if (token === ' ' && !upright) return []; // TeX ignores spaces in mathematics
    if (!token.startsWith('\\')) return setText(token, style);
    const name = token.slice(1);
    const accent = ACCENTS[name];
    if (accent !== undefined) {
      return readGroupOrToken(style).map((run) => ({ ...run, text: run.text + accent }));
    }
    if (UPRIGHT.has(name)) return readGroupOrToken({ ...style, upright: true });
    if (FUNCTIONS.has(name)) return setText(name, { ...style, upright: true });
    return setText(GREEK[name] ?? SYMBOLS[name] ?? name, style);
  };

  const runs: MathRun[] = [];
  while (position < tokens.length) runs.push(...readToken({ upright: false, size: 1, rise: 0 }));
  return joinRuns(runs);
}

function setText(text: string, { upright, size, rise }: Style): MathRun[] {
  return [...text].map((character) => {
    const italic = !upright && /^\p{L}/u.test(character) && !/^[Α-Ω]/u.test(character);
    return { text: character, italic, size, rise };
  });
}

function joinRuns(characters: readonly MathRun[]): MathRun[] {
  const runs: MathRun[] = [];
  for (const run of characters) {
    const last = runs.at(-1);
    if (last && last.italic === run.italic && last.size === run.size && last.rise === run.rise) {
      runs[runs.length - 1] = { ...last, text: last.text + run.text };
    } else runs.push(run);
  }
  return runs;
}

/** A label as `<tspan>`s for a `<text>` of that font size in pixels; the baseline is back at its own at the end. */
export function mathTspans(label: string, fontSize: number): SvgNode[] {
  let rise = 0;
  const spans = parseMathLabel(label).map((run) => {
    const dy = (rise - run.rise) * fontSize;
    rise = run.rise;
    return element(
      'tspan',
      {
        'font-family': run.italic ? ITALIC_FONT : UPRIGHT_FONT,
        'font-style': run.italic ? 'italic' : undefined,
        'font-size': run.size === 1 ? undefined : fontSize * run.size,
        dy: dy === 0 ? undefined : dy,
      },
      run.text,
    );
  });
  // An empty tspan may be dropped by a renderer, so a zero-width space carries the way back.
  if (rise !== 0) spans.push(element('tspan', { dy: rise * fontSize }, '\u200b'));
  return spans;
}
