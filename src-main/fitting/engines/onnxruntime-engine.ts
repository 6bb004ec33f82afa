import type { InferenceSession, Tensor } from 'onnxruntime-node';
import {
  choleskyInPlace,
  logDeterminantOfFactor,
  NotPositiveDefiniteError,
} from '#shared/numerics/dense/cholesky.ts';
import { inverseFromFactor, transposedInverseOfLower } from '#shared/numerics/dense/inverse.ts';
import { transposed } from '#shared/numerics/dense/row-products.ts';
import type { DenseEngine } from './dense-engine.ts';
import { copyBlock, extractBlock, subtractFromBlock } from './matrix-block.ts';
import { matrixProductModel } from './onnx-model.ts';

/** Below this size a block is factorised in TypeScript: a call into the native library costs more than it saves. */
const LEAF = 128;

type Product = (
  a: Float64Array,
  b: Float64Array,
  rows: number,
  inner: number,
  columns: number,
) => Promise<Float64Array>;

/** A factorised block, contiguous. */
interface Block {
  readonly lower: Float64Array;
  readonly transposedInverse: Float64Array;
}

/**
 * Native float64 matrix products from ONNX Runtime's CPU library, and on top of them Cholesky, the inverse of its factor
 * and the inverse of the matrix by halves, so that nearly all work is in large products:
 *
 *     L21 = A21·L11⁻ᵀ,   S = A22 − L21·L21ᵀ,   (L⁻ᵀ)12 = −L11⁻ᵀ·(L21ᵀ·L22⁻ᵀ)
 *
 * @param threads threads of the native library; 0 leaves the choice to it (one a physical core)
 * @throws Error where the native library cannot be loaded
 */
export async function createOnnxruntimeEngine(threads = 0): Promise<DenseEngine> {
  const runtime = await import('onnxruntime-node');
  const options = { intraOpNumThreads: threads, interOpNumThreads: 1, executionProviders: ['cpu'] };
  const [plain, transposing] = await Promise.all(
    [false, true].map((transposeB) =>
      runtime.InferenceSession.create(matrixProductModel(transposeB), options),
    ),
  );
  const matrix = (data: Float64Array, rows: number, columns: number) =>
    new runtime.Tensor('float64', data, [rows, columns]);
  const run = async (session: InferenceSession, a: Tensor, b: Tensor) =>
    (await session.run({ A: a, B: b })).C.data as Float64Array;

  /** A·B. */
  const multiply: Product = (a, b, rows, inner, columns) =>
    run(plain, matrix(a, rows, inner), matrix(b, inner, columns));
  /** A·Bᵀ, B being columns × inner. */
  const multiplyTransposed: Product = (a, b, rows, inner, columns) =>
    run(transposing, matrix(a, rows, inner), matrix(b, columns, inner));

  async function factoriseBlock(a: Float64Array, n: number, firstRow: number): Promise<Block> {
    if (n <= LEAF) {
      try {
        choleskyInPlace(a, n);
      } catch (error) {
        throw error instanceof NotPositiveDefiniteError
          ? new NotPositiveDefiniteError(firstRow + error.row)
          : error;
      }
      return { lower: a, transposedInverse: transposedInverseOfLower(a, n) };
    }
    const h = n >> 1;
    const rest = n - h;
    const first = await factoriseBlock(extractBlock(a, n, 0, 0, h, h), h, firstRow);
    const l21 = await multiply(extractBlock(a, n, h, 0, rest, h), first.transposedInverse, rest, h, h);
    const schur = extractBlock(a, n, h, h, rest, rest);
    subtractFromBlock(schur, await multiplyTransposed(l21, l21, rest, h, rest));
    const second = await factoriseBlock(schur, rest, firstRow + h);
    const coupling = await multiply(transposed(l21, rest, h), second.transposedInverse, h, rest, rest);
    const u12 = await multiply(first.transposedInverse, coupling, h, h, rest);
    for (let i = 0; i < u12.length; i++) u12[i] = -u12[i];

    const lower = new Float64Array(n * n);
    copyBlock(first.lower, h, h, lower, n, 0, 0);
    copyBlock(l21, rest, h, lower, n, h, 0);
    copyBlock(second.lower, rest, rest, lower, n, h, h);
    const transposedInverse = new Float64Array(n * n);
    copyBlock(first.transposedInverse, h, h, transposedInverse, n, 0, 0);
    copyBlock(u12, h, rest, transposedInverse, n, 0, h);
    copyBlock(second.transposedInverse, rest, rest, transposedInverse, n, h, h);
    return { lower, transposedInverse };
  }

  /** U·Uᵀ for upper triangular U by halves: the zero block below the diagonal is never multiplied. */
  async function upperTimesTransposed(u: Float64Array, n: number): Promise<Float64Array> {
    if (n <= LEAF) return inverseFromFactor(u, n);
    const h = n >> 1;
    const rest = n - h;
    const u12 = extractBlock(u, n, 0, h, h, rest);
    const u22 = extractBlock(u, n, h, h, rest, rest);
    const topLeft = await upperTimesTransposed(extractBlock(u, n, 0, 0, h, h), h);
    const square = await multiplyTransposed(u12, u12, h, rest, h);
    for (let i = 0; i < topLeft.length; i++) topLeft[i] += square[i];
    const topRight = await multiplyTransposed(u12, u22, h, rest, rest);
    const product = new Float64Array(n * n);
    copyBlock(topLeft, h, h, product, n, 0, 0);
    copyBlock(topRight, h, rest, product, n, 0, h);
    copyBlock(transposed(topRight, h, rest), rest, h, product, n, h, 0);
    copyBlock(await upperTimesTransposed(u22, rest), rest, rest, product, n, h, h);
    return product;
  }

  return {
    name: 'onnxruntime',
    device: 'cpu',
    async factorise(a, size) {
      const block = await factoriseBlock(a, size, 0);
      return { size, ...block, logDeterminant: logDeterminantOfFactor(block.lower, size) };
    },
    invert: (factor) => upperTimesTransposed(factor.transposedInverse, factor.size),
    whitenRows: (factor, rows, count) =>
      multiply(rows, factor.transposedInverse, count, factor.size, factor.size),
    multiplyTransposed: (a, b, rowsA, inner, rowsB) => multiplyTransposed(a, b, rowsA, inner, rowsB),
  };
}
