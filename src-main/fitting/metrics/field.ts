import type { OpenSurrogate } from '#main/surrogates/surrogate.ts';
import type { Space } from '#shared/domain/space.ts';
import type { Extrapolation } from '../extrapolation.ts';
import { row } from '../rows.ts';

/** What a surrogate says at points v, count numbers each. NaN where it is not defined. */
export interface FieldValues {
  /** P(ln μ < 0). */
  readonly pExcl: Float64Array;
  /** ŷ and s of ln μ; null where the surrogate has none. */
  readonly lnMu: { readonly mean: Float64Array; readonly sd: Float64Array } | null;
  /** How far the points are beyond what the fitted ones support; 0 and above the surrogate extrapolates. */
  readonly excess: Float64Array;
}

/** A surrogate as a function of v: the exclusion by one quantity over the parameter space. NaN where it is not defined. */
export interface Field {
  /** Whether the surrogate has ln μ, which `level` is then. */
  readonly hasLnMu: boolean;
  /**
   * ŷ of ln μ, or ½ − p of a surrogate without it: negative where excluded, zero on the contour.
   *
   * @param v points, count × d, row-major, also a little outside [0, 1]
   */
  level(v: Float64Array): Promise<Float64Array>;
  predict(v: Float64Array): Promise<FieldValues>;
}

/**
 * The high-fidelity task of a surrogate over a space (a fit of one task alone is its own).
 *
 * @param space whose v the points are
 * @param extrapolation of the points that the surrogate was fitted to
 * @param fitted the space whose coordinates the surrogate was fitted in; another one where the bounds have changed since
 */
export function fieldOver(
  space: Space,
  surrogate: OpenSurrogate,
  extrapolation: Extrapolation,
  fitted: Space = space,
): Field {
  const { dimension } = surrogate;
  const d = space.names.length;

  /** The surrogate's inputs of those points that have them, and which these are. */
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
    hasLnMu: surrogate.surrogate.gives.lnMu,

    async level(v) {
      const { u, rows } = coordinatesOf(v);
      return atRows(v.length / d, rows, await surrogate.level(u, 'high'));
    },

    async predict(v) {
      const { u, rows } = coordinatesOf(v);
      const { pExcl, lnMu } = await surrogate.predict(u, 'high');
      const place = (values: Float64Array) => atRows(v.length / d, rows, values);
      return {
        pExcl: place(pExcl),
        lnMu: lnMu && { mean: place(lnMu.mean), sd: place(lnMu.variance.map(Math.sqrt)) },
        excess: place(extrapolation.excess(u, lnMu?.variance ?? null)),
      };
    },
  };
}

/** Step of the central differences in v: their error is 1e-8 of a third derivative, their rounding 1e-12. */
const STEP = 1e-4;

/**
 * The level and its gradient ∇_v by central differences, one-sided at the rim of where the field is defined.
 *
 * @param v points, count × d, row-major
 * @returns level (count) and gradient (count × d, row-major, NaN where the field is not defined)
 */
export async function slopes(
  field: Field,
  v: Float64Array,
  d: number,
): Promise<{ level: Float64Array; gradient: Float64Array }> {
  const count = v.length / d;
  // Blocks of all points: unmoved, then moved up and down along each axis.
  const moved = new Float64Array(v.length * (2 * d + 1));
  for (let block = 0; block <= 2 * d; block++) {
    moved.set(v, block * v.length);
    if (block === 0) continue;
    const axis = (block - 1) >> 1;
    for (let i = 0; i < count; i++) moved[block * v.length + i * d + axis] += block % 2 === 1 ? STEP : -STEP;
  }
  const values = await field.level(moved);
  const gradient = new Float64Array(v.length);
  for (let i = 0; i < count; i++) {
    for (let axis = 0; axis < d; axis++) {
      const up = values[(1 + 2 * axis) * count + i];
      const down = values[(2 + 2 * axis) * count + i];
      gradient[i * d + axis] = difference(up, values[i], down);
    }
  }
  return { level: values.slice(0, count), gradient };
}

function difference(up: number, centre: number, down: number): number {
  if (Number.isNaN(down)) return (up - centre) / STEP;
  if (Number.isNaN(up)) return (centre - down) / STEP;
  return (up - down) / (2 * STEP);
}
