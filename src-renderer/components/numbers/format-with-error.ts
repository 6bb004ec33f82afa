import { formatDecimals, NO_BREAK_SPACE, NO_VALUE } from './format-number.ts';

/**
 * A value with its error, both to the error's last digit that means something: one digit of it, two where the first
 * is a 1. `0.0502, 0.0031` is `0.050 ± 0.003`; `9.4, 0.12` is `9.40 ± 0.12`.
 *
 * @param error standard error ≥ 0; null or 0 where none is known, for which `decimals` are written
 * @param decimals at most so many, whatever the error says
 */
export function formatWithError(value: number, error: number | null, decimals = 3): string {
  if (!Number.isFinite(value)) return NO_VALUE;
  if (error === null || error === 0 || !Number.isFinite(error)) return formatDecimals(value, decimals);
  const places = Math.min(decimals, decimalsOfError(error));
  const [first, second] = [value, error].map((number) =>
    formatDecimals(roundTo(number, places), Math.max(0, places)),
  );
  return `${first}${NO_BREAK_SPACE}±${NO_BREAK_SPACE}${second}`;
}

/** Decimals down to the error's last meaningful digit; negative for tens and above. */
function decimalsOfError(error: number): number {
  const [mantissa = '', exponent] = error.toExponential(1).split('e');
  return (mantissa.startsWith('1') ? 1 : 0) - Number(exponent);
}

function roundTo(value: number, decimals: number): number {
  const factor = 10 ** decimals;
  return decimals >= 0 ? value : Math.round(value * factor) / factor;
}
