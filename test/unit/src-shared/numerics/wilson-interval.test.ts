import { expect, test } from 'vitest';
import { wilsonInterval } from '#shared/numerics/wilson-interval.ts';

// SciPy 1.17: scipy.stats.binomtest(count, total).proportion_ci(method='wilson').
test.each([
  [45, 48, 0.8316456194505365, 0.9785167670916107],
  [0, 10, 0, 0.27753279986288926],
  [10, 10, 0.7224672001371109, 1],
  [1, 3, 0.06149194472039626, 0.7923403991979523],
])('%i of %i', (count, total, lower, upper) => {
  const [from, to] = wilsonInterval(count, total);
  expect(from).toBeCloseTo(lower, 12);
  expect(to).toBeCloseTo(upper, 12);
});
