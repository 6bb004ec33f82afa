import { expect, it } from 'vitest';
import { WorkMeter } from '#main/fitting/work-meter.ts';

it('weighs stretches of work by cost and usual length, and only ever grows', () => {
  const meter = new WorkMeter();
  const first = meter.add({ cost: 1, usual: 10 });
  const second = meter.add({ cost: 9, usual: 10 });
  expect(first(4)).toBeCloseTo(0.04, 12);
  // The first is over, at whatever length, as soon as the second begins.
  expect(second(1)).toBeCloseTo(0.1 + 0.09, 12);
  expect(second(8)).toBeCloseTo(0.1 + 0.72, 12);
  const shares = Array.from({ length: 200 }, (_, parts) => second(parts + 1));
  for (const [i, share] of shares.slice(1).entries()) expect(share).toBeGreaterThan(shares[i]!);
  expect(shares.at(-1)).toBeLessThan(1);
});
