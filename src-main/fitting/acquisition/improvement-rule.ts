import { normalCdf } from '#shared/numerics/normal-distribution.ts';
import { descending, lnMuOf, meanOverQuantities } from './belief.ts';
import { type Pick, type Situation, takeInOrder, weighed } from './situation.ts';

/** The band |ln μ| < t never gets narrower than this. */
const NARROWEST_BAND = 0.05;

/**
 * The smallest |ln μ| among known limits: the distance to the contour that the rule wants to improve on.
 *
 * @param y ln μ of the limits; NaN where a point has none
 * @returns null where no limit is known
 */
export function smallestDistance(y: Iterable<number>): number | null {
  let least = Number.POSITIVE_INFINITY;
  for (const value of y) {
    const distance = Math.abs(value);
    if (distance < least) least = distance;
  }
  return least === Number.POSITIVE_INFINITY ? null : least;
}

/** P(|f| < t) for a normal f of mean ŷ and standard deviation s. */
function probabilityWithin(t: number, mean: number, sd: number): number {
  if (sd === 0) return Math.abs(mean) < t ? 1 : 0;
  // On the side where both tails are small, so that their difference keeps its digits.
  const distance = Math.abs(mean);
  return normalCdf((t - distance) / sd) - normalCdf((-t - distance) / sd);
}

/**
 * The rule `improvement`: the largest probability to come nearer to the contour than any known limit, Φ((t−ŷ)/s) −
 * Φ((−t−ŷ)/s) with t the smallest known |ln μ|, at least 0.05 (Weber et al., CHEP 2023). Without a known limit t is 0.05:
 * with t = ∞ every point would score 1 and none could be told apart.
 */
export function pickByImprovement(situation: Situation): Pick[] {
  const { beliefs, guides, size, success } = situation;
  const bands = guides.map(({ smallestKnown }) => Math.max(NARROWEST_BAND, smallestKnown ?? 0));
  const scores = meanOverQuantities(lnMuOf(beliefs), (mean, sd, index) =>
    probabilityWithin(bands[index], mean, sd),
  );
  return takeInOrder(descending(weighed(scores, success)), size, 'improvement', situation);
}
