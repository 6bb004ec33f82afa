import { normalCdf } from '#shared/numerics/normal-distribution.ts';
import { descending, meanOverQuantities } from './belief.ts';
import { type Pick, type Situation, takeInOrder } from './situation.ts';

/** The band |ln μ| < t never gets narrower than this. */
const NARROWEST_BAND = 0.05;

/** P(|f| < t) for a normal f of mean ŷ and standard deviation s. */
function probabilityWithin(t: number, mean: number, sd: number): number {
  if (sd === 0) return Math.abs(mean) < t ? 1 : 0;
  // On the side where both tails are small, so that their difference keeps its digits.
  const distance = Math.abs(mean);
  return normalCdf((t - distance) / sd) - normalCdf((-t - distance) / sd);
}

/**
 * The rule `improvement`: the largest probability to come nearer to the contour than any known limit, Φ((t−ŷ)/s) −
 * Φ((−t−ŷ)/s) with t the smallest known |ln μ|, at least 0.05 (Weber et al., CHEP 2023).
 */
export function pickByImprovement(situation: Situation): Pick[] {
  const { beliefs, guides, size } = situation;
  const bands = guides.map(({ smallestKnown = 0 }) => Math.max(NARROWEST_BAND, smallestKnown));
  const scores = meanOverQuantities(beliefs, (mean, sd, index) => probabilityWithin(bands[index], mean, sd));
  return takeInOrder(descending(scores), size, 'improvement', situation);
}
