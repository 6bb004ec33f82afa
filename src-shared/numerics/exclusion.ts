import { logNormalCdf, normalCdf } from './normal-distribution.ts';

/** The largest entropy of a yes-or-no question, in nats: ln 2, reached on the predicted contour (p = ½). */
export const MAX_ENTROPY = Math.LN2;

/**
 * The distance of ln μ from the exclusion contour ln μ = 0 in posterior standard deviations, z = ŷ/s. Without
 * uncertainty (s = 0) it is −∞ where ŷ < 0 (excluded) and +∞ elsewhere.
 *
 * @param mean ŷ, posterior mean of ln μ
 * @param sd s ≥ 0, posterior standard deviation of the noise-free ln μ
 */
export function contourDistance(mean: number, sd: number): number {
  if (sd === 0) return mean < 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return mean / sd;
}

/**
 * Exclusion probability p = P(ln μ < 0) = Φ(−ŷ/s) (Bhatti et al., CHEP 2023, eq. 7), with mean and sd of ln μ;
 * 0 or 1 exactly where s = 0.
 */
export function exclusionProbability(mean: number, sd: number): number {
  return normalCdf(-contourDistance(mean, sd));
}

/**
 * Entropy of a yes-or-no question in nats, H = −p ln p − (1−p) ln(1−p), 0 at p = 0 and 1.
 *
 * @param p in [0, 1]
 */
export function entropyOfProbability(p: number): number {
  if (p <= 0 || p >= 1) return 0;
  return Math.min(MAX_ENTROPY, -p * Math.log(p) - (1 - p) * Math.log1p(-p));
}

/**
 * Entropy of the exclusion, H = −p ln p − (1−p) ln(1−p) in nats with p = Φ(−z) (Bhatti et al., CHEP 2023, eq. 8).
 *
 * H is even in z, so p is taken in the lower tail: ln p and ln(1−p) then come without cancellation, and H is 0 (never
 * NaN) at p = 0 and 1. H(0) = ln 2, H(±1) = 0.437433240927119.
 *
 * @param z ŷ/s, ±∞ allowed
 */
export function entropyOfZ(z: number): number {
  const logP = logNormalCdf(-Math.abs(z));
  const p = Math.exp(logP);
  if (p === 0) return 0;
  // Near the contour both terms' roundings can add up to one more than ln 2.
  return Math.min(MAX_ENTROPY, -p * logP - (1 - p) * Math.log1p(-p));
}
