import type { Random } from '#shared/numerics/random.ts';
import { squaredDistance } from './acquisition/spacing.ts';

/** Points from which the farthest is taken. */
const DRAWN = 200;

/**
 * Some of many points, spread over all of them by greedy maximin: a random one, then again and again, of 200 points drawn,
 * the one farthest from those chosen. (The farthest of all would walk the corners of a grid whatever the seed, so that the
 * seeds of a replay would hardly differ.)
 *
 * @param v points, count × d
 * @param size at most count
 * @returns `size` different rows of v; the first ones alone are spread out too
 */
export function spreadPoints(v: Float64Array, dimension: number, size: number, random: Random): number[] {
  const count = v.length / dimension;
  const distance = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  const chosen: number[] = [];
  while (chosen.length < size) {
    const next = chosen.length === 0 ? random.integer(count) : farthestDrawn(distance, random);
    chosen.push(next);
    for (let row = 0; row < count; row++) {
      const squared = squaredDistance(v, row * dimension, v, next * dimension, dimension);
      distance[row] = Math.min(distance[row], squared);
    }
    // A replicate of a chosen point is at distance 0 too: −1 keeps the chosen ones behind it.
    distance[next] = -1;
  }
  return chosen;
}

/** Draws until at least one of the points drawn is not chosen yet. */
function farthestDrawn(distance: Float64Array, random: Random): number {
  let farthest = random.integer(distance.length);
  for (let drawn = 1; drawn < DRAWN || distance[farthest] < 0; drawn++) {
    const row = random.integer(distance.length);
    if (distance[row] > distance[farthest]) farthest = row;
  }
  return farthest;
}
