import { solveLowerInPlace, solveUpperInPlace } from '#shared/numerics/dense/cholesky.ts';
import { transposed } from '#shared/numerics/dense/row-products.ts';
import { dot } from '#shared/numerics/dense/vectors.ts';
import type { CholeskyFactor, DenseEngine } from '../../engines/dense-engine.ts';
import { observationCovariance } from '../../gaussian-process/covariance.ts';
import type { Hyperparameters } from '../../gaussian-process/hyperparameters.ts';
import { LOW } from '../../gaussian-process/training-set.ts';
import { type AxisSpectrum, axisSpectrum, projectPoints } from './axis-spectrum.ts';
import type { GridFrame } from './grid-frame.ts';
import { type ProductTree, productRows, productTree } from './product-tree.ts';
import { pickRows } from './solved-coupling.ts';
import { applyAlongAxes, levelsOfCells, outerProduct } from './tensor.ts';

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
export interface GridFactor {
  readonly frame: GridFrame;
  readonly h: Hyperparameters;
  readonly spectra: readonly AxisSpectrum[];
  /** κ among the grid's points, and ε² with their known variance. */
  readonly kappa: number;
  readonly noise: number;
  /** ⊗ Λ_j and D, by cell of the eigenbasis. */
  readonly eigenvalues: Float64Array;
  readonly diagonal: Float64Array;
  /** The cells of the eigenbasis through which the grid and other points see each other at all. */
  readonly tree: ProductTree;
  /** What is left out with the cells that are not in the tree, in units of the others' noise. */
  readonly leftOut: number;
  /** By axis: Qᵀ_j k1 with the others, levels × q; and what each column is multiplied by. */
  readonly factors: readonly Float64Array[];
  readonly scale: Float64Array;
  /** K̂_SR in the tree's cells, cells × q. */
  readonly coupling: Float64Array;
  /** Z, p × m, and Zᵀ K̂_SR, m × q; m is the number of holes. */
  readonly holes: Float64Array;
  readonly holeFactor: CholeskyFactor | null;
  readonly holeCoupling: Float64Array;
  /** L, null where all points are on the grid. */
  readonly schur: CholeskyFactor | null;
  /** ln det K. */
  readonly logDeterminant: number;
}

/**
 * A cell that explains less than this share of another point's noise is left out. Of −ln L that is far below rounding;
 * the gradient feels its square root (measured: 3e-7 of it).
 */
const LEFT_OUT = 1e-16;
/** With holes, a cell whose variance is less than this share of the noise is noise alone to all of them. */
const BELOW_NOISE = 1e-12;
/** Coordinates between 0 and 1 at which the reach of a row is measured, besides at the others. */
const PROBES = Float64Array.from({ length: 65 }, (_, k) => k / 64);

/** @throws NotPositiveDefiniteError */
export async function factoriseGrid(
  engine: DenseEngine,
  frame: GridFrame,
  h: Hyperparameters,
): Promise<GridFactor> {
  const { layout, others, otherAxes, regression, task } = frame;
  const { kernel } = regression.structure;
  const q = others.count;
  const kappa = task === LOW ? h.kappaLow : h.kappaHigh;
  const noise = (task === LOW ? h.noiseLow : h.noiseHigh) + layout.knownVariance;
  const spectra = layout.levels.map((levels, axis) => axisSpectrum(kernel, h.lengths[axis], levels));
  const eigenvalues = outerProduct(spectra.map(({ values }) => values));
  const diagonal = eigenvalues.map((value) => kappa * value + noise);
  const factors = spectra.map((spectrum, axis) => projectPoints(spectrum, otherAxes[axis]));
  const scale = Float64Array.from({ length: q }, (_, r) =>
    task === LOW && r >= others.countLow ? h.kappaCross : kappa,
  );

  const { tree, leftOut } = relevantCells(frame, h, {
    spectra,
    factors,
    kappa,
    noise,
    eigenvalues,
    diagonal,
  });
  const coupling = productRows(tree, factors, q);
  for (let i = 0; i < coupling.length; i += q) {
    for (let r = 0; r < q; r++) coupling[i + r] *= scale[r];
  }

  const { holes, holeFactor } = await eliminateHoles(engine, frame, spectra, diagonal);
  const cells = tree.cells.length;
  const m = layout.holes.length;
  let holeCoupling: Float64Array = new Float64Array(0);
  let schur: CholeskyFactor | null = null;
  if (q > 0) {
    const covariance = observationCovariance(regression.structure, h, others);
    if (cells > 0)
      await subtractGram(engine, covariance, whitenedCoupling(tree, coupling, diagonal, q), q, cells);
    if (m > 0 && cells > 0) {
      const rows = transposed(pickRows(holes, tree.cells, m), cells, m);
      holeCoupling = await engine.multiplyTransposed(rows, transposed(coupling, cells, q), m, cells, q);
      const columns = transposed(holeCoupling, m, q);
      const gram = await engine.multiplyTransposed(columns, columns, q, m, q);
      for (let k = 0; k < gram.length; k++) covariance[k] += gram[k];
    } else {
      holeCoupling = new Float64Array(m * q);
    }
    schur = await engine.factorise(covariance, q);
  }
  let logDeterminant = (holeFactor?.logDeterminant ?? 0) + (schur?.logDeterminant ?? 0);
  for (const value of diagonal) logDeterminant += Math.log(value);
  return {
    frame,
    h,
    spectra,
    kappa,
    noise,
    eigenvalues,
    diagonal,
    tree,
    leftOut,
    factors,
    scale,
    coupling,
    holes,
    holeFactor,
    holeCoupling,
    schur,
    logDeterminant,
  };
}

