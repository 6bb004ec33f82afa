import type { Random } from '#shared/numerics/random.ts';
import { nearestDistances, squaredDistance } from './spacing.ts';

/** The radius shrinks by this factor until the discs fit. */
const SHRINK = 0.9;

/** Below this distance in v points count as the same. */
const SMALLEST_RADIUS = 1e-6;

/**
 * Poisson-disc sampling (R. Bridson, SIGGRAPH 2007) among given points: a new point lies in the ring between one and
 * two radii around an active one and at least a radius from all others; an active point without such a neighbour
 * retires; when none is active, any free point starts the next cluster, so that separate regions are all reached.
 *
 * @param points n × d
 * @param distances of the points to what is placed already, n; not changed
 * @returns rows of points, at most `count`
 */
export function placeDiscs(
  points: Float64Array,
  dimension: number,
  distances: Float64Array,
  radius: number,
  count: number,
  random: Random,
): number[] {
  const free = distances.slice();
  const placed: number[] = [];
  const active: number[] = [];
  const squaredTo = (row: number, center: number) =>
    squaredDistance(points, row * dimension, points, center * dimension, dimension);
  const choose = (suits: (row: number) => boolean): number | undefined => {
    const rows: number[] = [];
    for (let row = 0; row < free.length; row++) if (free[row] >= radius && suits(row)) rows.push(row);
    return rows.length === 0 ? undefined : rows[random.integer(rows.length)];
  };
  while (placed.length < count) {
    const slot = active.length === 0 ? undefined : random.integer(active.length);
    const row =
      slot === undefined
        ? choose(() => true)
        : choose((near) => squaredTo(near, active[slot]) < (2 * radius) ** 2);
    if (row === undefined) {
      if (slot === undefined) break;
      active.splice(slot, 1);
      continue;
    }
    placed.push(row);
    active.push(row);
    for (let other = 0; other < free.length; other++) {
      free[other] = Math.min(free[other], Math.sqrt(squaredTo(other, row)));
    }
    // The point itself is used up even where the radius is zero.
    free[row] = -1;
  }
  return placed;
}

/**
 * `count` points as far from each other and from the occupied ones as a shrinking disc radius finds, or as many as
 * there are at the smallest radius.
 *
 * @param points n × d in v
 * @param occupied m × d, discs placed before
 * @param smallest radius below which the search ends
 * @returns rows of points
 */
export function spreadByDiscs(
  points: Float64Array,
  occupied: Float64Array,
  dimension: number,
  count: number,
  smallest: number,
  random: Random,
): number[] {
  const distances = nearestDistances(points, occupied, dimension);
  for (
    let radius = Math.sqrt(dimension) / 2;
    radius > Math.max(smallest, SMALLEST_RADIUS);
    radius *= SHRINK
  ) {
    const placed = placeDiscs(points, dimension, distances, radius, count, random);
    if (placed.length === count) return placed;
  }
  return placeDiscs(points, dimension, distances, smallest, count, random);
}
