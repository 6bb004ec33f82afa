import type { SpaceFillingMethod } from '#shared/domain/acquisition-method.ts';
import type { FailureModel } from '#shared/domain/failure-region.ts';
import type { Space } from '#shared/domain/space.ts';
import { createRandom, deriveSeed } from '#shared/numerics/random.ts';
import { CandidateCollector, type CandidateSet } from './candidate-set.ts';
import { designPoints } from './design.ts';
import { successProbability } from './failures/failure-model.ts';
import { type Pick, takeInOrder, thinned } from './situation.ts';
import { type Spacing, squaredDistance } from './spacing.ts';

/** How a design grows until enough of its points are allowed and keep their distance. */
const GROWTH = 1.5;

/** The largest design that is tried; for grids, whose order is quadratic work, as well. */
const LARGEST_DESIGN = 2 ** 13;

/**
 * A batch that fills the allowed box evenly, without a surrogate: the smallest design of which `size` points satisfy
 * the constraints and keep their distance.
 *
 * @param createSpacing a fresh one, with known and pending points placed
 */
export function fillBox(
  method: SpaceFillingMethod,
  space: Space,
  size: number,
  seed: number,
  createSpacing: () => Spacing,
  failures: FailureModel | null = null,
): { candidates: CandidateSet; picks: Pick[] } {
  const dimension = space.names.length;
  for (let count = size; ; count = Math.ceil(count * GROWTH)) {
    const design = designPoints(method, dimension, count, seed);
    const collector = new CandidateCollector(space);
    for (let start = 0; start < design.length; start += dimension) {
      collector.add(design.subarray(start, start + dimension));
    }
    const candidates = collector.finish();
    const all = Array.from({ length: candidates.count }, (_, index) => index);
    const success = failures && successProbability(failures, candidates.v);
    const kept = thinned(all, success, deriveSeed(seed, 'failures'));
    const isLast = count >= Math.max(LARGEST_DESIGN, size);
    // What is likely to fail comes where nothing else is left.
    const order = isLast ? [...new Set([...kept, ...all])] : kept;
    const picks = takeInOrder(order, size, method, { candidates, spacing: createSpacing() });
    if (picks.length === size || isLast) return { candidates, picks };
  }
}

/** A space-filling batch out of a finite pool: the nearest free row to each point of the design, or random rows. */
export function fillFromPool(
  method: SpaceFillingMethod,
  pool: CandidateSet,
  dimension: number,
  size: number,
  seed: number,
  spacing: Spacing,
  failures: FailureModel | null = null,
): Pick[] {
  const success = failures && successProbability(failures, pool.v);
  const kept = new Set(
    thinned(
      Array.from({ length: pool.count }, (_, index) => index),
      success,
      deriveSeed(seed, 'failures'),
    ),
  );
  if (method === 'random') {
    const order = [...kept];
    createRandom(seed).shuffle(order);
    return takeInOrder(order, size, method, { candidates: pool, spacing });
  }
  const design = designPoints(method, dimension, size, seed);
  const picks: Pick[] = [];
  const taken = new Set<number>();
  for (let start = 0; start < design.length && picks.length < size; start += dimension) {
    const distances = Float64Array.from({ length: pool.count }, (_, row) =>
      taken.has(row) || !kept.has(row)
        ? Number.POSITIVE_INFINITY
        : squaredDistance(pool.v, row * dimension, design, start, dimension),
    );
    const nearest = [...distances.keys()]
      .filter((row) => kept.has(row) && !taken.has(row) && spacing.isFree(pool.v, row))
      .reduce((best, row) => (best < 0 || distances[row] < distances[best] ? row : best), -1);
    if (nearest < 0) break;
    taken.add(nearest);
    spacing.place(pool.v, nearest);
    picks.push({ candidate: nearest, rule: method });
  }
  return picks;
}
