import type { Space } from '#shared/domain/space.ts';
import { chainsInside, isThin } from '#shared/domain/thin-space.ts';
import { createRandom, deriveSeed } from '#shared/numerics/random.ts';
import { sobolPoints } from '#shared/numerics/sobol.ts';
import { RegionChains } from '#shared/numerics/thin-regions.ts';
import { row } from '../rows.ts';

/** How much of a function's variance over the allowed space goes with one parameter. */
export interface TotalEffect {
  readonly parameter: string;
  /** Share of the variance, 0 … 1; shares of several parameters overlap where these act together. */
  readonly total: number;
  /** Monte-Carlo standard error. */
  readonly error: number;
}

export interface TotalEffectsOptions {
  /** Pairs drawn for each parameter, a power of two. */
  readonly count: number;
  readonly seed: number;
}

/**
 * Total-effect Sobol indices of a function of the free parameters, by Jansen's estimator
 *
 *     T_j = ½ E[(f(a) − f(a with v_j from b))²] / Var f,
 *
 * where a is uniform over the allowed space in v and b draws only v_j, kept where the moved point is allowed too: with
 * constraints the parameters are not independent, and T_j is the effect of moving one of them as far as they let it. In a
 * thin space a comes from chains, and v_j is drawn again until it is allowed.
 * For f = Σ c_j v_j on the box, T_j = c_j²/Σ c². Source: M. J. W. Jansen, Comput. Phys. Commun. 117 (1999) 35, eq. 13;
 * A. Saltelli et al., Comput. Phys. Commun. 181 (2010) 259, table 2 (f).
 *
 * @param evaluate f at points θ given as coordinates u, row-major
 * @returns one effect a parameter, in their order; empty where the space or f does not vary
 */
export async function totalEffects(
  space: Space,
  evaluate: (u: Float64Array) => Promise<Float64Array>,
  { count, seed }: TotalEffectsOptions,
): Promise<TotalEffect[]> {
  const dimension = space.names.length;
  const sample = sobolPoints(2 * dimension, count, { scrambleSeed: deriveSeed(seed, 'total effects') });
  const base: Float64Array[] = [];
  const moved: Moved[] = space.names.map(() => ({ u: [], of: [] }));
  for (let i = 0; i < count; i++) {
    const both = row(sample, i, 2 * dimension);
    const a = both.subarray(0, dimension);
    const u = allowedInputs(space, a);
    if (!u) continue;
    for (let j = 0; j < dimension; j++) {
      const b = Float64Array.from(a);
      b[j] = both[dimension + j];
      const input = allowedInputs(space, b);
      if (!input) continue;
      moved[j].u.push(input);
      moved[j].of.push(base.length);
    }
    base.push(u);
  }
  if (isThin(base.length, count)) drawThin(space, seed, base, moved, count);
  const values = await evaluate(flat(base));
  const variance = varianceOf(values);
  if (!(variance > 0)) return [];
  const effects: TotalEffect[] = [];
  for (const [j, parameter] of space.names.entries()) {
    const { u, of } = moved[j];
    const there = await evaluate(flat(u));
    const halves = of.map((i, k) => 0.5 * (values[i] - there[k]) ** 2);
    const mean = halves.reduce((sum, half) => sum + half, 0) / halves.length;
    const scatter = halves.reduce((sum, half) => sum + (half - mean) ** 2, 0) / (halves.length - 1);
    effects.push({ parameter, total: mean / variance, error: Math.sqrt(scatter / halves.length) / variance });
  }
  return effects;
}

/** For one parameter: the moved points, and which base point each belongs to. */
interface Moved {
  readonly u: Float64Array[];
  readonly of: number[];
}

/** Draws of one v_j until it is allowed, at most. */
const MOST_DRAWS = 256;

/** Adds pairs of a thin space. */
function drawThin(
  space: Space,
  seed: number,
  base: Float64Array[],
  moved: readonly Moved[],
  count: number,
): void {
  const chains = chainsInside(space, deriveSeed(seed, 'total effects'));
  if (!(chains instanceof RegionChains)) return;
  const random = createRandom(deriveSeed(seed, 'total effects in a thin space'));
  const points = chains.next(count);
  for (let i = 0; i < count; i++) {
    const a = row(points, i, space.names.length);
    const u = allowedInputs(space, a);
    if (!u) continue;
    for (const [j, { u: inputs, of }] of moved.entries()) {
      const b = Float64Array.from(a);
      for (let draw = 0; draw < MOST_DRAWS; draw++) {
        b[j] = random.uniform();
        const input = space.violation(b) === 0 ? allowedInputs(space, b) : null;
        if (!input) continue;
        inputs.push(input);
        of.push(base.length);
        break;
      }
    }
    base.push(u);
  }
}

function allowedInputs(space: Space, v: Float64Array): Float64Array | null {
  const theta = space.fromUnit(v);
  return space.contains(theta) ? space.coordinates(theta) : null;
}

function flat(rows: readonly Float64Array[]): Float64Array {
  const width = rows[0]?.length ?? 0;
  const all = new Float64Array(rows.length * width);
  rows.forEach((values, i) => {
    all.set(values, i * width);
  });
  return all;
}

function varianceOf(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
}
