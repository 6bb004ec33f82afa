import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectedEntropy, expectedGains } from '#main/fitting/acquisition/expected-gain.ts';
import type { QuantitySurrogate } from '#main/fitting/acquisition/proposal.ts';
import { survey } from '#main/fitting/acquisition/survey.ts';
import { contourDistance, entropyOfZ } from '#shared/numerics/exclusion.ts';
import { gaussHermite } from '#shared/numerics/gauss-hermite.ts';
import { normalPdf } from '#shared/numerics/normal-distribution.ts';
import { sobolPoints } from '#shared/numerics/sobol.ts';
import { asSurrogate, createTestPosterior, observe } from './test-posterior.ts';

/** E H((z + √r ξ)/√(1−r)) by the trapezoidal rule on 20001 points, which is exact to rounding for such integrands. */
function integratedEntropy(z: number, r: number): number {
  let sum = 0;
  for (let step = -10_000; step <= 10_000; step++) {
    const xi = step / 1000;
    sum += (normalPdf(xi) * entropyOfZ((z + Math.sqrt(r) * xi) / Math.sqrt(1 - r))) / 1000;
  }
  return sum;
}

describe('expectedEntropy', () => {
  it('agrees with a fine integration', () => {
    for (const z of [0, 0.4, -1, 2.5, 6]) {
      for (const r of [0.001, 0.1, 0.5, 0.51, 0.9, 0.99, 0.9999]) {
        // 1e-6: 32 nodes at r = 0.5, where H is narrowest over the new mean.
        expect(Math.abs(expectedEntropy(z, r) - integratedEntropy(z, r))).toBeLessThan(1e-6);
      }
    }
  });

  it('lies between nothing and the entropy before', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.double({ min: -8, max: 8, noNaN: true }), share, (z, r) => {
        expect(expectedEntropy(z, r)).toBeGreaterThanOrEqual(0);
        // A measurement never makes us less sure on average (Jensen); 1e-6 is the quadrature's error.
        expect(expectedEntropy(z, r)).toBeLessThanOrEqual(entropyOfZ(z) + 1e-6);
      }),
    );
    expect(expectedEntropy(1, 0)).toBeCloseTo(entropyOfZ(1), 14);
    expect(expectedEntropy(1, 1)).toBe(0);
  });
});

describe('expectedGains', () => {
  const noise = 0.04;
  const points = sobolPoints(2, 6, { scrambleSeed: 3 });
  const known = Array.from({ length: 6 }, (_, row) => [points[2 * row], points[2 * row + 1]]);
  const data = observe(known, ([x, y]) => 2 * (x - y) + 0.3, noise);
  const options = { noise };
  const posterior = createTestPosterior(2, data, options);
  const guide = { quantity: 'exp', surrogate: asSurrogate(posterior), task: 'high' } as const;
  const integrationU = sobolPoints(2, 64, { scrambleSeed: 4 });
  const none = new Float64Array(0);
  const candidates = { count: 64, theta: integrationU, v: integrationU, u: integrationU };
  const gainsOf = async (guides: QuantitySurrogate[], proposed: Float64Array, pending: Float64Array) =>
    expectedGains(guides, proposed, pending, await survey(guides, candidates, pending), 1);

  const integrated = async (refitted: typeof posterior) => {
    const { mean, variance } = await refitted.predict(integrationU);
    return (
      mean.reduce(
        (sum, value, row) => sum + entropyOfZ(contourDistance(value, Math.sqrt(variance[row]))),
        0,
      ) / 64
    );
  };
  const withMeasurement = (u: number[], value: number) =>
    createTestPosterior(
      2,
      {
        points: [...data.points, u],
        values: [...data.values, value],
        variances: [...data.variances, noise],
      },
      options,
    );

  it('is the mean drop over all results that the measurement may have', async () => {
    const proposed = sobolPoints(2, 3, { scrambleSeed: 5 });
    const gains = await gainsOf([guide], proposed, none);
    const { nodes, weights } = gaussHermite(64);
    for (let point = 0; point < 3; point++) {
      const u = Array.from(proposed.subarray(2 * point, 2 * point + 2));
      const { mean, variance } = await posterior.predict(Float64Array.from(u));
      let expected = 0;
      for (const [index, node] of nodes.entries()) {
        const result = mean[0] + Math.sqrt(variance[0] + noise) * node;
        expected += weights[index] * (await integrated(withMeasurement(u, result)));
      }
      // 1e-4: the 64 nodes of this oracle see H as a narrow peak near the measured point.
      expect(Math.abs(gains[point] - ((await integrated(posterior)) - expected))).toBeLessThan(1e-4);
      expect(gains[point]).toBeGreaterThan(0);
    }
  });

  it('takes pending points as measured, and the mean over quantities', async () => {
    const proposed = sobolPoints(2, 2, { scrambleSeed: 5 });
    const [alone] = await gainsOf([guide], proposed, none);
    const [besideItself] = await gainsOf([guide], proposed, proposed);
    expect(besideItself).toBeLessThan(alone);
    const far = createTestPosterior(
      2,
      observe(known, () => 20, noise),
      options,
    );
    const [both] = await gainsOf([guide, { ...guide, surrogate: asSurrogate(far) }], proposed, none);
    const [second] = await gainsOf([{ ...guide, surrogate: asSurrogate(far) }], proposed, none);
    expect(both).toBeCloseTo((alone + second) / 2, 14);
  });
});
