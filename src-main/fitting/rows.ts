/** Points are rows of `dimension` numbers, one after the other. */

/** Row i, as a view. */
export function row(values: Float64Array, i: number, dimension: number): Float64Array {
  return values.subarray(i * dimension, (i + 1) * dimension);
}

/** Copies of some rows, in the order given. */
export function pickRows(values: Float64Array, rows: ArrayLike<number>, dimension: number): Float64Array {
  const picked = new Float64Array(rows.length * dimension);
  for (let to = 0; to < rows.length; to++) picked.set(row(values, rows[to], dimension), to * dimension);
  return picked;
}

/** Coordinates of points by axis. */
export function columnsOfPoints(u: Float64Array, dimension: number): Float64Array[] {
  const count = u.length / dimension;
  return Array.from({ length: dimension }, (_, axis) =>
    Float64Array.from({ length: count }, (_, i) => u[i * dimension + axis]),
  );
}

/** Euclidean distance of two points. */
export function distance(a: Float64Array, b: Float64Array): number {
  let squares = 0;
  for (let k = 0; k < a.length; k++) squares += (a[k] - b[k]) ** 2;
  return Math.sqrt(squares);
}

/** Distance of the i-th point of `a` from the i-th of `b`. */
export function rowDistances(a: Float64Array, b: Float64Array, dimension: number): Float64Array {
  return Float64Array.from({ length: a.length / dimension }, (_, i) =>
    distance(row(a, i, dimension), row(b, i, dimension)),
  );
}
