import { choleskyInPlace, logDeterminantOfFactor } from '#shared/numerics/dense/cholesky.ts';
import { inverseFromFactor, transposedInverseOfLower } from '#shared/numerics/dense/inverse.ts';
import { productWithTransposed, transposed } from '#shared/numerics/dense/row-products.ts';
import type { DenseEngine } from './dense-engine.ts';

/** Plain TypeScript in float64: the reference, always there, and the fastest for small n. */
export const portableEngine: DenseEngine = {
  name: 'portable',
  device: 'cpu',

  async factorise(matrix, size) {
    choleskyInPlace(matrix, size);
    return {
      size,
      lower: matrix,
      transposedInverse: transposedInverseOfLower(matrix, size),
      logDeterminant: logDeterminantOfFactor(matrix, size),
    };
  },

  async invert(factor) {
    return inverseFromFactor(factor.transposedInverse, factor.size);
  },

  async whitenRows(factor, rows, count) {
    const { size, transposedInverse } = factor;
    return productWithTransposed(rows, count, transposed(transposedInverse, size, size), size, size, true);
  },

  async multiplyTransposed(a, b, rowsA, inner, rowsB) {
    return productWithTransposed(a, rowsA, b, rowsB, inner);
  },
};
