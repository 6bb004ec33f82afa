import { describe, expect, it } from 'vitest';
import type { Posterior } from '#main/fitting/gaussian-process/posterior.ts';
import { predictLimits, reportOnTestPoints, shareOnRightSide } from '#main/fitting/metrics/known-points.ts';
import type { OpenSurrogate } from '#main/surrogates/surrogate.ts';
import { exclusionProbability } from '#shared/numerics/exclusion.ts';
import { asSurrogate } from '../acquisition/test-posterior.ts';
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

const surrogate = asSurrogate(posterior);

describe('what a surrogate says of known points', () => {
  const limits = {
    theta: Float64Array.of(0.1, 0.9),
    y: Float64Array.of(-0.3, -0.2),
    knownVariance: Float64Array.of(0, 0.5),
  };

  it('includes the noise of the task and of each point', async () => {
    const judged = await predictLimits(unitCube(1), surrogate, 'high', limits);
    expect(judged.lnMu?.mean).toEqual(Float64Array.of(0.1 - 0.5, 0.9 - 0.5));
    expect(judged.lnMu?.sd).toEqual(Float64Array.of(0.3, 0.3));
    expect(judged.pExcl[0]).toBeCloseTo(exclusionProbability(-0.4, 0.3), 14);
    expect(judged.lnMu?.variance[0]).toBeCloseTo(0.13, 14);
    expect(judged.lnMu?.variance[1]).toBeCloseTo(0.63, 14);
    const low = await predictLimits(unitCube(1), surrogate, 'low', limits);
    expect(low.lnMu?.variance[0]).toBeCloseTo(0.1, 14);
  });

  it('leaves out points without coordinates', async () => {
    const space = spaceOf([{ name: 'm', lower: 0, upper: 1 }], { coordinates: ['sqrt(m - 0.5)'] });
    expect((await predictLimits(space, surrogate, 'high', limits)).y).toEqual(Float64Array.of(-0.2));
  });

  it('is reported as confusion, accuracy, claim and pulls', async () => {
    const report = reportOnTestPoints(await predictLimits(unitCube(1), surrogate, 'high', limits));
    expect(report.confusion).toEqual({
      excludedCalledExcluded: 1,
      excludedCalledAllowed: 1,
      allowedCalledExcluded: 0,
      allowedCalledAllowed: 0,
    });
    expect(report.error).toBe(0.5);
    expect(report.errorOfError).toBeCloseTo(0.5 / Math.SQRT2, 14);
    expect(report.claim).toBeCloseTo(exclusionProbability(0.4, 0.3), 14);
    expect(report.pulls?.rms).toBeCloseTo(Math.sqrt((0.1 ** 2 / 0.13 + 0.6 ** 2 / 0.63) / 2), 14);
  });

  it('counts by p > ½ where a surrogate gives no ln μ, without pulls', async () => {
    const classifier: OpenSurrogate = {
      ...surrogate,
      predict: async (u) => ({ pExcl: u.map((x) => 1 - x), lnMu: null }),
    };
    const judged = await predictLimits(unitCube(1), classifier, 'high', limits);
    const report = reportOnTestPoints(judged);
    expect(report.confusion).toMatchObject({ excludedCalledExcluded: 1, excludedCalledAllowed: 1 });
    expect(report.claim).toBeCloseTo(0.1, 14);
    expect(report.pulls).toBeNull();
  });

  it('is on a side; 0 counts as allowed', () => {
    const lnMu = {
      mean: Float64Array.of(0, 1, 0, -1),
      variance: new Float64Array(4),
      sd: new Float64Array(4),
    };
    const judged = { y: Float64Array.of(1, -1, 0.5, 3), pExcl: new Float64Array(4), lnMu };
    expect(shareOnRightSide(judged)).toBe(0.5);
  });
});
