/**
 * Products of rows, the one kernel under the portable dense algebra.
 *
 * Cholesky, the inverse of its factor and the inverse of the matrix can all be written as dot products of contiguous
 * rows, and a 4 × 4 tile of such products loads 8 numbers for 16 multiply-adds, which is what a scalar float64 engine
 * needs to stay out of memory's way (2.5 GFLOP/s under V8, against 0.6 for a plain triple loop).
 */

/** Rows and columns of a tile. */
export const TILE = 4;

/**
 * Sets out[r·4 + c] = Σ_{k0 ≤ k < k1} a[aStart + r·stride + k] · b[bStart + c·stride + k] for a full 4 × 4 tile.
 *
 * @param strideA length of a row of `a`; `aStart` is the index of the first row's first element
 */
function tileOfRowProducts(
  a: Float64Array,
  aStart: number,
  strideA: number,
  b: Float64Array,
  bStart: number,
  strideB: number,
  k0: number,
  k1: number,
  out: Float64Array,
): void {
  let s00 = 0,
    s01 = 0,
    s02 = 0,
    s03 = 0;
  let s10 = 0,
    s11 = 0,
    s12 = 0,
    s13 = 0;
  let s20 = 0,
    s21 = 0,
    s22 = 0,
    s23 = 0;
  let s30 = 0,
    s31 = 0,
    s32 = 0,
    s33 = 0;
  let a0 = aStart + k0;
  let a1 = a0 + strideA;
  let a2 = a1 + strideA;
  let a3 = a2 + strideA;
  let b0 = bStart + k0;
  let b1 = b0 + strideB;
  let b2 = b1 + strideB;
  let b3 = b2 + strideB;
  for (let k = k0; k < k1; k++) {
    const x0 = a[a0++];
    const x1 = a[a1++];
    const x2 = a[a2++];
    const x3 = a[a3++];
    let y = b[b0++];
    s00 += x0 * y;
    s10 += x1 * y;
    s20 += x2 * y;
    s30 += x3 * y;
    y = b[b1++];
    s01 += x0 * y;
    s11 += x1 * y;
    s21 += x2 * y;
    s31 += x3 * y;
    y = b[b2++];
    s02 += x0 * y;
    s12 += x1 * y;
    s22 += x2 * y;
    s32 += x3 * y;
    y = b[b3++];
    s03 += x0 * y;
    s13 += x1 * y;
    s23 += x2 * y;
    s33 += x3 * y;
  }
  out[0] = s00;
  out[1] = s01;
  out[2] = s02;
  out[3] = s03;
  out[4] = s10;
  out[5] = s11;
  out[6] = s12;
  out[7] = s13;
  out[8] = s20;
  out[9] = s21;
  out[10] = s22;
  out[11] = s23;
  out[12] = s30;
  out[13] = s31;
  out[14] = s32;
  out[15] = s33;
}

/** The same tile at the border of a matrix: `rows` × `columns` products, the rest of `out` untouched. */
export function partialTileOfRowProducts(
  a: Float64Array,
  aStart: number,
  strideA: number,
  rows: number,
  b: Float64Array,
  bStart: number,
  strideB: number,
  columns: number,
  k0: number,
  k1: number,
  out: Float64Array,
): void {
  if (rows === TILE && columns === TILE) {
    tileOfRowProducts(a, aStart, strideA, b, bStart, strideB, k0, k1, out);
    return;
  }
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      let sum = 0;
      let p = aStart + r * strideA + k0;
      let q = bStart + c * strideB + k0;
      for (let k = k0; k < k1; k++) sum += a[p++] * b[q++];
      out[r * TILE + c] = sum;
    }
  }
}

/**
 * A·Bᵀ for row-major A (rowsA × inner) and B (rowsB × inner).
 *
 * @param lowerTriangularB entries of B right of the diagonal are zero and skipped (halves the work)
 * @returns rowsA × rowsB, row-major
 */
export function productWithTransposed(
  a: Float64Array,
  rowsA: number,
  b: Float64Array,
  rowsB: number,
  inner: number,
  lowerTriangularB = false,
): Float64Array {
  const product = new Float64Array(rowsA * rowsB);
  const tile = new Float64Array(TILE * TILE);
  for (let j0 = 0; j0 < rowsB; j0 += TILE) {
    const columns = Math.min(TILE, rowsB - j0);
    const end = lowerTriangularB ? Math.min(inner, j0 + columns) : inner;
    for (let i0 = 0; i0 < rowsA; i0 += TILE) {
      const rows = Math.min(TILE, rowsA - i0);
      partialTileOfRowProducts(a, i0 * inner, inner, rows, b, j0 * inner, inner, columns, 0, end, tile);
      for (let r = 0; r < rows; r++) {
        for (let c = 0; c < columns; c++) product[(i0 + r) * rowsB + j0 + c] = tile[r * TILE + c];
      }
    }
  }
  return product;
}

/** The transpose of a row-major rows × columns matrix. */
export function transposed(matrix: Float64Array, rows: number, columns: number): Float64Array {
  const out = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) out[j * rows + i] = matrix[i * columns + j];
  }
  return out;
}
