import type { Space } from '#shared/domain/space.ts';
import type { Posterior } from '../gaussian-process/posterior.ts';
import { row } from '../rows.ts';

/** A posterior as a function of v: ln μ of one quantity over the parameter space. NaN where it is not defined. */
export interface Field {
  /** ŷ at points v, count × d, row-major, also a little outside [0, 1]. */
  mean(v: Float64Array): Promise<Float64Array>;
  /** ŷ and s. */
  predict(v: Float64Array): Promise<{ mean: Float64Array; sd: Float64Array }>;
}

/**
 * The posterior of the high-fidelity task over a space (a fit of one task alone is its own).
 *
 * @param space whose v the points are
 * @param fitted the space whose coordinates the posterior was fitted in; another one where the bounds have changed since
 */
export function fieldOver(space: Space, posterior: Posterior, fitted: Space = space): Field {
  const { dimension } = posterior;
  const d = space.names.length;

  /** The GP's inputs of those points that have them, and which these are. */
  function coordinatesOf(v: Float64Array): { u: Float64Array; rows: number[] } {
    const u = new Float64Array((v.length / d) * dimension);
    const rows: number[] = [];
    for (let i = 0; i < v.length / d; i++) {
      const coordinates = fitted.coordinates(space.fromUnit(row(v, i, d)));
      if (coordinates === null) continue;
      u.set(coordinates, rows.length * dimension);
      rows.push(i);
    }
    return { u: u.subarray(0, rows.length * dimension), rows };
  }

  function atRows(count: number, rows: readonly number[], values: Float64Array): Float64Array {
    if (rows.length === count) return values;
    const all = new Float64Array(count).fill(Number.NaN);
    rows.forEach((row, i) => {
      all[row] = values[i];
    });
    return all;
  }

  return {
    async mean(v) {
      const { u, rows } = coordinatesOf(v);
      return atRows(v.length / d, rows, await posterior.predictMean(u));
    },

    async predict(v) {
      const { u, rows } = coordinatesOf(v);
      const { mean, variance } = await posterior.predict(u);
      const count = v.length / d;
      return { mean: atRows(count, rows, mean), sd: atRows(count, rows, variance.map(Math.sqrt)) };
    },
  };
}

/** Step of the central differences in v: their error is 1e-8 of a third derivative, their rounding 1e-12. */
const STEP = 1e-4;

/**
 * ŷ and ∇_v ŷ by central differences, one-sided at the rim of where the field is defined.
 *
 * @param v points, count × d, row-major
 * @returns mean (count) and gradient (count × d, row-major, NaN where the field is not defined)
 */
export async function slopes(
  field: Field,
  v: Float64Array,
  d: number,
): Promise<{ mean: Float64Array; gradient: Float64Array }> {
  const count = v.length / d;
  // Blocks of all points: unmoved, then moved up and down along each axis.
  const moved = new Float64Array(v.length * (2 * d + 1));
  for (let block = 0; block <= 2 * d; block++) {
    moved.set(v, block * v.length);
    if (block === 0) continue;
    const axis = (block - 1) >> 1;
    for (let i = 0; i < count; i++) moved[block * v.length + i * d + axis] += block % 2 === 1 ? STEP : -STEP;
  }
  const values = await field.mean(moved);
  const gradient = new Float64Array(v.length);
  for (let i = 0; i < count; i++) {
    for (let axis = 0; axis < d; axis++) {
      const up = values[(1 + 2 * axis) * count + i];
      const down = values[(2 + 2 * axis) * count + i];
      gradient[i * d + axis] = difference(up, values[i], down);
    }
  }
  return { mean: values.slice(0, count), gradient };
}

function difference(up: number, centre: number, down: number): number {
  if (Number.isNaN(down)) return (up - centre) / STEP;
  if (Number.isNaN(up)) return (centre - down) / STEP;
  return (up - down) / (2 * STEP);
}
