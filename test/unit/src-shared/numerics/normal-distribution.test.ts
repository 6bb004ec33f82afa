import { describe, expect, it } from 'vitest';
import { logNormalCdf, normalCdf, normalPdf } from '#shared/numerics/normal-distribution.ts';
import { normalTails } from './normal-tails.ts';

describe('the normal distribution', () => {
  it.each(normalTails)('agrees with 50 digits at z = $z', ({ z, p, ln_p }) => {
    // 1e-12 relative: exp(−z²/2) carries the rounding of z²/2 ≤ 800.
    expect(Math.abs(normalCdf(z) - p)).toBeLessThanOrEqual(1e-12 * p);
    // The reference is rounded to float64, so ln Φ = −4.9e-198 at z = 30 stands there as 0.
    const tolerance = 1e-12 * Math.abs(ln_p) + 1e-190;
    expect(Math.abs(logNormalCdf(z) - ln_p)).toBeLessThanOrEqual(tolerance);
  });

  it('reaches its limits without NaN', () => {
    expect([normalCdf(Number.NEGATIVE_INFINITY), normalCdf(Number.POSITIVE_INFINITY)]).toEqual([0, 1]);
    expect(logNormalCdf(Number.NEGATIVE_INFINITY)).toBe(Number.NEGATIVE_INFINITY);
    expect(logNormalCdf(Number.POSITIVE_INFINITY)).toBeCloseTo(0, 15);
    expect(normalCdf(Number.NaN)).toBeNaN();
  });

  it('has the density as its derivative', () => {
    expect(normalPdf(0)).toBeCloseTo(1 / Math.sqrt(2 * Math.PI), 15);
    for (const z of [-3, -0.7, 0.2, 2.1]) {
      // Central difference: error h²/6 φ'' + 1e-16/h ≈ 1e-10.
      expect((normalCdf(z + 1e-5) - normalCdf(z - 1e-5)) / 2e-5).toBeCloseTo(normalPdf(z), 9);
    }
  });
});
