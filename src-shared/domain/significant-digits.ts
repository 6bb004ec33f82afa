/** Writes `value` with as many significant digits, plainly: no exponent between 1e-4 and 1e6. */
export function withDigits(value: number, digits: number): string {
  const rounded = Number(value.toPrecision(digits));
  const size = Math.abs(rounded);
  if (size !== 0 && (size < 1e-4 || size >= 1e6)) return rounded.toExponential(digits - 1);
  const decimals = size === 0 ? 0 : digits - 1 - Math.floor(Math.log10(size));
  return rounded.toFixed(Math.min(20, Math.max(0, decimals)));
}

/**
 * Writes `value` down to the first digit of its error, the second where the first is a 1 (Particle Data Group's habit,
 * roughly): 0.003817 ± 0.00023 is "0.0038", 0.003817 ± 0.00012 is "0.00382".
 *
 * @param error standard error ≥ 0; null or 0 where none is known, for which three digits are written
 */
export function toItsError(value: number, error: number | null): string {
  if (error === null || error === 0) return withDigits(value, 3);
  const lead = Number(error.toExponential(0).split('e')[0]);
  const exponent = Number(error.toExponential(0).split('e')[1]);
  const decimals = Math.max(0, -exponent + (lead === 1 ? 1 : 0));
  return value.toFixed(Math.min(20, decimals));
}
