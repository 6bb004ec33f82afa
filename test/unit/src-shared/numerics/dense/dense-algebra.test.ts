import { describe, expect, it } from 'vitest';
import {
  choleskyInPlace,
  logDeterminantOfFactor,
  NotPositiveDefiniteError,
  solveLowerInPlace,
  solveUpperInPlace,
} from '#shared/numerics/dense/cholesky.ts';
import { inverseFromFactor, transposedInverseOfLower } from '#shared/numerics/dense/inverse.ts';
import { productWithTransposed, transposed } from '#shared/numerics/dense/row-products.ts';
import { createRandom } from '#shared/numerics/random.ts';

/** exp(−|i − j|/30) + 0.1 on the diagonal: condition number 600 at n = 101. */
function testMatrix(n: number): Float64Array {
  return Float64Array.from({ length: n * n }, (_, k) => {
    const [i, j] = [Math.floor(k / n), k % n];
    return Math.exp(-Math.abs(i - j) / 30) + (i === j ? 0.1 : 0);
  });
}

/** The largest difference of two matrices. */
function distance(a: Float64Array, b: Float64Array): number {
  return a.reduce((largest, value, i) => Math.max(largest, Math.abs(value - b[i])), 0);
}

// Sizes around the 4 × 4 tile: full tiles, every kind of border, and one tile alone.
describe.each([1, 2, 3, 4, 5, 7, 8, 30, 101])('dense algebra at n = %i', (n) => {
  const a = testMatrix(n);
  const lower = a.slice();
  choleskyInPlace(lower, n);

  it('factorises: L·Lᵀ = A', () => {
    // 1e-14: rounding of n products of numbers of order 1.
    expect(distance(productWithTransposed(lower, n, lower, n, n), a)).toBeLessThan(1e-14);
  });

  it('inverts the factor and the matrix: A·A⁻¹ = 1', () => {
    const inverse = inverseFromFactor(transposedInverseOfLower(lower, n), n);
    const product = productWithTransposed(a, n, inverse, n, n);
    const identity = Float64Array.from({ length: n * n }, (_, k) => (k % (n + 1) === 0 ? 1 : 0));
    // 1e-12: rounding times the condition number.
    expect(distance(product, identity)).toBeLessThan(1e-12);
  });

  it('solves both triangles', () => {
    const b = Float64Array.from({ length: n }, (_, i) => Math.sin(i));
    const x = b.slice();
    solveLowerInPlace(lower, n, x);
    solveUpperInPlace(lower, n, x);
    expect(distance(productWithTransposed(a, n, x, 1, n), b)).toBeLessThan(1e-12);
  });
});

describe('choleskyInPlace', () => {
  it('has the worked value of its docblock, and its determinant', () => {
    const matrix = Float64Array.of(4, 99, 2, 5);
    choleskyInPlace(matrix, 2);
    expect([...matrix]).toEqual([2, 0, 1, 2]);
    expect(logDeterminantOfFactor(matrix, 2)).toBeCloseTo(Math.log(16), 14);
  });

  it('names the row where a matrix stops being positive definite', () => {
    const matrix = Float64Array.of(1, 0, 0, 0, 1, 0, 2, 0, 3);
    expect(() => choleskyInPlace(matrix, 3)).toThrow(new NotPositiveDefiniteError(2));
  });

  it('takes NaN for what it is', () => {
    expect(() => choleskyInPlace(Float64Array.of(Number.NaN), 1)).toThrow(NotPositiveDefiniteError);
  });
});

describe('productWithTransposed', () => {
  it('equals the plain triple sum, with and without a triangular right side', () => {
    const random = createRandom(3);
    const [rowsA, rowsB, inner] = [6, 9, 9];
    const a = Float64Array.from({ length: rowsA * inner }, () => random.normal());
    const b = Float64Array.from({ length: rowsB * inner }, (_, k) =>
      k % inner <= Math.floor(k / inner) ? random.normal() : 0,
    );
    const expected = Float64Array.from({ length: rowsA * rowsB }, (_, k) => {
      let sum = 0;
      for (let i = 0; i < inner; i++)
        sum += a[Math.floor(k / rowsB) * inner + i] * b[(k % rowsB) * inner + i];
      return sum;
    });
    expect(distance(productWithTransposed(a, rowsA, b, rowsB, inner), expected)).toBeLessThan(1e-14);
    expect(distance(productWithTransposed(a, rowsA, b, rowsB, inner, true), expected)).toBeLessThan(1e-14);
  });

  it('transposes', () => {
    expect([...transposed(Float64Array.of(1, 2, 3, 4, 5, 6), 2, 3)]).toEqual([1, 4, 2, 5, 3, 6]);
  });
});
