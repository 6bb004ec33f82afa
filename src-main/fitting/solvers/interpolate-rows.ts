/** Rows of a table as combinations of a few of them. */
export interface RowInterpolation {
  /** The rows that are kept. */
  readonly pivots: Int32Array;
  /** rows × pivots: every row is Σ_k weights[row, k]·row(pivots[k]), to rounding. */
  readonly weights: Float64Array;
}

/** What is left of a row, as a share of the longest row, that is called rounding. */
const ROUNDING = 1e-15;

/**
 * Finds rows of which all others are combinations: Gram-Schmidt with pivoting, the row of which most is left next.
 * Smooth kernels need a dozen of a hundred rows, those with a kink at every point need nearly all.
 *
 * @param table rows × columns
 * @param most gives up beyond so many pivots
 * @returns null where more would be needed
 */
export function interpolateRows(table: Float64Array, rows: number, most: number): RowInterpolation | null {
  const columns = table.length / rows;
  const left = table.slice();
  const norms = Float64Array.from({ length: rows }, (_, i) => squaredLength(left, i, columns));
  const tolerance = ROUNDING ** 2 * norms.reduce((largest, value) => Math.max(largest, value), 0);
  const pivots: number[] = [];
  /** By pivot: the coefficient of its direction in every row. */
  const coefficients: Float64Array[] = [];
  for (;;) {
    let next = 0;
    for (let i = 1; i < rows; i++) if (norms[i] > norms[next]) next = i;
    if (!(norms[next] > tolerance)) break;
    if (pivots.length === most) return null;
    const scale = 1 / Math.sqrt(norms[next]);
    const direction = left.slice(next * columns, (next + 1) * columns);
    for (let k = 0; k < columns; k++) direction[k] *= scale;
    const coefficient = new Float64Array(rows);
    for (let i = 0; i < rows; i++) {
      let sum = 0;
      for (let k = 0, at = i * columns; k < columns; k++) sum += direction[k] * left[at++];
      coefficient[i] = sum;
      for (let k = 0, at = i * columns; k < columns; k++) left[at++] -= sum * direction[k];
      norms[i] = squaredLength(left, i, columns);
    }
    norms[next] = 0;
    left.fill(0, next * columns, (next + 1) * columns);
    pivots.push(next);
    coefficients.push(coefficient);
  }
  return { pivots: Int32Array.from(pivots), weights: weightsOf(rows, pivots, coefficients) };
}

function squaredLength(rows: Float64Array, i: number, columns: number): number {
  let sum = 0;
  for (let k = i * columns; k < (i + 1) * columns; k++) sum += rows[k] * rows[k];
  return sum;
}

/** Row i is Σ_k coefficients[k][i]·direction_k; the same by pivots instead of directions, by back substitution. */
function weightsOf(
  rows: number,
  pivots: readonly number[],
  coefficients: readonly Float64Array[],
): Float64Array {
  const rank = pivots.length;
  const weights = new Float64Array(rows * rank);
  for (let i = 0; i < rows; i++) {
    for (let k = rank - 1; k >= 0; k--) {
      let sum = coefficients[k][i];
      for (let l = k + 1; l < rank; l++) sum -= coefficients[k][pivots[l]] * weights[i * rank + l];
      weights[i * rank + k] = sum / coefficients[k][pivots[k]];
    }
  }
  return weights;
}
