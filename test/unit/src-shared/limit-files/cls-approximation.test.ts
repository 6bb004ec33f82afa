import { expect, test } from 'vitest';
import { lnMuOfCls, slopeOfCls } from '#shared/limit-files/cls-approximation.ts';

// scipy.special.erfcinv, SciPy 1.17: log(erfcinv(0.05)/erfcinv(CLs)).
test.each([
  [0.5, 1.0667248974398242],
  [0.05, 0],
  [0.01, -0.273245444057337],
  [1e-30, -1.7714956167099853],
  [0.9999, 9.657475114552504],
])('ln μ from CLs = %d is %d', (cls, y) => {
  expect(lnMuOfCls(cls)).toBeCloseTo(y, 12);
});

test('CLs of 1 says nothing, and what is no CLs gives no number', () => {
  expect(lnMuOfCls(1)).toBe(Number.POSITIVE_INFINITY);
  expect([-0.1, 1.1, Number.NaN].map(lnMuOfCls)).toEqual([Number.NaN, Number.NaN, Number.NaN]);
});

test('an error of CLs becomes one of ln μ by the slope', () => {
  // Central differences; their own error is of the order of 1e-8.
  for (const cls of [0.01, 0.05, 0.4]) {
    const step = 1e-5 * cls;
    const slope = (lnMuOfCls(cls + step) - lnMuOfCls(cls - step)) / (2 * step);
    expect(slopeOfCls(cls) / Math.abs(slope)).toBeCloseTo(1, 6);
  }
});
