/** Rectangular parts of row-major matrices, for algorithms that work by blocks. */

/** A contiguous copy of rows × columns numbers of `matrix` from (row, column) on; `stride` is a row's length there. */
export function extractBlock(
  matrix: Float64Array,
  stride: number,
  row: number,
  column: number,
  rows: number,
  columns: number,
): Float64Array {
  const block = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    const start = (row + i) * stride + column;
    block.set(matrix.subarray(start, start + columns), i * columns);
  }
  return block;
}

/** Writes a contiguous rows × columns block into `matrix` at (row, column). */
export function copyBlock(
  block: Float64Array,
  rows: number,
  columns: number,
  matrix: Float64Array,
  stride: number,
  row: number,
  column: number,
): void {
  for (let i = 0; i < rows; i++) {
    matrix.set(block.subarray(i * columns, (i + 1) * columns), (row + i) * stride + column);
  }
}
