import { dot } from '#shared/numerics/dense/vectors.ts';

/**
 * The diagonal of A⁻¹ = L⁻ᵀ·L⁻¹, n: the squared norms of the rows of L⁻ᵀ, without the rest of the inverse.
 *
 * @param transposedInverse L⁻ᵀ, n × n, row-major, zeros below the diagonal
 */
export function inverseDiagonal(transposedInverse: Float64Array, n: number): Float64Array {
  return Float64Array.from({ length: n }, (_, i) => {
    const row = transposedInverse.subarray(i * n + i, (i + 1) * n);
    return dot(row, row);
  });
}
