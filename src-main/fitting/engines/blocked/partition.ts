/** Rows [start, end). */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Starts of blocks are multiples of this: native libraries want rows of blocks aligned in memory. */
const ALIGNMENT = 8;

/**
 * Cuts rows [from, to) into blocks of at most `size`, of nearly equal length, so that none is left over with a few rows.
 *
 * @param cut a row at which a block ends, if it lies between: where the low-fidelity points end, so that every block is
 *   of one task
 */
export function partition(from: number, to: number, size: number, cut = from): Range[] {
  const middle = Math.min(Math.max(from, cut), to);
  return [...pieces(from, middle, size), ...pieces(middle, to, size)];
}

function pieces(from: number, to: number, size: number): Range[] {
  const count = Math.ceil((to - from) / size);
  const length = Math.ceil((to - from) / count / ALIGNMENT) * ALIGNMENT;
  const ranges: Range[] = [];
  for (let start = from; start < to; start += length)
    ranges.push({ start, end: Math.min(to, start + length) });
  return ranges;
}
