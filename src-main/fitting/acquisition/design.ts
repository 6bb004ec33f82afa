import type { SpaceFillingMethod } from '#shared/domain/acquisition-method.ts';
import { createRandom, type Random } from '#shared/numerics/random.ts';
import { sobolPoints } from '#shared/numerics/sobol.ts';
import { pickRows } from '../rows.ts';
import { squaredDistance } from './spacing.ts';

/** Independent uniform points. */
function uniformDesign(dimension: number, count: number, random: Random): Float64Array {
  return Float64Array.from({ length: count * dimension }, random.uniform);
}

/** A Latin hypercube: each of the `count` slices of every axis holds one point, at random within it. */
function latinHypercube(dimension: number, count: number, random: Random): Float64Array {
  const design = new Float64Array(count * dimension);
  for (let axis = 0; axis < dimension; axis++) {
    const slices = Array.from({ length: count }, (_, slice) => slice);
    random.shuffle(slices);
    for (const [row, slice] of slices.entries())
      design[row * dimension + axis] = (slice + random.uniform()) / count;
  }
  return design;
}

function gridLevels(dimension: number, count: number): number {
  return Math.ceil(count ** (1 / dimension) - 1e-9);
}

/** How many points a design for `count` of them has: a full grid may have many more. */
export function designSize(method: SpaceFillingMethod, dimension: number, count: number): number {
  return method === 'grid' ? gridLevels(dimension, count) ** dimension : count;
}

/**
 * A full grid with equally many levels per axis, both ends included (the centre for one level), in greedy maximin
 * order: the first q points are spread over the whole box, whatever q is.
 */
function gridDesign(dimension: number, count: number): Float64Array {
  const levels = gridLevels(dimension, count);
  const total = levels ** dimension;
  const grid = new Float64Array(total * dimension);
  for (let row = 0; row < total; row++) {
    for (let axis = 0, rest = row; axis < dimension; axis++, rest = Math.floor(rest / levels)) {
      grid[row * dimension + axis] = levels === 1 ? 0.5 : (rest % levels) / (levels - 1);
    }
  }
  return pickRows(grid, farthestFirst(grid, dimension), dimension);
}

/**
 * The greedy maximin order of points: the first stays first, and each next one is the farthest from all before it.
 *
 * @param points n × d
 * @returns rows of points, n
 */
export function farthestFirst(points: Float64Array, dimension: number): Uint32Array {
  const total = points.length / dimension;
  const order = new Uint32Array(total);
  const distances = new Float64Array(total).fill(Number.POSITIVE_INFINITY);
  let latest = 0;
  for (let place = 0; place < total; place++) {
    order[place] = latest;
    distances[latest] = -1;
    let farthest = 0;
    for (let row = 0; row < total; row++) {
      const squared = squaredDistance(points, row * dimension, points, latest * dimension, dimension);
      distances[row] = Math.min(distances[row], squared);
      if (distances[row] > distances[farthest]) farthest = row;
    }
    latest = farthest;
  }
  return order;
}

/**
 * A space-filling design of at least `count` points.
 *
 * @returns rows of v in [0, 1]^dimension; the first ones alone are spread over the box too, except for a Latin
 *   hypercube, which is one only as a whole
 */
export function designPoints(
  method: SpaceFillingMethod,
  dimension: number,
  count: number,
  seed: number,
): Float64Array {
  switch (method) {
    case 'random':
      return uniformDesign(dimension, count, createRandom(seed));
    case 'latin-hypercube':
      return latinHypercube(dimension, count, createRandom(seed));
    case 'sobol':
      return sobolPoints(dimension, count, { scrambleSeed: seed });
    case 'grid':
      return gridDesign(dimension, count);
  }
}