/** The cells of the eigenbasis that reach any other point, by the largest value that each axis's factor has there. */
function relevantCells(
  { layout, others, task }: GridFrame,
  h: Hyperparameters,
  {
    spectra,
    factors,
    kappa,
    noise,
    eigenvalues,
    diagonal,
  }: Pick<GridFactor, 'spectra' | 'factors' | 'kappa' | 'noise' | 'eigenvalues' | 'diagonal'>,
): { tree: ProductTree; leftOut: number } {
  const reach = outerProduct(
    spectra.map((spectrum, axis) => {
      const probed = projectPoints(spectrum, PROBES);
      return Float64Array.from(spectrum.levels, (_, a) =>
        Math.max(largestInRow(factors[axis], a, others.count), largestInRow(probed, a, PROBES.length)),
      );
    }),
  );
  const strongest = task === LOW ? Math.max(kappa, Math.abs(h.kappaCross)) : kappa;
  let leastNoise = noise;
  others.knownVariance.forEach((known, r) => {
    leastNoise = Math.min(leastNoise, known + (r < others.countLow ? h.noiseLow : h.noiseHigh));
  });
  const withHoles = layout.holes.length > 0;
  const cells: number[] = [];
  let leftOut = 0;
  for (let i = 0; i < reach.length; i++) {
    const explained = (strongest * reach[i]) ** 2 / (diagonal[i] * leastNoise);
    if (explained > LEFT_OUT || (withHoles && kappa * eigenvalues[i] > BELOW_NOISE * noise)) cells.push(i);
    else leftOut += explained * others.count;
  }
  return { tree: productTree(layout.sizes, Int32Array.from(cells)), leftOut };
}

function largestInRow(matrix: Float64Array, row: number, columns: number): number {
  let largest = 0;
  for (let k = row * columns; k < (row + 1) * columns; k++) largest = Math.max(largest, Math.abs(matrix[k]));
  return largest;
}

/** D^{−½} K̂_SR by other point: q × cells. */
function whitenedCoupling(
  tree: ProductTree,
  coupling: Float64Array,
  diagonal: Float64Array,
  q: number,
): Float64Array {
  const cells = tree.cells.length;
  const scales = Float64Array.from(tree.cells, (cell) => 1 / Math.sqrt(diagonal[cell]));
  const out = new Float64Array(q * cells);
  const block = 32;
  for (let i0 = 0; i0 < cells; i0 += block) {
    const i1 = Math.min(cells, i0 + block);
    for (let r = 0; r < q; r++) {
      for (let i = i0; i < i1; i++) out[r * cells + i] = scales[i] * coupling[i * q + r];
    }
  }
  return out;
}

/** Parts in which a symmetric product is made: only its lower triangle is wanted. */
const PARTS = 4;

/** covariance ← covariance − rows·rowsᵀ, in the lower triangle. */
async function subtractGram(
  engine: DenseEngine,
  covariance: Float64Array,
  rows: Float64Array,
  count: number,
  inner: number,
): Promise<void> {
  const step = Math.max(64, Math.ceil(count / PARTS));
  for (let from = 0; from < count; from += step) {
    const to = Math.min(count, from + step);
    const gram = await engine.multiplyTransposed(
      rows.subarray(from * inner, to * inner),
      rows.subarray(0, to * inner),
      to - from,
      inner,
      to,
    );
    for (let i = from; i < to; i++) {
      for (let j = 0; j <= i; j++) covariance[i * count + j] -= gram[(i - from) * to + j];
    }
  }
}

