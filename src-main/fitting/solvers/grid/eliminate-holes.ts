import { transposed } from '#shared/numerics/dense/row-products.ts';
import type { CholeskyFactor } from '../../engines/dense-engine.ts';
import type { AlgebraInParts } from '../algebra-in-parts.ts';
import type { AxisSpectrum } from './axis-spectrum.ts';
import type { GridFrame } from './grid-frame.ts';
import { productRows, productTree } from './product-tree.ts';
import { levelsOfCells } from './tensor.ts';

/** What the holes of a grid take away from it. */
export interface EliminatedHoles {
  /** Z, p × m; m is the number of holes. */
  readonly holes: Float64Array;
  /** The factor of E; null where there are none. */
  readonly holeFactor: CholeskyFactor | null;
}

/** Z and the factor of E. */
export async function eliminateHoles(
  algebra: AlgebraInParts,
  { layout }: GridFrame,
  spectra: readonly AxisSpectrum[],
  diagonal: Float64Array,
): Promise<EliminatedHoles> {
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
  const holeFactor = await algebra.factorise(await algebra.multiplyTransposed(columns, columns, m, p, m), m);
  for (let i = 0; i < p; i++) {
    const factor = 1 / Math.sqrt(diagonal[i]);
    for (let k = i * m; k < (i + 1) * m; k++) rows[k] *= factor;
  }
  return { holes: await algebra.whitenRows(holeFactor, rows, p), holeFactor };
}

function pickColumns(matrix: Float64Array, columns: number, picked: Int32Array): Float64Array {
  const rows = matrix.length / columns;
  const out = new Float64Array(rows * picked.length);
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < picked.length; k++) out[i * picked.length + k] = matrix[i * columns + picked[k]];
  }
  return out;
}
