import { transposed } from '#shared/numerics/dense/row-products.ts';
import type { CholeskyFactor } from '../../engines/dense-engine.ts';
import { observationCovariance } from '../../gaussian-process/covariance.ts';
import type { Hyperparameters } from '../../gaussian-process/hyperparameters.ts';
import { LOW } from '../../gaussian-process/training-set.ts';
import { pickRows } from '../../rows.ts';
import type { AlgebraInParts } from '../algebra-in-parts.ts';
import { axisSpectrum, projectPoints } from './axis-spectrum.ts';
import { type EliminatedHoles, eliminateHoles } from './eliminate-holes.ts';
import type { GridFrame } from './grid-frame.ts';
import { type ProductTree, productRows } from './product-tree.ts';
import { type GridSpectrum, relevantCells } from './relevant-cells.ts';
import { outerProduct } from './tensor.ts';

/**
 * The covariance of a grid's points and others at given hyperparameters, factorised without ever being formed.
 *
 * On the full grid K_SS = κ ⊗_j K_j + ε²I = Q D Qᵀ with Q = ⊗_j Q_j. What K_SS has too much is the holes: with
 * E = (K_SS⁻¹) among the holes, the inverse on the cells that have a point is
 *
 *     Ã = K_SS⁻¹ − K_SS⁻¹[:, holes] E⁻¹ K_SS⁻¹[holes, :] = Q (D⁻¹ − Z Zᵀ) Qᵀ,   Z = D⁻¹ Qᵀ[:, holes] L_E⁻ᵀ,
 *
 * exactly, zero in every hole, and ln det adds ln det E. The others enter through the Schur complement
 * S = K_RR − K_RS Ã K_SR = L·Lᵀ. Hats are Qᵀ applied.
 */
export interface GridFactor extends GridSpectrum, EliminatedHoles {
  /** The cells of the eigenbasis through which the grid and other points see each other at all. */
  readonly tree: ProductTree;
  /** What is left out with the cells that are not in the tree, in units of the others' noise. */
  readonly leftOut: number;
  /** What each column of the axes' factors is multiplied by, q. */
  readonly scale: Float64Array;
  /** K̂_SR in the tree's cells, cells × q, and D^{−½}K̂_SR by other point, q × cells. */
  readonly coupling: Float64Array;
  readonly whitenedCoupling: Float64Array;
  /** Zᵀ K̂_SR, m × q. */
  readonly holeCoupling: Float64Array;
  /** L, null where all points are on the grid. */
  readonly schur: CholeskyFactor | null;
  /** ln det K. */
  readonly logDeterminant: number;
}

/** @throws NotPositiveDefiniteError */
export async function factoriseGrid(
  algebra: AlgebraInParts,
  frame: GridFrame,
  h: Hyperparameters,
): Promise<GridFactor> {
  const { layout, others, otherAxes, regression, task } = frame;
  const { kernel } = regression.structure;
  const q = others.count;
  const m = layout.holes.length;
  const kappa = task === LOW ? h.kappaLow : h.kappaHigh;
  const noise = (task === LOW ? h.noiseLow : h.noiseHigh) + layout.knownVariance;
  const spectra = layout.levels.map((levels, axis) => axisSpectrum(kernel, h.lengths[axis], levels));
  const eigenvalues = outerProduct(spectra.map(({ values }) => values));
  const diagonal = eigenvalues.map((value) => kappa * value + noise);
  const factors = spectra.map((spectrum, axis) => projectPoints(spectrum, otherAxes[axis]));
  const scale = Float64Array.from({ length: q }, (_, r) =>
    task === LOW && r >= others.countLow ? h.kappaCross : kappa,
  );
  const alone = { frame, h, spectra, kappa, noise, eigenvalues, diagonal, factors, scale };

  const { tree, leftOut } = relevantCells(alone);
  const coupling = productRows(tree, factors, q);
  for (let i = 0; i < coupling.length; i += q) {
    for (let r = 0; r < q; r++) coupling[i + r] *= scale[r];
  }
  const whitenedCoupling = whitenedByPoint(tree, coupling, diagonal, q);
  const { holes, holeFactor } = await eliminateHoles(algebra, frame, spectra, diagonal);
  const cells = tree.cells.length;
  let holeCoupling: Float64Array = new Float64Array(m * q);
  let schur: CholeskyFactor | null = null;
  if (q > 0) {
    const covariance = observationCovariance(regression.structure, h, others);
    if (cells > 0) await algebra.subtractGram(covariance, whitenedCoupling, q, cells);
    if (m > 0 && cells > 0) {
      const rows = transposed(pickRows(holes, tree.cells, m), cells, m);
      holeCoupling = await algebra.multiplyTransposed(rows, transposed(coupling, cells, q), m, cells, q);
      const columns = transposed(holeCoupling, m, q);
      const gram = await algebra.multiplyTransposed(columns, columns, q, m, q);
      for (let k = 0; k < gram.length; k++) covariance[k] += gram[k];
    }
    schur = await algebra.factorise(covariance, q);
  }
  let logDeterminant = (holeFactor?.logDeterminant ?? 0) + (schur?.logDeterminant ?? 0);
  for (const value of diagonal) logDeterminant += Math.log(value);
  return {
    ...alone,
    tree,
    leftOut,
    coupling,
    whitenedCoupling,
    holes,
    holeFactor,
    holeCoupling,
    schur,
    logDeterminant,
  };
}

/** Rows and columns that are transposed at once: what they touch stays in the processor's cache. */
const BLOCK = 32;

/** D^{−½} K̂_SR by other point: q × cells. */
function whitenedByPoint(
  tree: ProductTree,
  coupling: Float64Array,
  diagonal: Float64Array,
  q: number,
): Float64Array {
  const cells = tree.cells.length;
  const scales = Float64Array.from(tree.cells, (cell) => 1 / Math.sqrt(diagonal[cell]));
  const out = new Float64Array(q * cells);
  for (let i0 = 0; i0 < cells; i0 += BLOCK) {
    const i1 = Math.min(cells, i0 + BLOCK);
    for (let r = 0; r < q; r++) {
      for (let i = i0; i < i1; i++) out[r * cells + i] = scales[i] * coupling[i * q + r];
    }
  }
  return out;
}
