import type { CholeskyFactor } from '../../engines/dense-engine.ts';
import type { AlgebraInParts } from '../algebra-in-parts.ts';

/** L⁻¹ in square blocks, of which those above the diagonal are nothing. */
export interface TriangularBlocks {
  /** Where each block of rows and columns begins, and the end of the last. */
  readonly starts: readonly number[];
  /** L⁻¹[i, j] for j ≤ i, row-major. */
  readonly blocks: readonly (readonly Float64Array[])[];
}

/** Blocks of this many columns keep an engine busy and skip nearly half of the work. */
const WIDTH = 256;

export function triangularBlocks({ size, transposedInverse }: CholeskyFactor): TriangularBlocks {
  const parts = Math.max(1, Math.round(size / WIDTH));
  const starts = Array.from({ length: parts + 1 }, (_, k) => Math.round((k * size) / parts));
  const block = (i: number, j: number) => {
    const [rows, columns] = [starts[i + 1] - starts[i], starts[j + 1] - starts[j]];
    const out = new Float64Array(rows * columns);
    for (let c = 0; c < columns; c++) {
      const from = (starts[j] + c) * size + starts[i];
      for (let r = 0; r < rows; r++) out[r * columns + c] = transposedInverse[from + r];
    }
    return out;
  };
  return {
    starts,
    blocks: Array.from({ length: parts }, (_, i) => Array.from({ length: i + 1 }, (_, j) => block(i, j))),
  };
}

/**
 * |L⁻¹ rᵢ|² of rows rᵢ that are given in column blocks.
 *
 * @param columns by block: rows × width of the block
 */
export async function whitenedNorms(
  algebra: AlgebraInParts,
  { starts, blocks }: TriangularBlocks,
  columns: readonly Float64Array[],
): Promise<Float64Array> {
  const rows = columns[0].length / starts[1];
  const norms = new Float64Array(rows);
  for (const [i, row] of blocks.entries()) {
    const width = starts[i + 1] - starts[i];
    let whitened: Float64Array | null = null;
    for (const [j, block] of row.entries()) {
      const part = await algebra.multiplyTransposed(
        columns[j],
        block,
        rows,
        starts[j + 1] - starts[j],
        width,
      );
      if (whitened === null) whitened = part;
      else for (let k = 0; k < part.length; k++) whitened[k] += part[k];
    }
    if (whitened === null) continue;
    for (let r = 0; r < rows; r++) {
      let sum = 0;
      for (let k = r * width; k < (r + 1) * width; k++) sum += whitened[k] * whitened[k];
      norms[r] += sum;
    }
  }
  return norms;
}
