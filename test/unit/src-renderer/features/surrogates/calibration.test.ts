import { describe, expect, it } from 'vitest';
import { pullsOf } from '#renderer/charts/builders/build-pulls-option.ts';
import {
  honestBand,
  reliability,
  residualRms,
  shareWithin,
} from '#renderer/features/surrogates/calibration.ts';
import { createRandom } from '#shared/numerics/random.ts';

/** The share inside the interval that claims about `claimed`. */
const at = (points: readonly (readonly [number, number])[], claimed: number) =>
  points.find(([content]) => Math.abs(content - claimed) < 1e-9)?.[1];

describe('the reliability curve', () => {
  it('is the diagonal for normal pulls', () => {
    const random = createRandom(2);
    const pulls = Array.from({ length: 20_000 }, () => random.normal());
    // Binomial scatter of 20,000 points: 0.0035 at most, taken three times.
    for (const [claimed, inside] of reliability(pulls))
      expect(Math.abs(inside - claimed)).toBeLessThan(0.0105);
  });

  it('lies below for a model that is too sure of itself', () => {
    const random = createRandom(3);
    const pulls = Array.from({ length: 20_000 }, () => 2 * random.normal());
    // P(|2t| ≤ 1.1503) = 2Φ(0.5752) − 1 = 0.4348 where the model claims 2Φ(1.1503) − 1 = 0.75.
    expect(at(reliability(pulls), 0.75)).toBeCloseTo(0.4348, 1);
  });

  it('has a band of two binomial standard deviations', () => {
    const { lower, upper } = honestBand(100);
    expect(at(upper, 0.5)).toBeCloseTo(0.6, 12);
    expect(at(lower, 0.5)).toBeCloseTo(0.4, 12);
    expect(at(upper, 1)).toBe(1);
  });
});

describe('pulls', () => {
  const predicted = { pointId: [1, 2], y: [1, -1], mean: [0, 1], sd: [1, 0.5] };

  it('are residuals in standard deviations', () => {
    expect(pullsOf(predicted)).toEqual([1, -4]);
    expect(residualRms(predicted)).toBeCloseTo(Math.sqrt(2.5), 12);
    expect(shareWithin([1, -4, 0.5, 2], 1)).toBe(0.5);
  });
});
