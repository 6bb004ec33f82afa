import { fileURLToPath } from 'node:url';
import { type Font, openSync } from 'fontkit';
import { MATH_SCALE, type Typesetting } from '#shared/figures/label.ts';
import { splitMath } from '#shared/figures/split-math.ts';
import { element, type SvgNode } from '#shared/figures/svg.ts';
import { type Formula, setFormula, UNITS_PER_EM } from './formula.ts';

export type Weight = 400 | 600;

/** A piece of a label that is set: a text in one face, or a formula. */
export type Piece =
  | { readonly kind: 'text'; readonly x: number; readonly width: number; readonly text: string }
  | { readonly kind: 'formula'; readonly x: number; readonly width: number; readonly formula: Formula };

/** A label that is set: its pieces from left to right, in pixels from its start. */
export interface SetLabel {
  readonly width: number;
  readonly pieces: readonly Piece[];
  /** The whole label as Unicode. */
  readonly text: string;
}

export interface Typesetter extends Typesetting {
  set(label: string, size: number, weight: Weight): SetLabel;
  /** The outlines of a text, from the start of its baseline. */
  outlinesOf(text: string, size: number, weight: Weight): SvgNode;
  /** The files of the text's faces, for a PDF to embed. */
  readonly faces: Readonly<Record<Weight, string>>;
}

/** Inter, which the window has too, as TrueType: a PDF cannot embed a web font. */
const FACES: Readonly<Record<Weight, string>> = {
  400: fileURLToPath(import.meta.resolve('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf')),
  600: fileURLToPath(import.meta.resolve('@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf')),
};

/** Sets labels in Inter, and their formulas in Computer Modern. */
export function createTypesetter(): Typesetter {
  const fonts = new Map<Weight, Font>();
  const fontOf = (weight: Weight): Font => {
    const font = fonts.get(weight) ?? (openSync(FACES[weight]) as Font);
    fonts.set(weight, font);
    return font;
  };

  const outlinesOf = (text: string, size: number, weight: Weight): SvgNode => {
    const font = fontOf(weight);
    const { glyphs, positions } = font.layout(text);
    let advance = 0;
    const outlines = glyphs.map((glyph, index) => {
      const { xOffset = 0, yOffset = 0, xAdvance = 0 } = positions[index] ?? {};
      const outline = glyph.path.translate(advance + xOffset, yOffset).toSVG();
      advance += xAdvance;
      return outline;
    });
    const scale = shortNumber(size / font.unitsPerEm);
    return element('path', { transform: `scale(${scale},${-scale})`, d: outlines.join('') });
  };

  const formulas = new Map<string, Formula | null>();
  const formulaOf = (tex: string): Formula | null => {
    let formula = formulas.get(tex);
    if (formula === undefined) {
      try {
        formula = setFormula(tex, (text) => outlinesOf(text, UNITS_PER_EM, 400));
      } catch {
        // What is no TeX stands as it was written, as on the screens.
        formula = null;
      }
      formulas.set(tex, formula);
    }
    return formula;
  };

  const set = (label: string, size: number, weight: Weight): SetLabel => {
    const font = fontOf(weight);
    let x = 0;
    const pieces = splitMath(label).map(({ kind, content }): Piece => {
      const formula = kind === 'math' ? formulaOf(content) : null;
      const piece: Piece =
        formula === null
          ? {
              kind: 'text',
              x,
              width: (size * font.layout(content).advanceWidth) / font.unitsPerEm,
              text: content,
            }
          : { kind: 'formula', x, width: size * MATH_SCALE * formula.width, formula };
      x += piece.width;
      return piece;
    });
    const text = pieces.map((piece) => (piece.kind === 'text' ? piece.text : piece.formula.text)).join('');
    return { width: x, pieces, text };
  };

  return {
    set,
    outlinesOf,
    widthOf: (label, size, weight = 400) => set(label, size, weight).width,
    faces: FACES,
  };
}

/** Six digits: a thousandth of a pixel over the whole of a figure. */
export const shortNumber = (value: number): number => Number(value.toPrecision(6));
