import type { AxisSpectrum } from './axis-spectrum.ts';
import { outerProduct, product } from './tensor.ts';

/** A tree's cells grouped into fibres: cells that differ along one axis only. */
export interface Fibres {
  /** How many levels the axis has. */
  readonly size: number;
  /** Positions among the tree's cells and their levels on the axis, fibre after fibre. */
  readonly members: Int32Array;
  readonly levels: Int32Array;
  /** Where each fibre begins among the members, and the end of the last. */
  readonly starts: Int32Array;
  /** By fibre: the product of the other axes' eigenvalues. */
  readonly weights: Float64Array;
}

/** @param cells ascending cells of a grid with these sizes */
export function fibresOf(
  cells: Int32Array,
  sizes: readonly number[],
  axis: number,
  spectra: readonly AxisSpectrum[],
): Fibres {
  const size = sizes[axis];
  const inner = product(sizes.slice(axis + 1));
  const fibreOf = (cell: number) => Math.floor(cell / (size * inner)) * inner + (cell % inner);
  const fibres = product(sizes) / size;
  const starts = new Int32Array(fibres + 1);
  for (const cell of cells) starts[fibreOf(cell) + 1]++;
  for (let f = 0; f < fibres; f++) starts[f + 1] += starts[f];
  const next = starts.slice();
  const members = new Int32Array(cells.length);
  const levels = new Int32Array(cells.length);
  cells.forEach((cell, position) => {
    const slot = next[fibreOf(cell)]++;
    members[slot] = position;
    levels[slot] = Math.floor(cell / inner) % size;
  });
  const weights = outerProduct(spectra.flatMap(({ values }, other) => (other === axis ? [] : [values])));
  return { size, members, levels, starts, weights };
}

/**
 * out[a, a'] += sign·Σ_fibres weight·⟨left[a], right[a']⟩ over the rows that belong to the fibre's levels a and a'.
 *
 * @param left rows by cell, cells × columns; left·rightᵀ is symmetric, and only half of it is computed
 * @param out levels × levels
 */
export function addFibreProducts(
  { size, members, levels, starts, weights }: Fibres,
  left: Float64Array,
  right: Float64Array,
  columns: number,
  sign: 1 | -1,
  out: Float64Array,
): void {
  for (let fibre = 0; fibre < weights.length; fibre++) {
    const weight = sign * weights[fibre];
    const end = starts[fibre + 1];
    for (let s = starts[fibre]; s < end; s++) {
      const a = levels[s];
      const row = members[s] * columns;
      const add = (t: number, sum: number) => {
        const b = levels[t];
        out[a * size + b] += weight * sum;
        if (t !== s) out[b * size + a] += weight * sum;
      };
      let t = s;
      // Four rows at once: the shared one is loaded once for all of them.
      for (; t + 3 < end; t += 4) {
        let [s0, s1, s2, s3] = [0, 0, 0, 0];
        let r0 = members[t] * columns;
        let r1 = members[t + 1] * columns;
        let r2 = members[t + 2] * columns;
        let r3 = members[t + 3] * columns;
        for (let k = row; k < row + columns; k++) {
          const x = left[k];
          s0 += x * right[r0++];
          s1 += x * right[r1++];
          s2 += x * right[r2++];
          s3 += x * right[r3++];
        }
        add(t, s0);
        add(t + 1, s1);
        add(t + 2, s2);
        add(t + 3, s3);
      }
      for (; t < end; t++) {
        let sum = 0;
        let r = members[t] * columns;
        for (let k = row; k < row + columns; k++) sum += left[k] * right[r++];
        add(t, sum);
      }
    }
  }
}

/** out[a, a] += Σ weight/diagonal over the cells of level a. */
export function addInverseDiagonal(
  { size, members, levels, starts, weights }: Fibres,
  diagonal: Float64Array,
  out: Float64Array,
): void {
  for (let fibre = 0; fibre < weights.length; fibre++) {
    for (let s = starts[fibre]; s < starts[fibre + 1]; s++) {
      out[levels[s] * size + levels[s]] += weights[fibre] / diagonal[members[s]];
    }
  }
}
