import { describe, expect, it } from 'vitest';
import {
  beliefOf,
  believe,
  descending,
  entropyScores,
  lnMuOf,
  straddles,
} from '#main/fitting/acquisition/belief.ts';
import { ConditionedField } from '#main/fitting/acquisition/conditioned-field.ts';
import { sobolPoints } from '#shared/numerics/sobol.ts';
import { asSurrogate, createTestPosterior, observe } from './test-posterior.ts';

const lnMu = (mean: number[], sd: number[]) => ({
  mean: Float64Array.from(mean),
  sd: Float64Array.from(sd),
});
const belief = (mean: number[], sd: number[]) => beliefOf(lnMu(mean, sd));

describe('entropyScores', () => {
  it('lets the larger deviation win within 1 % of ln 2', () => {
    // z = 0, 0.1 (H = 0.690), 0.5 (H = 0.618): the first two are tied.
    const order = descending(entropyScores([belief([0, 0.2, 5], [1, 2, 10])]));
    expect(Array.from(order)).toEqual([1, 0, 2]);
  });

  it('goes by the probability alone where a surrogate gives no ln μ', () => {
    const pExcl = Float64Array.of(0.9, 0.5, 0.2, 0.49);
    const scores = entropyScores([{ pExcl, lnMu: null }]);
    // H(0.2) = 0.500402, H(0.9) = 0.325083: SciPy 1.17, scipy.stats.entropy([p, 1 - p]).
    expect(scores[2]).toBeCloseTo(0.5004024235, 9);
    expect(scores[0]).toBeCloseTo(0.3250829734, 9);
    expect(Array.from(descending(scores))).toEqual([1, 3, 2, 0]);
  });

  it('averages over quantities', () => {
    // Certain in one and open in the other beats doubtful in both: (0 + ln 2)/2 = 0.347 > H(1.5) = 0.246.
    const scores = entropyScores([belief([0, 1.5], [1, 1]), belief([50, 1.5], [1, 1])]);
    expect(Array.from(descending(scores))).toEqual([0, 1]);
    expect(scores[0]).toBeCloseTo(Math.LN2 / 2, 12);
  });
});

describe('straddles', () => {
  it('are 1.96 s − |ŷ|', () => {
    expect(Array.from(straddles([lnMu([1, -2], [1, 2])]))).toEqual([1.96 - 1, 3.92 - 2]);
  });
});

describe('descending', () => {
  it('keeps the order of equals', () => {
    expect(Array.from(descending(Float64Array.from([1, 3, 1, 3, 2])))).toEqual([1, 3, 4, 0, 2]);
  });
});

describe('believe', () => {
  it('conditions on pending points, chunk by chunk', async () => {
    const posterior = createTestPosterior(
      2,
      observe([[0.2, 0.2]], () => 1),
    );
    const u = sobolPoints(2, 3000);
    const pending = sobolPoints(2, 3, { scrambleSeed: 1 });
    const guide = { quantity: 'exp', surrogate: asSurrogate(posterior), task: 'high' } as const;
    const [{ mean, sd }] = lnMuOf([await believe(guide, u, pending)]);
    const field = await ConditionedField.create(posterior, 'high', u, pending);
    for (let site = 0; site < 3; site++) await field.condition(site);
    expect(Array.from(mean)).toEqual(Array.from((await posterior.predict(u)).mean));
    expect(Array.from(sd)).toEqual(Array.from(field.targetVariance, Math.sqrt));
    const [before] = lnMuOf([await believe(guide, u, new Float64Array(0))]);
    expect(sd.every((deviation, row) => deviation <= before.sd[row])).toBe(true);
  });
});
