import { inverseDiagonal } from '../../engines/inverse-diagonal.ts';
import { type LeaveOneOut, type LeftOut, leaveOneOutFrom } from '../../gaussian-process/leave-one-out.ts';
import { HIGH } from '../../gaussian-process/training-set.ts';
import type { AlgebraInParts } from '../algebra-in-parts.ts';
import type { GridFactor } from './grid-factor.ts';
import { solvedCoupling } from './solved-coupling.ts';
import { applyAlongAxes } from './tensor.ts';
import type { Solved } from './whitened-vectors.ts';

/** Numbers of a tensor that are taken back from the eigenbasis at once, in a tenth of a second. */
const CHUNK_NUMBERS = 1_000_000;

/** Leave-one-out with the diagonal of K⁻¹. */
export async function gridLeaveOneOut(
  algebra: AlgebraInParts,
  factor: GridFactor,
  alpha: Solved,
  of: LeftOut = 'all',
): Promise<LeaveOneOut> {
  const precision = await gridInverseDiagonal(algebra, factor, of);
  return leaveOneOutFrom(factor.frame.regression.training.y, inOrder(factor, alpha), precision);
}

/** A solved vector in the order of the training set. */
export function inOrder(
  { frame: { layout, regression }, spectra }: GridFactor,
  solved: Solved,
): Float64Array {
  const out = new Float64Array(regression.training.count);
  const onGrid = applyAlongAxes(
    solved.hat,
    layout.sizes,
    spectra.map((spectrum) => spectrum.vectors),
  );
  layout.rows.forEach((row, cell) => {
    if (row >= 0) out[row] = onGrid[cell];
  });
  layout.others.forEach((row, r) => {
    out[row] = solved.others[r];
  });
  return out;
}

/**
 * The diagonal of K⁻¹: that of Ã + X Tᵀ on the grid, which takes nearly all of the time, and that of S⁻¹ at the others. With
 * `high` it is left open (NaN) on a grid of low-fidelity points.
 */
export async function gridInverseDiagonal(
  algebra: AlgebraInParts,
  factor: GridFactor,
  of: LeftOut = 'all',
): Promise<Float64Array> {
  const { frame, schur } = factor;
  const { layout, regression } = frame;
  const { others } = layout;
  const precision = new Float64Array(regression.training.count).fill(Number.NaN);
  if (schur) {
    const ofOthers = inverseDiagonal(schur.transposedInverse, others.length);
    others.forEach((row, r) => {
      precision[row] = ofOthers[r];
    });
  }
  if (of === 'all' || frame.task === HIGH) {
    const onGrid = await inverseDiagonalOnGrid(algebra, factor);
    layout.rows.forEach((row, cell) => {
      if (row >= 0) precision[row] = onGrid[cell];
    });
  }
  return precision;
}

/** The diagonal of Ã + X Tᵀ in the grid's cells. */
async function inverseDiagonalOnGrid(algebra: AlgebraInParts, factor: GridFactor): Promise<Float64Array> {
  const { frame, spectra, diagonal, holes, tree, schur } = factor;
  const { sizes, holes: missing, others } = frame.layout;
  const vectors = spectra.map((spectrum) => spectrum.vectors);
  const onGrid = applyAlongAxes(
    diagonal.map((value) => 1 / value),
    sizes,
    vectors.map((matrix) => matrix.map((value) => value * value)),
  );
  const m = missing.length;

  /** Adds the diagonal of (Q U)(Q U)ᵀ, for U of the tree's cells or all × columns. */
  const addSquares = async (matrix: Float64Array, columns: number, sign: 1 | -1) => {
    const cells = matrix.length / columns;
    const positions = cells === diagonal.length ? null : tree.cells;
    const step = Math.max(1, Math.floor(CHUNK_NUMBERS / diagonal.length));
    for (let from = 0; from < columns; from += step) {
      const width = Math.min(step, columns - from);
      const part = new Float64Array(diagonal.length * width);
      for (let i = 0; i < cells; i++) {
        const row = matrix.subarray(i * columns + from, i * columns + from + width);
        part.set(row, (positions?.[i] ?? i) * width);
      }
      const taken = applyAlongAxes(part, [...sizes, width], vectors);
      for (let k = 0; k < taken.length; k++) onGrid[Math.floor(k / width)] += sign * taken[k] * taken[k];
      await algebra.pause();
    }
  };
  if (m > 0) await addSquares(holes, m, -1);
  if (schur) {
    // X Tᵀ = U Uᵀ with U = T L⁻ᵀ.
    const q = others.length;
    const coupled = await solvedCoupling(algebra, factor, m === 0);
    const whitened = await algebra.whitenRows(schur, coupled, coupled.length / q);
    await addSquares(whitened, q, 1);
  }
  return onGrid;
}
