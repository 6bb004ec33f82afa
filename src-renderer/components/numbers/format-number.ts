// Numbers for people, by the rules of the design: thin no-break spaces between thousands, a real minus sign, a no-break
// space before a unit, and never more digits than the number means.
import { formatFixed, formatPowerOfTen } from '#shared/figures/format-value.ts';
import { inStyle } from './number-style.ts';

/** Between a number and its unit. */
export const NO_BREAK_SPACE = '\u00a0';

/** Stands where a number is not known. */
export const NO_VALUE = '–';

/**
 * To so many significant digits, no trailing zeros dropped: `1 240`, `0.050`, `1.2 × 10³⁴` from 10⁷ up and below 10⁻⁴.
 *
 * @param digits ≥ 1
 */
export function formatSignificant(value: number, digits: number): string {
  if (!Number.isFinite(value)) return NO_VALUE;
  if (value === 0) return '0';
  const rounded = Number(value.toPrecision(digits));
  const exponent = Math.floor(Math.log10(Math.abs(rounded)));
  if (exponent >= 7 || exponent < -4) return formatScientific(rounded, digits);
  return inStyle(formatFixed(rounded, Math.max(0, digits - 1 - exponent)));
}

/** `1.2 × 10³⁴`, never `e34`; numbers between 0.1 and 100 as they are. */
function formatScientific(value: number, digits: number): string {
  const [mantissa = '', exponent] = value.toExponential(digits - 1).split('e');
  if (Math.abs(Number(exponent)) <= 1) return formatSignificant(value, digits);
  return inStyle(`${mantissa.replace('-', '−')} × ${formatPowerOfTen(Number(exponent))}`);
}

/** With exactly so many decimals: `2 700`, `−0.50`. */
export function formatDecimals(value: number, decimals: number): string {
  return Number.isFinite(value) ? inStyle(formatFixed(value, decimals)) : NO_VALUE;
}

/** `2 700 GeV`; without a unit the number alone. */
export function withUnit(formatted: string, unit: string | undefined): string {
  return unit === undefined || unit === '' ? formatted : `${formatted}${NO_BREAK_SPACE}${unit}`;
}

/** Whole numbers: `5 800`. */
export function formatCount(count: number): string {
  return formatDecimals(count, 0);
}

/** `5 800 points`, `1 point`. */
export function formatCounted(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(count)}${NO_BREAK_SPACE}${count === 1 ? singular : plural}`;
}

/** `0.74 – 1.4`: both ends written, with an en dash. */
export function formatRange(lower: string, upper: string): string {
  return `${lower}${NO_BREAK_SPACE}–${NO_BREAK_SPACE}${upper}`;
}
