/**
 * Keeps points of v apart: a point may be placed when it is at least a minimum distance from every point placed before,
 * and never on top of one.
 */
export class Spacing {
  readonly #dimension: number;
  readonly #minimum: number;
  readonly #allowsCopies: boolean;
  readonly #placed: Float64Array[] = [];

  /**
   * @param minimum smallest Euclidean distance in v
   * @param allowsCopies whether distance 0 is enough where `minimum` is 0 (a scan may hold replicates)
   */
  constructor(dimension: number, minimum: number, allowsCopies: boolean) {
    this.#dimension = dimension;
    this.#minimum = minimum;
    this.#allowsCopies = allowsCopies;
  }

  /** Places every row of a matrix, whatever its distances. */
  placeRows(rows: Float64Array): void {
    for (let start = 0; start < rows.length; start += this.#dimension) {
      this.#placed.push(rows.subarray(start, start + this.#dimension));
    }
  }

  /** Whether a row may be placed. */
  isFree(rows: Float64Array, index: number): boolean {
    if (this.#minimum === 0 && this.#allowsCopies) return true;
    const start = index * this.#dimension;
    return this.#placed.every((point) => {
      const squared = squaredDistance(rows, start, point, 0, this.#dimension);
      return squared > 0 && squared >= this.#minimum ** 2;
    });
  }

  place(rows: Float64Array, index: number): void {
    this.placeRows(rows.subarray(index * this.#dimension, (index + 1) * this.#dimension));
  }
}

/** Squared Euclidean distance of two points inside row-major matrices. */
export function squaredDistance(
  a: Float64Array,
  startA: number,
  b: Float64Array,
  startB: number,
  dimension: number,
): number {
  let sum = 0;
  for (let axis = 0; axis < dimension; axis++) sum += (a[startA + axis] - b[startB + axis]) ** 2;
  return sum;
}

/** The distance of each row to the nearest row of another matrix; Infinity where that is empty. */
export function nearestDistances(rows: Float64Array, others: Float64Array, dimension: number): Float64Array {
  const distances = new Float64Array(rows.length / dimension);
  for (let row = 0; row < distances.length; row++) {
    let nearest = Number.POSITIVE_INFINITY;
    for (let start = 0; start < others.length; start += dimension) {
      let sum = 0;
      // Most points are farther after an axis or two: this loop decides how long thousands of candidates take.
      for (let axis = 0; axis < dimension && sum < nearest; axis++) {
        const difference = rows[row * dimension + axis] - others[start + axis];
        sum += difference * difference;
      }
      if (sum < nearest) nearest = sum;
    }
    distances[row] = Math.sqrt(nearest);
  }
  return distances;
}
