import type { ProposalRule } from '#shared/domain/acquisition-method.ts';
import { createRandom } from '#shared/numerics/random.ts';
import type { Belief } from './belief.ts';
import type { CandidateSet } from './candidate-set.ts';
import type { QuantitySurrogate } from './proposal.ts';
import type { Spacing } from './spacing.ts';
import type { Survey } from './survey.ts';

/** What a rule that asks the surrogate chooses from. */
export interface Situation {
  /** Allowed points, far enough from every known and pending one. */
  readonly candidates: CandidateSet;
  /** d, the dimension of v. */
  readonly dimension: number;
  /** The contour quantities' surrogates; at least one. */
  readonly guides: readonly QuantitySurrogate[];
  /** What they say at the candidates, pending points taken as measured. */
  readonly beliefs: readonly Belief[];
  /** The probability that an evaluation succeeds at each candidate; null where failures have no say. */
  readonly success: Float64Array | null;
  /** Holds back what is more likely to fail than to succeed. */
  readonly quota: RiskQuota;
  /** The ±1σ edges of the expected band, where they are fitted. */
  readonly edges: { readonly lower?: QuantitySurrogate; readonly upper?: QuantitySurrogate };
  /** Inputs of the pending points, m × D. */
  readonly pendingU: Float64Array;
  /** v of all known and pending points. */
  readonly occupied: Float64Array;
  /** The whole allowed volume, over which effects are integrated. */
  readonly volume: Survey;
  /** q, how many points are wanted. */
  readonly size: number;
  /** Keeps picks apart; known and pending points are placed already. */
  readonly spacing: Spacing;
  /** Smallest distance in v that `spacing` keeps. */
  readonly minimumDistance: number;
  readonly seed: number;
  readonly signal?: AbortSignal;
  /** Told what share of the points is picked, by rules that take their time over each. */
  readonly onShare?: (share: number) => void;
}

/** A chosen candidate and the rule that chose it. */
export interface Pick {
  readonly candidate: number;
  readonly rule: ProposalRule;
}

/**
 * Scores as they count where an evaluation may fail: a point that fails brings nothing. A score below zero (of `straddle`,
 * for a place that is settled) is divided instead, so that a likely failure never gains by it.
 *
 * @param success of the same points
 */
export function weighed(scores: Float64Array, success: Float64Array | null): Float64Array {
  if (success === null) return scores;
  return scores.map((score, point) => (score >= 0 ? score * success[point] : score / success[point]));
}

/**
 * What is left of points that are taken for their position alone: each stays with the probability that its evaluation
 * succeeds. The same seed keeps the same points.
 *
 * @param success of all points, by their index
 */
export function thinned(points: readonly number[], success: Float64Array | null, seed: number): number[] {
  if (success === null) return [...points];
  const random = createRandom(seed);
  return points.filter((point) => random.uniform() < success[point]);
}

/** This share of a batch at most goes where evaluations are more likely to fail than to succeed. */
const RISKY_SHARE = 1 / 4;

/**
 * Counts the picks of a batch that are more likely to fail than to succeed. Weighed scores alone do not hold them back:
 * where the rest of the contour is known, entropies fall by orders of magnitude and the chance to succeed does not. A
 * quarter may go there, so that a region is not given up for a few failures.
 */
export class RiskQuota {
  readonly #success: Float64Array | null;
  #left: number;

  /**
   * @param success of all candidates, null where failures have no say
   * @param size of the batch
   */
  constructor(success: Float64Array | null, size: number) {
    this.#success = success;
    this.#left = Math.floor(RISKY_SHARE * size);
  }

  #isRisky(candidate: number): boolean {
    return this.#success !== null && this.#success[candidate] < 0.5;
  }

  allows(candidate: number): boolean {
    return this.#left > 0 || !this.#isRisky(candidate);
  }

  take(candidate: number): void {
    if (this.#isRisky(candidate)) this.#left -= 1;
  }
}

/**
 * Takes the first `count` candidates of an order that keep their distance, and places them. Those beyond the quota of
 * likely failures come where nothing else is left.
 */
export function takeInOrder(
  order: Iterable<number>,
  count: number,
  rule: ProposalRule,
  {
    candidates,
    spacing,
    quota,
  }: { readonly candidates: CandidateSet; readonly spacing: Spacing; readonly quota: RiskQuota },
): Pick[] {
  const picks: Pick[] = [];
  const beyond: number[] = [];
  const tryToTake = (candidate: number) => {
    if (!spacing.isFree(candidates.v, candidate)) return;
    spacing.place(candidates.v, candidate);
    quota.take(candidate);
    picks.push({ candidate, rule });
  };
  for (const candidate of order) {
    if (picks.length === count) return picks;
    if (quota.allows(candidate)) tryToTake(candidate);
    else beyond.push(candidate);
  }
  for (const candidate of beyond) {
    if (picks.length === count) break;
    tryToTake(candidate);
  }
  return picks;
}
