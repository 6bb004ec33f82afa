import { dot } from '#shared/numerics/dense/vectors.ts';
import type { AlgebraInParts } from '../algebra-in-parts.ts';
import type { GridFactor } from './grid-factor.ts';
import { applyAlongAxes } from './tensor.ts';

/**
 * Vectors over the training set in the form in which products with K⁻¹ are dot products: D^{−½}b̂ by cell of the
 * eigenbasis, then the holes' part (which counts negative), then the others'.
 *
 * @param vectors each of n numbers in the order of the training set
 */
export async function whitenVectors(
  algebra: AlgebraInParts,
  factor: GridFactor,
  vectors: readonly Float64Array[],
): Promise<Float64Array[]> {
  const { frame, diagonal, spectra, tree, whitenedCoupling, holes, holeCoupling, schur } = factor;
  const { layout } = frame;
  const p = diagonal.length;
  const m = layout.holes.length;
  const q = layout.others.length;
  const rotations = spectra.map(({ transposedVectors }) => transposedVectors);
  const whitened = vectors.map((values) => {
    const onGrid = Float64Array.from(layout.rows, (row) => (row < 0 ? 0 : values[row]));
    const hat = applyAlongAxes(onGrid, layout.sizes, rotations);
    const out = new Float64Array(p + m + q);
    for (let i = 0; i < p; i++) out[i] = hat[i] / Math.sqrt(diagonal[i]);
    // L_E⁻¹ Q[holes] D⁻¹ b̂ = Zᵀ b̂
    for (let i = 0; m > 0 && i < p; i++) {
      for (let k = 0; k < m; k++) out[p + k] += holes[i * m + k] * hat[i];
    }
    return out;
  });
  if (schur === null) return whitened;

  const cells = tree.cells.length;
  const inTree = new Float64Array(vectors.length * cells);
  for (const [c, column] of whitened.entries()) {
    tree.cells.forEach((cell, i) => {
      inTree[c * cells + i] = column[cell];
    });
  }
  const known = await algebra.multiplyTransposed(inTree, whitenedCoupling, vectors.length, cells, q);
  const ofOthers = new Float64Array(vectors.length * q);
  vectors.forEach((values, c) => {
    layout.others.forEach((row, r) => {
      ofOthers[c * q + r] = values[row] - known[c * q + r];
    });
    for (let k = 0; k < m; k++) {
      const value = whitened[c][p + k];
      for (let r = 0; r < q; r++) ofOthers[c * q + r] += value * holeCoupling[k * q + r];
    }
  });
  const rows = await algebra.whitenRows(schur, ofOthers, vectors.length);
  for (const [c, column] of whitened.entries()) column.set(rows.subarray(c * q, (c + 1) * q), p + m);
  return whitened;
}

/** aᵀK⁻¹b of two whitened vectors. */
export function innerProduct({ diagonal, frame }: GridFactor, a: Float64Array, b: Float64Array): number {
  const p = diagonal.length;
  const m = frame.layout.holes.length;
  const ofHoles = m === 0 ? 0 : dot(a.subarray(p, p + m), b.subarray(p, p + m));
  return dot(a, b) - 2 * ofHoles;
}

/** K⁻¹b: in the eigenbasis of the grid (zero in the holes once Q is applied), and at the others. */
export interface Solved {
  readonly hat: Float64Array;
  readonly others: Float64Array;
}

/** K⁻¹b for whitened b. */
export async function solveWhitened(
  algebra: AlgebraInParts,
  factor: GridFactor,
  vectors: readonly Float64Array[],
): Promise<Solved[]> {
  const { diagonal, frame, tree, coupling, holes, holeCoupling, schur } = factor;
  const p = diagonal.length;
  const m = frame.layout.holes.length;
  const q = frame.others.count;
  const cells = tree.cells.length;
  const count = vectors.length;
  let ofOthers: Float64Array = new Float64Array(count * q);
  let coupled: Float64Array = new Float64Array(count * cells);
  if (schur && count > 0) {
    vectors.forEach((vector, c) => {
      ofOthers.set(vector.subarray(p + m), c * q);
    });
    ofOthers = await algebra.multiplyTransposed(ofOthers, schur.transposedInverse, count, q, q);
    if (cells > 0) coupled = await algebra.multiplyTransposed(ofOthers, coupling, count, q, cells);
  }
  return vectors.map((vector, c) => {
    const others = ofOthers.slice(c * q, (c + 1) * q);
    const hat = Float64Array.from({ length: p }, (_, i) => vector[i] / Math.sqrt(diagonal[i]));
    tree.cells.forEach((cell, i) => {
      hat[cell] -= coupled[c * cells + i] / diagonal[cell];
    });
    if (m > 0) {
      const ofHoles = Float64Array.from(
        { length: m },
        (_, k) => vector[p + k] - dot(others, holeCoupling.subarray(k * q, (k + 1) * q)),
      );
      for (let i = 0; i < p; i++) hat[i] -= dot(ofHoles, holes.subarray(i * m, (i + 1) * m));
    }
    return { hat, others };
  });
}
