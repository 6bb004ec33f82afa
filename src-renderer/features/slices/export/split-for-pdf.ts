/** A piece of text in one face. */
export interface PdfPiece {
  readonly text: string;
  /** Null for the PDF's own sans-serif. */
  readonly family: 'KaTeX_Main' | 'KaTeX_Math' | null;
  /** Of the font size. */
  readonly scale: number;
  /** By how much this piece moves the baseline up, in units of the font size. */
  readonly rise: number;
}

/** What the standard faces of a PDF have: Windows-1252. */
const STANDARD = /[\u0020-\u007e\u00a0-\u00ff\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026]/;
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const RAISED = 0.36;
const RAISED_SCALE = 0.7;

type Look = Omit<PdfPiece, 'text' | 'rise'> & { readonly isRaised: boolean };

/**
 * Splits text into pieces of one face each: the PDF's own where it has the letters, KaTeX's for Greek and signs. Thin
 * spaces become plain ones, raised digits become small digits.
 *
 * @param family the face asked for, where that is one of KaTeX's
 */
export function splitForPdf(text: string, family: PdfPiece['family']): PdfPiece[] {
  const pieces: (PdfPiece & { isRaised: boolean })[] = [];
  for (const character of text.replaceAll('\u202f', ' ').replaceAll('\u200b', '')) {
    const [letter, look] = lookOf(character, family);
    const last = pieces.at(-1);
    if (last && last.family === look.family && last.isRaised === look.isRaised) {
      pieces[pieces.length - 1] = { ...last, text: last.text + letter };
      continue;
    }
    const wasRaised = last?.isRaised ?? false;
    const rise = look.isRaised === wasRaised ? 0 : look.isRaised ? RAISED : -RAISED;
    pieces.push({ text: letter, rise, ...look });
  }
  // Where the last piece is raised the next element of the line must not be.
  if (pieces.at(-1)?.isRaised) {
    pieces.push({ text: ' ', family: null, scale: 0.05, rise: -RAISED, isRaised: false });
  }
  if (pieces.length === 0) return [{ text: ' ', family, scale: 0.05, rise: 0 }];
  return pieces.map(({ isRaised: _, ...piece }) => piece);
}

function lookOf(character: string, family: PdfPiece['family']): [letter: string, look: Look] {
  const digit = SUPERSCRIPTS.indexOf(character);
  if (digit >= 0) return [String(digit), { family: null, scale: RAISED_SCALE, isRaised: true }];
  if (character === '⁻') return ['−', { family: 'KaTeX_Main', scale: RAISED_SCALE, isRaised: true }];
  const plain = { scale: 1, isRaised: false };
  if (family !== null) return [character, { family, ...plain }];
  if (STANDARD.test(character)) return [character, { family: null, ...plain }];
  return [character, { family: /[α-ω]/.test(character) ? 'KaTeX_Math' : 'KaTeX_Main', ...plain }];
}
