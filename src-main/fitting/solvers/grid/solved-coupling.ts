import { transposed } from '#shared/numerics/dense/row-products.ts';
import { pickRows } from '../../rows.ts';
import type { AlgebraInParts } from '../algebra-in-parts.ts';
import type { GridFactor } from './grid-factor.ts';

/**
 * T = Ã K_SR in the eigenbasis: D⁻¹K̂_SR − Z (Zᵀ K̂_SR).
 *
 * @param inside only the tree's cells; beside them T is what the holes make of it, 0 without any
 * @returns the tree's cells, or all, × q
 */
export async function solvedCoupling(
  algebra: AlgebraInParts,
  { tree, coupling, diagonal, holes, holeCoupling, frame }: GridFactor,
  inside: boolean,
): Promise<Float64Array> {
  const q = frame.others.count;
  const m = frame.layout.holes.length;
  const rows = inside ? tree.cells.length : diagonal.length;
  const out = new Float64Array(rows * q);
  tree.cells.forEach((cell, i) => {
    const scale = 1 / diagonal[cell];
    const to = (inside ? i : cell) * q;
    for (let r = 0; r < q; r++) out[to + r] = scale * coupling[i * q + r];
  });
  if (m > 0) {
    const ofHoles = inside ? pickRows(holes, tree.cells, m) : holes;
    const correction = await algebra.multiplyTransposed(ofHoles, transposed(holeCoupling, m, q), rows, m, q);
    for (let k = 0; k < out.length; k++) out[k] -= correction[k];
  }
  return out;
}
