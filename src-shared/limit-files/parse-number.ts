const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const INFINITE = /^([+-]?)inf(inity)?$/i;

/**
 * The number that a cell holds: decimal or exponent notation, `inf` and `nan` in any case. Anything else (an empty
 * cell, a unit, a decimal comma, hexadecimal) is null: a limit is never guessed out of text.
 */
export function parseNumber(cell: string): number | null {
  if (DECIMAL.test(cell)) return Number(cell);
  const infinite = INFINITE.exec(cell);
  if (infinite !== null) return infinite[1] === '-' ? -Infinity : Infinity;
  return /^[+-]?nan$/i.test(cell) ? NaN : null;
}