/** Z and the factor of E. */
async function eliminateHoles(
  engine: DenseEngine,
  { layout }: GridFrame,
  spectra: readonly AxisSpectrum[],
  diagonal: Float64Array,
): Promise<Pick<GridFactor, 'holes' | 'holeFactor'>> {
  const m = layout.holes.length;
  const p = diagonal.length;
  if (m === 0) return { holes: new Float64Array(0), holeFactor: null };
  // Qᵀ[:, holes] is a product over the axes too: its factors are the columns of Q_jᵀ at the holes' levels.
  const all = productTree(
    layout.sizes,
    Int32Array.from({ length: p }, (_, i) => i),
  );
  const levels = levelsOfCells(layout.sizes, layout.holes);
  const rows = productRows(
    all,
    spectra.map(({ transposedVectors }, axis) =>
      pickColumns(transposedVectors, layout.sizes[axis], levels[axis]),
    ),
    m,
  );
  for (let i = 0; i < p; i++) {
    const factor = 1 / Math.sqrt(diagonal[i]);
    for (let k = i * m; k < (i + 1) * m; k++) rows[k] *= factor;
  }
  const columns = transposed(rows, p, m);
  const holeFactor = await engine.factorise(await engine.multiplyTransposed(columns, columns, m, p, m), m);
  for (let i = 0; i < p; i++) {
    const factor = 1 / Math.sqrt(diagonal[i]);
    for (let k = i * m; k < (i + 1) * m; k++) rows[k] *= factor;
  }
  return { holes: await engine.whitenRows(holeFactor, rows, p), holeFactor };
}

function pickColumns(matrix: Float64Array, columns: number, picked: Int32Array): Float64Array {
  const rows = matrix.length / columns;
  const out = new Float64Array(rows * picked.length);
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < picked.length; k++) out[i * picked.length + k] = matrix[i * columns + picked[k]];
  }
  return out;
}

/**
 * A vector over the training set in the form in which products with K⁻¹ are dot products: D^{−½}b̂ by cell of the
 * eigenbasis, then the holes' part (which counts negative), then the others'.
 *
 * @param values n numbers in the order of the training set
 */
export function whiten(factor: GridFactor, values: Float64Array): Float64Array {
  const { frame, diagonal, spectra } = factor;
  const { layout } = frame;
  const onGrid = Float64Array.from(layout.rows, (row) => (row < 0 ? 0 : values[row]));
  const hat = applyAlongAxes(
    onGrid,
    layout.sizes,
    spectra.map(({ transposedVectors }) => transposedVectors),
  );
  const p = diagonal.length;
  const m = layout.holes.length;
  const whitened = new Float64Array(p + m + layout.others.length);
  for (let i = 0; i < p; i++) whitened[i] = hat[i] / Math.sqrt(diagonal[i]);
  // L_E⁻¹ Q[holes] D⁻¹ b̂ = Zᵀ b̂
  const ofHoles = whitened.subarray(p, p + m);
  for (let i = 0; i < p; i++) {
    for (let k = 0; k < m; k++) ofHoles[k] += factor.holes[i * m + k] * hat[i];
  }
  if (factor.schur) {
    const ofOthers = whitened.subarray(p + m);
    layout.others.forEach((row, r) => {
      ofOthers[r] = values[row];
    });
    addCoupled(factor, whitened, ofOthers, -1);
    solveLowerInPlace(factor.schur.lower, ofOthers.length, ofOthers);
  }
  return whitened;
}

/** others ← others + sign·K_RS Ã b for a grid's vector b, given whitened. */
function addCoupled(factor: GridFactor, whitened: Float64Array, others: Float64Array, sign: 1 | -1): void {
  const { tree, coupling, diagonal, holeCoupling } = factor;
  const q = others.length;
  tree.cells.forEach((cell, i) => {
    const value = (sign * whitened[cell]) / Math.sqrt(diagonal[cell]);
    for (let r = 0; r < q; r++) others[r] += value * coupling[i * q + r];
  });
  const m = factor.frame.layout.holes.length;
  for (let k = 0; k < m; k++) {
    const value = sign * whitened[diagonal.length + k];
    for (let r = 0; r < q; r++) others[r] -= value * holeCoupling[k * q + r];
  }
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

/** K⁻¹b for a whitened b. */
export function solve(factor: GridFactor, whitened: Float64Array): Solved {
  const { diagonal, frame, tree, coupling, holes, holeCoupling, schur } = factor;
  const p = diagonal.length;
  const m = frame.layout.holes.length;
  const others = whitened.slice(p + m);
  const q = others.length;
  if (schur) solveUpperInPlace(schur.lower, q, others);
  const hat = Float64Array.from({ length: p }, (_, i) => whitened[i] / Math.sqrt(diagonal[i]));
  tree.cells.forEach((cell, i) => {
    hat[cell] -= dot(others, coupling.subarray(i * q, (i + 1) * q)) / diagonal[cell];
  });
  if (m > 0) {
    const ofHoles = Float64Array.from(
      { length: m },
      (_, k) => whitened[p + k] - dot(others, holeCoupling.subarray(k * q, (k + 1) * q)),
    );
    for (let i = 0; i < p; i++) hat[i] -= dot(ofHoles, holes.subarray(i * m, (i + 1) * m));
  }
  return { hat, others };
}
