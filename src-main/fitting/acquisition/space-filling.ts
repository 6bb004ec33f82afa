import type { SpaceFillingMethod } from '#shared/domain/acquisition-method.ts';
import type { FailureModel } from '#shared/domain/failure-region.ts';
import type { Space } from '#shared/domain/space.ts';
import { isThin } from '#shared/domain/thin-space.ts';
import { createRandom, deriveSeed } from '#shared/numerics/random.ts';
import { pickRows } from '../rows.ts';
import { boxCandidates, CandidateCollector, type CandidateSet } from './candidate-set.ts';
import { designPoints, designSize, farthestFirst } from './design.ts';
import { successProbability } from './failures/failure-model.ts';
import { type Pick, RiskQuota, takeInOrder, thinned } from './situation.ts';
import { type Spacing, squaredDistance } from './spacing.ts';

/** How a design grows until enough of its points are allowed and keep their distance. */
const GROWTH = 1.5;

/** Candidates of a thin space that are put in order of distance, which is quadratic work. */
const MOST_SPREAD = 2 ** 12;

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
  for (let count = size; ; ) {
    const design = designPoints(method, dimension, count, seed);
    const collector = new CandidateCollector(space);
    for (let start = 0; start < design.length; start += dimension) {
      collector.add(design.subarray(start, start + dimension));
    }
    const candidates = collector.finish();
    const all = Array.from({ length: candidates.count }, (_, index) => index);
    const success = failures && successProbability(failures, candidates.v);
    const kept = thinned(all, success, deriveSeed(seed, 'failures'));
    const picks = takeInOrder(kept, size, method, {
      candidates,
      spacing: createSpacing(),
      quota: new RiskQuota(success, size),
    });
    if (picks.length === size) return { candidates, picks };
    // A grid for fewer points than it has would be the same again.
    const next = Math.max(Math.ceil(count * GROWTH), designSize(method, dimension, count) + 1);
    const isTooThin = isThin(candidates.count, design.length / dimension);
    if (isTooThin || designSize(method, dimension, next) > Math.max(LARGEST_DESIGN, size))
      return fillThinBox(method, space, size, seed, createSpacing(), failures);
    count = next;
  }
}

/**
 * A batch that fills a space which designs over the box hardly meet, out of the candidates: at random, or spread as far
 * apart as they go, which is what the other designs are for.
 */
function fillThinBox(
  method: SpaceFillingMethod,
  space: Space,
  size: number,
  seed: number,
  spacing: Spacing,
  failures: FailureModel | null,
): { candidates: CandidateSet; picks: Pick[] } {
  const candidates = boxCandidates(space, seed);
  const all = Array.from({ length: candidates.count }, (_, index) => index);
  createRandom(deriveSeed(seed, 'thin')).shuffle(all);
  const success = failures && successProbability(failures, candidates.v);
  const kept = thinned(all, success, deriveSeed(seed, 'failures'));
  const few = kept.slice(0, MOST_SPREAD);
  const spread =
    method === 'random'
      ? few
      : Array.from(
          farthestFirst(pickRows(candidates.v, few, space.names.length), space.names.length),
          (row) => few[row],
        );
  // What is likely to fail comes where nothing else is left.
  const order = new Set([...spread, ...kept, ...all]);
  return {
    candidates,
    picks: takeInOrder(order, size, method, { candidates, spacing, quota: new RiskQuota(success, size) }),
  };
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
    return takeInOrder(order, size, method, {
      candidates: pool,
      spacing,
      quota: new RiskQuota(success, size),
    });
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
