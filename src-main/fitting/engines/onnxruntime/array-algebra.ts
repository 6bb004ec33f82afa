import {
  choleskyInPlace,
  logDeterminantOfFactor,
  NotPositiveDefiniteError,
} from '#shared/numerics/dense/cholesky.ts';
import { transposedInverseOfLower } from '#shared/numerics/dense/inverse.ts';
import { transposed } from '#shared/numerics/dense/row-products.ts';
import type { BlockAlgebra } from '../blocked/block-algebra.ts';
import { copyBlock, extractBlock } from '../blocked/matrix-block.ts';
import type { MatrixProduct } from './onnx-model.ts';

/** A matrix in JavaScript's memory, row-major. */
export interface ArrayBlock {
  readonly data: Float64Array;
  readonly rows: number;
  readonly columns: number;
}

/** Y = ±op(A)·op(B) + C by the native library. */
export type NativeProduct = (
  product: MatrixProduct,
  a: ArrayBlock,
  b: ArrayBlock,
  c?: ArrayBlock,
) => Promise<ArrayBlock>;

/** Below this size a block is factorised in TypeScript: a call into the native library costs more than it saves. */
const LEAF = 160;

interface Factor {
  readonly lower: Float64Array;
  readonly inverse: Float64Array;
}

/** Blocks as JavaScript's own arrays, with a native matrix product. */
export function arrayAlgebra(native: NativeProduct, blockSize: number): BlockAlgebra<ArrayBlock> {
  const multiply = (a: ArrayBlock, b: ArrayBlock, { a: transposeA = false, b: transposeB = false } = {}) =>
    native({ transposeA, transposeB }, a, b);

  /** By halves: L21 = A21·L11⁻ᵀ, S = A22 − L21·L21ᵀ, (L⁻¹)21 = −L22⁻¹·(L21·L11⁻¹). */
  async function factoriseHalves(a: Float64Array, n: number, firstRow: number): Promise<Factor> {
    if (n <= LEAF) return factoriseLeaf(a, n, firstRow);
    const h = n >> 1;
    const rest = n - h;
    const square = (data: Float64Array, size: number): ArrayBlock => ({ data, rows: size, columns: size });
    const first = await factoriseHalves(extractBlock(a, n, 0, 0, h, h), h, firstRow);
    const inverse11 = square(first.inverse, h);
    const a21: ArrayBlock = { data: extractBlock(a, n, h, 0, rest, h), rows: rest, columns: h };
    const l21 = await multiply(a21, inverse11, { b: true });
    const a22 = square(extractBlock(a, n, h, h, rest, rest), rest);
    const schur = await native({ transposeA: false, transposeB: true, addedWith: -1 }, l21, l21, a22);
    const second = await factoriseHalves(schur.data, rest, firstRow + h);
    const inverse21 = await multiply(square(second.inverse, rest), await multiply(l21, inverse11));
    for (let i = 0; i < inverse21.data.length; i++) inverse21.data[i] = -inverse21.data[i];
    return {
      lower: assembled(first.lower, l21.data, second.lower, h, rest),
      inverse: assembled(first.inverse, inverse21.data, second.inverse, h, rest),
    };
  }

  return {
    blockSize,
    upload: (data, rows, columns) => ({ data, rows, columns }),
    download: ({ data }) => data,

    rows: ({ data, columns }, from, to) => ({
      data: data.subarray(from * columns, to * columns),
      rows: to - from,
      columns,
    }),

    stack(blocks) {
      if (blocks.length === 1) return blocks[0];
      const { columns } = blocks[0];
      const rows = blocks.reduce((sum, block) => sum + block.rows, 0);
      const data = new Float64Array(rows * columns);
      let row = 0;
      for (const block of blocks) {
        data.set(block.data, row * columns);
        row += block.rows;
      }
      return { data, rows, columns };
    },

    multiply,

    addProduct: (c, sign, a, b, { b: transposeB = false } = {}) =>
      native({ transposeA: false, transposeB, addedWith: sign }, a, b, c),

    negate(a) {
      const { data } = a;
      for (let i = 0; i < data.length; i++) data[i] = -data[i];
      return a;
    },

    async factorise({ data }, size) {
      const { lower, inverse } = await factoriseHalves(data, size, 0);
      const block = (numbers: Float64Array): ArrayBlock => ({ data: numbers, rows: size, columns: size });
      return {
        lower: block(lower),
        inverse: block(inverse),
        logDeterminant: logDeterminantOfFactor(lower, size),
      };
    },

    columnNorms({ data, rows, columns }) {
      const norms = new Float64Array(columns);
      for (let i = 0, k = 0; i < rows; i++) {
        for (let j = 0; j < columns; j++, k++) norms[j] += data[k] * data[k];
      }
      return norms;
    },

    free() {},
  };
}

function factoriseLeaf(a: Float64Array, n: number, firstRow: number): Factor {
  const lower = a.slice();
  try {
    choleskyInPlace(lower, n);
  } catch (error) {
    throw error instanceof NotPositiveDefiniteError
      ? new NotPositiveDefiniteError(firstRow + error.row)
      : error;
  }
  return { lower, inverse: transposed(transposedInverseOfLower(lower, n), n, n) };
}

/** [A11, 0; A21, A22]. */
function assembled(
  a11: Float64Array,
  a21: Float64Array,
  a22: Float64Array,
  h: number,
  rest: number,
): Float64Array {
  const n = h + rest;
  const whole = new Float64Array(n * n);
  copyBlock(a11, h, h, whole, n, 0, 0);
  copyBlock(a21, rest, h, whole, n, h, 0);
  copyBlock(a22, rest, rest, whole, n, h, h);
  return whole;
}
