import { expect, it } from 'vitest';
import { judgePulls, pullFindingTexts } from '#shared/domain/pull-findings.ts';

// χ² quantiles at ±3σ (p = 0.00135 and 0.99865) from scipy.stats.chi2.ppf, of n = 10, 40 and 200.
it.each([
  [10, 1.5837, 28.785],
  [40, 18.3853, 72.2089],
  [200, 145.2924, 265.3599],
])('blames the width of %i pulls beyond the 3σ quantiles of χ²', (count, low, high) => {
  const rms = (chiSquare: number) => Math.sqrt(chiSquare / count);
  expect(judgePulls(count, 0, rms(high * 1.02)).findings).toEqual(['too-wide']);
  expect(judgePulls(count, 0, rms(high * 0.98)).findings).toEqual([]);
  expect(judgePulls(count, 0, rms(low * 0.9)).findings).toEqual(['too-narrow']);
  expect(judgePulls(count, 0, rms(low * 1.1)).findings).toEqual([]);
});

it('blames a mean that is three of its standard errors from 0', () => {
  // 3/√40 = 0.474
  expect(judgePulls(40, 0.48, 1).findings).toEqual(['biased']);
  expect(judgePulls(40, -0.47, 1).findings).toEqual([]);
  expect(judgePulls(40, null, 1).findings).toEqual([]);
});

it('says what a finding means', () => {
  expect(pullFindingTexts(judgePulls(40, -0.8, 1.9))).toEqual([
    'the pulls are biased: their mean is -0.80, of an honest model 0 ± 0.16; limits lie below the predictions more often than chance allows',
    'the pulls are too wide: their rms is 1.9, of an honest model 1 ± 0.11; the model’s σ is too small by about that factor, however many points are on the right side',
  ]);
  expect(pullFindingTexts(judgePulls(0, null, 0))).toEqual([]);
});
