/**
 * Fills the missing nodes next to known ones by linear extrapolation, averaged over the up to eight directions that
 * have two known nodes in a row (one known node is copied). Contours and bands then reach the true edge of the allowed
 * region inside the cells that it cuts, with an error of second order in the cell's size, and can be clipped there.
 *
 * @param values ny × nx, row-major; not finite where missing
 * @returns a copy; nodes further inside a gap stay NaN
 */
export function extendIntoGaps(values: Float64Array, nx: number): Float64Array {
  const ny = values.length / nx;
  const at = (column: number, row: number): number =>
    column < 0 || column >= nx || row < 0 || row >= ny ? Number.NaN : values[row * nx + column];
  return values.map((value, node) => {
    if (Number.isFinite(value)) return value;
    const column = node % nx;
    const row = Math.floor(node / nx);
    const lines = DIRECTIONS.map(([right, up]) => ({
      near: at(column + right, row + up),
      far: at(column + 2 * right, row + 2 * up),
    })).filter(({ near }) => Number.isFinite(near));
    const straight = lines.filter(({ far }) => Number.isFinite(far)).map(({ near, far }) => 2 * near - far);
    return mean(straight.length > 0 ? straight : lines.map(({ near }) => near));
  });
}

const DIRECTIONS = [-1, 0, 1].flatMap((up) => [-1, 0, 1].map((right) => [right, up] as const));

/** NaN for none. */
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
