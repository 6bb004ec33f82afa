/** A piece of text, or of TeX that stood between dollar signs. */
export interface TextPiece {
  readonly kind: 'text' | 'math';
  readonly content: string;
}

/** Characters of a formula, which may come from anybody's file; a longer one stands as it was written. */
export const LONGEST_FORMULA = 2000;

/** Splits `speed $v$ of 5\$` at its dollar signs; a dollar without a partner, or behind a backslash, is a dollar. */
export function splitMath(text: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  const pattern = /(?<!\\)\$((?:\\.|[^$\\])+)\$/g;
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > end) pieces.push({ kind: 'text', content: plain(text.slice(end, match.index)) });
    pieces.push({ kind: 'math', content: match[1]! });
    end = match.index + match[0].length;
  }
  if (end < text.length) pieces.push({ kind: 'text', content: plain(text.slice(end)) });
  return pieces;
}

const plain = (text: string): string => text.replaceAll('\\$', '$');
