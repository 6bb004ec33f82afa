import { partialTileOfRowProducts, TILE } from './row-products.ts';

/** A symmetric matrix turned out not to be positive definite (to float64), at this row. */
export class NotPositiveDefiniteError extends Error {
  readonly row: number;

  constructor(row: number) {
    super(`The matrix is not positive definite: its pivot in row ${row + 1} is not above zero.`);
    this.name = 'NotPositiveDefiniteError';
    this.row = row;
  }
}

/**
 * Cholesky factorisation A = L·Lᵀ in place.
 *
 * @param matrix n × n, row-major; only the lower triangle is read. On return it holds L, zeros above the diagonal.
 * @throws NotPositiveDefiniteError where a pivot is not a positive number
 * @example [[4, ·], [2, 5]] becomes [[2, 0], [1, 2]].
 */
export function choleskyInPlace(matrix: Float64Array, n: number): void {
  const tile = new Float64Array(TILE * TILE);
  for (let j0 = 0; j0 < n; j0 += TILE) {
    const columns = Math.min(TILE, n - j0);
    for (let i0 = j0; i0 < n; i0 += TILE) {
      const rows = Math.min(TILE, n - i0);
      partialTileOfRowProducts(matrix, i0 * n, n, rows, matrix, j0 * n, n, columns, 0, j0, tile);
      for (let r = 0; r < rows; r++) {
        const i = i0 + r;
        for (let c = 0; c < columns && j0 + c <= i; c++) {
          const j = j0 + c;
          let value = matrix[i * n + j] - tile[r * TILE + c];
          for (let k = j0; k < j; k++) value -= matrix[i * n + k] * matrix[j * n + k];
          if (i === j) {
            // The comparison is written so that NaN fails it too.
            if (!(value > 0)) throw new NotPositiveDefiniteError(i);
            matrix[i * n + j] = Math.sqrt(value);
          } else {
            matrix[i * n + j] = value / matrix[j * n + j];
          }
        }
      }
    }
  }
  for (let i = 0; i < n; i++) matrix.fill(0, i * n + i + 1, (i + 1) * n);
}

/** ln det A = 2 Σ ln L_ii for A = L·Lᵀ. */
export function logDeterminantOfFactor(lower: Float64Array, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += Math.log(lower[i * n + i]);
  return 2 * sum;
}

/** Solves L·x = b for one right-hand side; `b` is overwritten with x. */
export function solveLowerInPlace(lower: Float64Array, n: number, b: Float64Array): void {
  for (let i = 0; i < n; i++) {
    let sum = b[i];
    const row = i * n;
    for (let k = 0; k < i; k++) sum -= lower[row + k] * b[k];
    b[i] = sum / lower[row + i];
  }
}

/** Solves Lᵀ·x = b for one right-hand side; `b` is overwritten with x. */
export function solveUpperInPlace(lower: Float64Array, n: number, b: Float64Array): void {
  for (let i = n - 1; i >= 0; i--) {
    const row = i * n;
    const x = b[i] / lower[row + i];
    b[i] = x;
    // Subtracting row by row keeps the memory access contiguous although Lᵀ is read.
    for (let k = 0; k < i; k++) b[k] -= lower[row + k] * x;
  }
}
