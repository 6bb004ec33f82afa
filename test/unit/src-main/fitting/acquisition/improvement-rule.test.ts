import { expect, test } from 'vitest';
import { smallestDistance } from '#main/fitting/acquisition/improvement-rule.ts';

test('the distance to improve on is the smallest |ln μ|, and none where no limit is known', () => {
  expect(smallestDistance([0.4, -0.3, Number.NaN, 2])).toBe(0.3);
  expect(smallestDistance(Float64Array.of(-1))).toBe(1);
  expect(smallestDistance([])).toBeNull();
  expect(smallestDistance([Number.NaN])).toBeNull();
});
