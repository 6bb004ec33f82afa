import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  contourDistance,
  entropyOfZ,
  exclusionProbability,
  MAX_ENTROPY,
} from '#shared/numerics/exclusion.ts';
import { normalTails } from './normal-tails.ts';

describe('exclusion probability and entropy', () => {
  it.each(normalTails)('agree with 50 digits at z = $z', ({ z, p, entropy }) => {
    expect(Math.abs(exclusionProbability(-z * 0.3, 0.3) - p)).toBeLessThanOrEqual(1e-14 + 1e-12 * p);
    // 1e-11 relative: the entropy inherits the accuracy of ln Φ, also far below the float64 distance of p from 1.
    // 1e-190: at |z| = 30 the 50 digits of the reference lose the term −(1−p) ln(1−p) = p = 5e-198.
    expect(Math.abs(entropyOfZ(z) - entropy)).toBeLessThanOrEqual(1e-11 * entropy + 1e-190);
    expect(entropyOfZ(-z)).toBe(entropyOfZ(z));
  });

  it('follows p (1 − ln p) deep in the tails', () => {
    // Φ(−30) = 4.906713927148187e-198; the next term of the expansion is −p²/2.
    const p = 4.906713927148187e-198;
    expect(entropyOfZ(30) / (p * (1 - Math.log(p)))).toBeCloseTo(1, 11);
  });

  it('is certain where there is no uncertainty', () => {
    expect(exclusionProbability(-0.1, 0)).toBe(1);
    expect(exclusionProbability(0.1, 0)).toBe(0);
    expect(exclusionProbability(0, 0)).toBe(0);
    for (const mean of [-1, 0, 1]) expect(entropyOfZ(contourDistance(mean, 0))).toBe(0);
  });

  it('keeps the entropy between 0 and ln 2 and lets it fall with |z|', () => {
    const anyZ = fc.double({ noNaN: true });
    fc.assert(
      fc.property(anyZ, anyZ, (first, second) => {
        const [near, far] = [first, second].sort((a, b) => Math.abs(a) - Math.abs(b));
        const [larger, smaller] = [entropyOfZ(near!), entropyOfZ(far!)];
        expect(smaller).toBeGreaterThanOrEqual(0);
        expect(larger).toBeLessThanOrEqual(MAX_ENTROPY);
        // 1e-15: two roundings of values below 1.
        expect(larger).toBeGreaterThanOrEqual(smaller - 1e-15);
      }),
    );
    expect(entropyOfZ(0)).toBe(MAX_ENTROPY);
    // Found by the property: one rounding above ln 2.
    expect(entropyOfZ(2.4796470199992863e-10)).toBe(MAX_ENTROPY);
  });
});
