/** Tensors over a grid: row-major, the last axis fastest. */

/**
 * Applies a matrix along one axis: out[…, b, …] = Σ_a matrix[b, a] · tensor[…, a, …].
 *
 * @param sizes the tensor's sizes
 * @param matrix rows × sizes[axis], row-major
 * @returns the tensor with sizes[axis] replaced by rows
 */
function applyAlongAxis(
  tensor: Float64Array,
  sizes: readonly number[],
  axis: number,
  matrix: Float64Array,
): Float64Array {
  const n = sizes[axis];
  const rows = matrix.length / n;
  const inner = product(sizes.slice(axis + 1));
  const outer = tensor.length / (n * inner);
  const out = new Float64Array(outer * rows * inner);
  for (let o = 0; o < outer; o++) {
    for (let b = 0; b < rows; b++) {
      const target = (o * rows + b) * inner;
      for (let a = 0; a < n; a++) {
        const factor = matrix[b * n + a];
        const source = (o * n + a) * inner;
        for (let k = 0; k < inner; k++) out[target + k] += factor * tensor[source + k];
      }
    }
  }
  return out;
}

/** (M₁ ⊗ M₂ ⊗ …) tensor, with a square matrix for every axis. */
export function applyAlongAxes(
  tensor: Float64Array,
  sizes: readonly number[],
  matrices: readonly Float64Array[],
): Float64Array {
  let result = tensor;
  matrices.forEach((matrix, axis) => {
    result = applyAlongAxis(result, sizes, axis, matrix);
  });
  return result;
}

/** v₁ ⊗ v₂ ⊗ … as a tensor. */
export function outerProduct(vectors: readonly Float64Array[]): Float64Array {
  let result = Float64Array.of(1);
  for (const vector of vectors) {
    const next = new Float64Array(result.length * vector.length);
    for (let i = 0; i < result.length; i++) {
      for (let j = 0; j < vector.length; j++) next[i * vector.length + j] = result[i] * vector[j];
    }
    result = next;
  }
  return result;
}

export function product(sizes: readonly number[]): number {
  return sizes.reduce((total, size) => total * size, 1);
}

/** The level of each cell, by axis. */
export function levelsOfCells(sizes: readonly number[], cells: Int32Array): Int32Array[] {
  let rest = cells;
  return sizes
    .toReversed()
    .map((size) => {
      const level = rest.map((cell) => cell % size);
      rest = rest.map((cell) => Math.floor(cell / size));
      return level;
    })
    .toReversed();
}
