import { describe, expect, it } from 'vitest';
import type { Posterior } from '#main/fitting/gaussian-process/posterior.ts';
import { foretell, reportOnTestPoints } from '#main/fitting/metrics/known-points.ts';
import { exclusionProbability } from '#shared/numerics/exclusion.ts';
import { spaceOf, unitCube } from './analytic-fields.ts';

const unused = () => Promise.reject(new Error('not used by these tests'));

/** ŷ = u − ½ with s = 0.3, ε² = 0.04 (high) and 0.01 (low). */
const posterior: Posterior = {
  dimension: 1,
  predict: async (u) => ({ mean: u.map((x) => x - 0.5), variance: u.map(() => 0.09) }),
  predictMean: unused,
  features: unused,
  covariance: unused,
  noiseVariance: (task) => (task === 'low' ? 0.01 : 0.04),
};

describe('what a posterior says of known points', () => {
  const limits = {
    theta: Float64Array.of(0.1, 0.9),
    y: Float64Array.of(-0.3, -0.2),
    knownVariance: Float64Array.of(0, 0.5),
  };

  it('includes the noise of the task and of each point', async () => {
    const judged = await foretell(unitCube(1), posterior, 'high', limits);
    expect(judged.mean).toEqual(Float64Array.of(0.1 - 0.5, 0.9 - 0.5));
    expect(judged.sd).toEqual(Float64Array.of(0.3, 0.3));
    expect(judged.variance[0]).toBeCloseTo(0.13, 14);
    expect(judged.variance[1]).toBeCloseTo(0.63, 14);
    expect((await foretell(unitCube(1), posterior, 'low', limits)).variance[0]).toBeCloseTo(0.1, 14);
  });

  it('leaves out points without coordinates', async () => {
    const space = spaceOf([{ name: 'm', lower: 0, upper: 1 }], { coordinates: ['sqrt(m - 0.5)'] });
    expect((await foretell(space, posterior, 'high', limits)).y).toEqual(Float64Array.of(-0.2));
  });

  it('is reported as confusion, accuracy, claim and pulls', async () => {
    const report = reportOnTestPoints(await foretell(unitCube(1), posterior, 'high', limits));
    expect(report.confusion).toEqual({
      excludedCalledExcluded: 1,
      excludedCalledAllowed: 1,
      allowedCalledExcluded: 0,
      allowedCalledAllowed: 0,
    });
    expect(report.error).toBe(0.5);
    expect(report.errorOfError).toBeCloseTo(0.5 / Math.SQRT2, 14);
    expect(report.claim).toBeCloseTo(exclusionProbability(0.4, 0.3), 14);
    expect(report.pullRms).toBeCloseTo(Math.sqrt((0.1 ** 2 / 0.13 + 0.6 ** 2 / 0.63) / 2), 14);
  });
});
