/** What a cell of a table holds: text as the file has it, trimmed, or a number where the format has typed values. */
export type Cell = string | number;

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const INFINITE = /^([+-]?)inf(inity)?$/i;

/**
 * The number that a cell holds: decimal or exponent notation, `inf` and `nan` in any case. Anything else (an empty
 * cell, a unit, a decimal comma, hexadecimal) is null: a limit is never guessed out of text.
 */
export function parseNumber(cell: Cell): number | null {
  if (typeof cell === 'number') return cell;
  if (DECIMAL.test(cell)) return Number(cell);
  const infinite = INFINITE.exec(cell);
  if (infinite !== null) return infinite[1] === '-' ? -Infinity : Infinity;
  return /^[+-]?nan$/i.test(cell) ? NaN : null;
}

/** A cell as text. Numbers keep every digit: reading the text gives the same float64. */
export function cellText(cell: Cell): string {
  if (typeof cell === 'string') return cell;
  if (Number.isNaN(cell)) return 'nan';
  if (!Number.isFinite(cell)) return cell > 0 ? 'inf' : '-inf';
  return Object.is(cell, -0) ? '-0' : String(cell);
}
