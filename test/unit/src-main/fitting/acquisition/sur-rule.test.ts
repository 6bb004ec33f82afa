import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ConditionedField } from '#main/fitting/acquisition/conditioned-field.ts';
import { firstOrderGains } from '#main/fitting/acquisition/sur-rule.ts';
import { normalCdf, normalPdf } from '#shared/numerics/normal-distribution.ts';
import { sobolPoints } from '#shared/numerics/sobol.ts';
import { createTestPosterior, observe } from './test-posterior.ts';

/** Φ₂(−z, z; −r) with 30 digits (test/fixtures/bivariate-normal/generate.py). */
const { rows: fixture }: { rows: { z: number; r: number; phi2: number }[] } = JSON.parse(
  readFileSync(new URL('../../../../fixtures/bivariate-normal/phi2.json', import.meta.url), 'utf8'),
);

/**
 * Φ₂(−z, z; −r) = 2 T(z, √((1−r)/(1+r))) with D. Owen's T(h, a) = ∫_0^a exp(−h²(1+x²)/2)/(1+x²) dx/2π (1956), by
 * Simpson's rule: the expected p(1−p) after a measurement that explains the share r of the variance.
 */
function expectedMisclassification(z: number, r: number, steps = 64): number {
  const end = Math.sqrt((1 - r) / (1 + r));
  let sum = 0;
  for (let step = 0; step <= steps; step++) {
    const x = (end * step) / steps;
    const weight = step === 0 || step === steps ? 1 : step % 2 === 1 ? 4 : 2;
    sum += (weight * Math.exp((-z * z * (1 + x * x)) / 2)) / (1 + x * x);
  }
  return (2 * sum * end) / (3 * steps) / (2 * Math.PI);
}

/** The integrated p(1−p) that measuring a site is expected to take away, exactly. */
function exactGain(field: ConditionedField, site: number, steps?: number): number {
  let gain = 0;
  for (let target = 0; target < field.targets; target++) {
    const variance = field.targetVariance[target];
    const z = field.targetMean[target] / Math.sqrt(variance);
    const r =
      field.cross[target * field.sites + site] ** 2 / (variance * (field.siteVariance[site] + field.noise));
    gain += normalCdf(z) * normalCdf(-z) - expectedMisclassification(z, r, steps);
  }
  return gain;
}

describe('the exact form of stepwise uncertainty reduction', () => {
  it('is the bivariate normal CDF', () => {
    // 1e-8: Simpson's rule on a smooth integrand with 64 steps.
    for (const { z, r, phi2 } of fixture)
      expect(Math.abs(expectedMisclassification(z, r) - phi2)).toBeLessThan(1e-8);
  });

  it('has φ(z)² as its slope in r', () => {
    for (const { z, r, phi2 } of fixture) {
      if (r === 0 || r > 0.01) continue;
      const before = fixture.find((row) => row.z === z && row.r === 0)!.phi2;
      // The next term is at most r²/2 · ∂²Φ₂/∂ρ² ≤ r²/2 · z² φ(z)², and 1e-12 is the rounding of the fixture over r.
      const error = Math.abs((before - phi2) / r - normalPdf(z) ** 2);
      expect(error).toBeLessThan(r * z * z * normalPdf(z) ** 2 + r * r + 1e-12);
    }
  });
});

describe('firstOrderGains', () => {
  // A contour x + y = 1 seen from eight noisy points.
  const points = sobolPoints(2, 8, { scrambleSeed: 3 });
  const known = Array.from({ length: 8 }, (_, row) => [points[2 * row], points[2 * row + 1]]);
  const posterior = createTestPosterior(
    2,
    observe(known, ([x, y]) => 3 * (x + y - 1)),
    { noise: 0.01 },
  );
  const targetU = sobolPoints(2, 256, { scrambleSeed: 4 });
  const siteU = sobolPoints(2, 128, { scrambleSeed: 5 });

  it('agrees with the exact form where a measurement explains little', async () => {
    const noisy = createTestPosterior(
      2,
      observe(known, ([x, y]) => 3 * (x + y - 1)),
      { noise: 1e4 },
    );
    const field = await ConditionedField.create(noisy, 'high', targetU, siteU);
    const gains = firstOrderGains(field, field.sites);
    for (let site = 0; site < field.sites; site += 7) {
      // r ≤ 1e-4 everywhere: the second order is as much smaller, and Simpson's error 2e-12 with 512 steps.
      expect(gains[site] / exactGain(field, site, 512)).toBeCloseTo(1, 2);
    }
  });

  it('picks batches that the exact form finds nearly as good as its own', async () => {
    const ours = await ConditionedField.create(posterior, 'high', targetU, siteU);
    const exact = await ConditionedField.create(posterior, 'high', targetU, siteU);
    const largest = (scores: ArrayLike<number>) =>
      Array.from(scores).reduce((best, score, index, all) => (score > all[best] ? index : best), 0);
    let reached = 0;
    let possible = 0;
    for (let pick = 0; pick < 6; pick++) {
      const mine = largest(firstOrderGains(ours, ours.sites));
      reached += exactGain(ours, mine);
      await ours.condition(mine);
      const best = largest(Array.from({ length: exact.sites }, (_, site) => exactGain(exact, site)));
      possible += exactGain(exact, best);
      await exact.condition(best);
    }
    expect(reached / possible).toBeGreaterThan(0.95);
  });
});
