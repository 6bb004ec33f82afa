import { type Cell, cellText, parseNumber } from '#shared/formats/cell.ts';
import type { LimitKind } from './mapping.ts';

const MISSING_TEXT = ['', '-', 'nan'] as const;

/**
 * Sentinels of HistFitter for "not available". They count as missing where a limit is positive by its nature; −1 is a
 * good ln μ.
 */
const MISSING_LIMITS = [-1, -999007] as const;

/** Tells whether a cell stands for "no limit": text is compared regardless of case, numbers by value (−1.0 is −1). */
export type MissingTest = (cell: Cell) => boolean;

/** The test for the `missing` entries of a mapping, or for the defaults of this kind of limit. */
export function missingTest(kind: LimitKind, entries?: readonly (string | number | null)[]): MissingTest {
  const defaults =
    kind === 'mu' || kind === 'sigma' || kind === 'cls' ? [...MISSING_TEXT, ...MISSING_LIMITS] : MISSING_TEXT;
  const texts = new Set<string>();
  const numbers = new Set<number>();
  for (const entry of entries ?? defaults) {
    const text = String(entry ?? '')
      .trim()
      .toLowerCase();
    texts.add(text);
    const value = parseNumber(text);
    if (value !== null) numbers.add(value);
  }
  return (cell) => {
    if (texts.has(cellText(cell).toLowerCase())) return true;
    const value = parseNumber(cell);
    return value !== null && numbers.has(value);
  };
}

/** Empty, "-" and "nan": what is missing in any column, whatever the limits are. */
export const isMissingText: MissingTest = missingTest('ln_mu');
