import { choleskyInPlace, NotPositiveDefiniteError } from '#shared/numerics/dense/cholesky.ts';
import type { BlockAlgebra } from '../blocked/block-algebra.ts';
import type { Tensor, Tensors } from './tensors.ts';

/** Blocks as TensorFlow's tensors. */
export function tensorAlgebra(tensors: Tensors, blockSize: number): BlockAlgebra<Tensor> {
  return {
    blockSize,
    upload: (data, rows, columns) => tensors.fromArray(data, [rows, columns]),
    download: (block) => tensors.toArray(block),
    rows: (block, from, to) => tensors.rows(block, from, to),

    stack(blocks) {
      const stacked = blocks.length === 1 ? blocks[0] : tensors.stack(blocks);
      if (blocks.length > 1) tensors.free(...blocks);
      return stacked;
    },

    multiply: async (a, b, transpose) => tensors.multiply(a, b, transpose),

    async addProduct(c, sign, a, b, transpose) {
      const sum = tensors.tidy(() =>
        tensors.elementwise(sign === 1 ? 'AddV2' : 'Sub', c, tensors.multiply(a, b, transpose)),
      );
      tensors.free(c);
      return sum;
    },

    negate(a) {
      const negative = tensors.map('Neg', a);
      tensors.free(a);
      return negative;
    },

    async factorise(a, size) {
      try {
        const { lower, pivots } = choleskyOf(tensors, a, size);
        const inverse = tensors.tidy(() => tensors.solveLower(lower, identity(tensors, size)));
        return {
          lower,
          inverse,
          logDeterminant: 2 * pivots.reduce((sum, pivot) => sum + Math.log(pivot), 0),
        };
      } finally {
        tensors.free(a);
      }
    },

    columnNorms(a) {
      const norms = tensors.tidy(() => tensors.sum(tensors.map('Square', a), 'rows'));
      const values = tensors.toArray(norms);
      tensors.free(norms);
      return values;
    },

    free: (...blocks) => tensors.free(...blocks),
  };
}

/** L and its diagonal. */
function choleskyOf(tensors: Tensors, a: Tensor, size: number): { lower: Tensor; pivots: Float64Array } {
  const lower = tryCholesky(tensors, a);
  if (lower !== null) {
    const diagonal = tensors.tidy(() => tensors.diagonal(lower));
    const pivots = tensors.toArray(diagonal);
    tensors.free(diagonal);
    if (pivots.every((pivot) => pivot > 0)) return { lower, pivots };
    tensors.free(lower);
  }
  // TensorFlow says only that it failed: the row comes from the same block in TypeScript.
  choleskyInPlace(tensors.toArray(a), size);
  throw new NotPositiveDefiniteError(size - 1);
}

function tryCholesky(tensors: Tensors, a: Tensor): Tensor | null {
  try {
    return tensors.cholesky(a);
  } catch {
    return null;
  }
}

function identity(tensors: Tensors, size: number): Tensor {
  const data = new Float64Array(size * size);
  for (let i = 0; i < size; i++) data[i * size + i] = 1;
  return tensors.fromArray(data, [size, size]);
}
