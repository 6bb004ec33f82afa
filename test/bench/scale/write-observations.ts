import { createTrainingSet, type Observations } from '#main/fitting/gaussian-process/training-set.ts';
import { createRandom } from '#shared/numerics/random.ts';
import { writeForPeer } from '../speed/synthetic-observations.ts';

/** Which points of the synthetic campaign are observed. */
export type Observed =
  /** Low-fidelity points on a grid or as many scattered ones, and scattered high-fidelity ones. */
  | { readonly kind: 'grid' | 'scattered'; readonly levels: readonly number[]; readonly high: number }
  /** High-fidelity points at a few places, in turn. */
  | { readonly kind: 'places'; readonly places: number; readonly rows: number };

const NOISE = 0.02;

/** Writes the campaign of `peers/synthetic_campaign.py`, from random numbers of its own, as a CSV file. */
export function writeObservations(observed: Observed): string {
  const random = createRandom(1);
  const anywhere = (count: number, dimension: number) =>
    Array.from({ length: count }, () => Array.from({ length: dimension }, () => random.uniform()));
  const observe = (points: readonly (readonly number[])[], isLow: boolean): Observations => ({
    u: Float64Array.from(points.flat()),
    y: Float64Array.from(points, (u) => truth(u) + (isLow ? shift(u) : 0) + NOISE * random.normal()),
  });
  if (observed.kind === 'places') {
    const places = anywhere(observed.places, 4);
    const points = Array.from({ length: observed.rows }, (_, i) => places[i % observed.places]);
    const training = createTrainingSet(4, { high: observe(points, false) });
    return writeForPeer(`places-${observed.places}-${observed.rows}`, training, true);
  }
  const { kind, levels, high } = observed;
  const dimension = levels.length;
  const cells = levels.reduce<number[][]>(
    (grid, size) => grid.flatMap((cell) => Array.from({ length: size }, (_, k) => [...cell, k / (size - 1)])),
    [[]],
  );
  const low = kind === 'grid' ? cells : anywhere(cells.length, dimension);
  const training = createTrainingSet(dimension, {
    low: observe(low, true),
    high: observe(anywhere(high, dimension), false),
  });
  return writeForPeer(`iteration-${kind}-${levels.join('x')}-${high}`, training, true);
}

/** ln μ; coordinates that a campaign lacks stand at 0.3. */
function truth([a, b, c = 0.3, g = 0.3]: readonly number[]): number {
  return 3 * a - 1.2 * g + 0.8 * b * b - 0.6 * Math.sin(3 * c) + 1.5 * (a - 0.4 * c) ** 2 - 0.5 * g * a;
}

function shift([a, , , g = 0.3]: readonly number[]): number {
  return 0.25 * Math.sin(2 * a + g);
}
