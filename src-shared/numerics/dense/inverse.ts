import { partialTileOfRowProducts, TILE } from './row-products.ts';

/**
 * The inverse of a lower triangular factor, stored transposed: row j of the result is column j of L⁻¹, so that both
 * this function and the product L⁻ᵀ·L⁻¹ read contiguous rows.
 *
 * @param lower L, n × n, row-major
 * @returns L⁻ᵀ: n × n, row-major, upper triangular
 */
export function transposedInverseOfLower(lower: Float64Array, n: number): Float64Array {
  const upper = new Float64Array(n * n);
  const tile = new Float64Array(TILE * TILE);
  for (let j0 = 0; j0 < n; j0 += TILE) {
    const rows = Math.min(TILE, n - j0);
    for (let i0 = j0; i0 < n; i0 += TILE) {
      const columns = Math.min(TILE, n - i0);
      partialTileOfRowProducts(upper, j0 * n, n, rows, lower, i0 * n, n, columns, j0, i0, tile);
      for (let r = 0; r < rows; r++) {
        const j = j0 + r;
        for (let c = 0; c < columns; c++) {
          const i = i0 + c;
          if (i < j) continue;
          if (i === j) {
            upper[j * n + i] = 1 / lower[i * n + i];
            continue;
          }
          let sum = i0 > j0 ? tile[r * TILE + c] : 0;
          for (let k = Math.max(i0, j); k < i; k++) sum += lower[i * n + k] * upper[j * n + k];
          upper[j * n + i] = -sum / lower[i * n + i];
        }
      }
    }
  }
  return upper;
}

/**
 * A⁻¹ = L⁻ᵀ·L⁻¹ out of {@link transposedInverseOfLower}.
 *
 * @param upper L⁻ᵀ, n × n, row-major
 * @returns A⁻¹, n × n, both triangles
 */
export function inverseFromFactor(upper: Float64Array, n: number): Float64Array {
  const inverse = new Float64Array(n * n);
  const tile = new Float64Array(TILE * TILE);
  for (let i0 = 0; i0 < n; i0 += TILE) {
    const rows = Math.min(TILE, n - i0);
    for (let j0 = 0; j0 <= i0; j0 += TILE) {
      const columns = Math.min(TILE, n - j0);
      partialTileOfRowProducts(upper, i0 * n, n, rows, upper, j0 * n, n, columns, i0, n, tile);
      for (let r = 0; r < rows; r++) {
        for (let c = 0; c < columns; c++) {
          const value = tile[r * TILE + c];
          inverse[(i0 + r) * n + j0 + c] = value;
          inverse[(j0 + c) * n + i0 + r] = value;
        }
      }
    }
  }
  return inverse;
}
