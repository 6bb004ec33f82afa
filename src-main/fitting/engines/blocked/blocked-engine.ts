import { transposed } from '#shared/numerics/dense/row-products.ts';
import type { CovarianceStructure, Hyperparameters } from '../../gaussian-process/hyperparameters.ts';
import type { TrainingSet } from '../../gaussian-process/training-set.ts';
import { createPause } from '../../pause.ts';
import type { DenseEngine } from '../dense-engine.ts';
import type { BlockAlgebra } from './block-algebra.ts';
import { factoriseCovarianceByPanels } from './blocked-covariance-factor.ts';
import { factoriseByPanels, invertByPanels } from './blocked-factor.ts';
import type { CovarianceBlocks } from './covariance-blocks.ts';
import { freeOnFailure } from './free-on-failure.ts';
import { copyBlock, extractBlock } from './matrix-block.ts';
import { partition } from './partition.ts';

/** Rows of a product that are made at once. */
const ROWS = 2048;

/** An engine out of what it can do with blocks, and of how it builds a covariance. */
export function blockedEngine<Block>(
  name: DenseEngine['name'],
  device: string,
  algebra: BlockAlgebra<Block>,
  covarianceBlocks: (
    structure: CovarianceStructure,
    h: Hyperparameters,
    training: TrainingSet,
  ) => CovarianceBlocks<Block>,
): DenseEngine {
  /** A·op(B) of matrices in JavaScript's memory, a part of A's rows after the other. */
  async function product(
    a: Float64Array,
    rows: number,
    inner: number,
    b: Float64Array,
    columns: number,
    transposeB: boolean,
  ): Promise<Float64Array> {
    const pause = createPause();
    const out = new Float64Array(rows * columns);
    await freeOnFailure(algebra, async (tracked) => {
      const right = transposeB ? tracked.upload(b, columns, inner) : tracked.upload(b, inner, columns);
      for (const { start, end } of partition(0, rows, ROWS)) {
        const left = tracked.upload(a.slice(start * inner, end * inner), end - start, inner);
        const part = await tracked.multiply(left, right, { b: transposeB });
        out.set(tracked.download(part), start * columns);
        tracked.free(left, part);
        await pause();
      }
      tracked.free(right);
    });
    return out;
  }

  return {
    name,
    device,

    async factoriseCovariance(structure, h, training, pause) {
      const ranges = partition(0, training.count, algebra.blockSize, training.countLow);
      const createBlocks = () => covarianceBlocks(structure, h, training);
      return factoriseCovarianceByPanels(algebra, createBlocks, ranges, structure.dimension, pause);
    },

    factorise: (matrix, n) =>
      freeOnFailure(algebra, async (tracked) => {
        const pause = createPause();
        const ranges = partition(0, n, tracked.blockSize);
        const panelOf = (j: number) => {
          const { start, end } = ranges[j];
          const data = extractBlock(matrix, n, start, start, n - start, end - start);
          return tracked.upload(data, n - start, end - start);
        };
        const cholesky = await factoriseByPanels(tracked, ranges, panelOf, pause);
        const lower = new Float64Array(n * n);
        const transposedInverse = new Float64Array(n * n);
        for (const [j, { start, end }] of ranges.entries()) {
          const width = end - start;
          copyBlock(tracked.download(cholesky.diagonal[j].lower), width, width, lower, n, start, start);
          const below = cholesky.below[j];
          if (below !== null) copyBlock(tracked.download(below), n - end, width, lower, n, end, start);
        }
        const panels = await invertByPanels(tracked, cholesky, pause);
        for (const [j, { start, end }] of ranges.entries()) {
          const [height, width] = [n - start, end - start];
          const rows = transposed(tracked.download(panels[j]), height, width);
          copyBlock(rows, width, height, transposedInverse, n, start, start);
        }
        tracked.free(...panels);
        return { size: n, lower, transposedInverse, logDeterminant: cholesky.logDeterminant };
      }),

    async invert({ size: n, transposedInverse }) {
      const pause = createPause();
      const inverse = new Float64Array(n * n);
      const ranges = partition(0, n, algebra.blockSize);
      for (const [i, rows] of ranges.entries()) {
        for (const columns of ranges.slice(0, i + 1)) {
          const [height, width] = [rows.end - rows.start, columns.end - columns.start];
          const inner = n - rows.start;
          const left = extractBlock(transposedInverse, n, rows.start, rows.start, height, inner);
          const right = extractBlock(transposedInverse, n, columns.start, rows.start, width, inner);
          const tile = await product(left, height, inner, right, width, true);
          copyBlock(tile, height, width, inverse, n, rows.start, columns.start);
          copyBlock(transposed(tile, height, width), width, height, inverse, n, columns.start, rows.start);
          await pause();
        }
      }
      return inverse;
    },

    whitenRows: ({ size, transposedInverse }, rows, count) =>
      product(rows, count, size, transposedInverse, size, false),

    multiplyTransposed: (a, b, rowsA, inner, rowsB) => product(a, rowsA, inner, b, rowsB, true),
  };
}
