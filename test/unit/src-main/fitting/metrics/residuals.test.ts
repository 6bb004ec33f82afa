import { describe, expect, it } from 'vitest';
import { createTrainingSet } from '#main/fitting/gaussian-process/training-set.ts';
import { distributionOfY, leftOutOfMainTask, summariseResiduals } from '#main/fitting/metrics/residuals.ts';
import { weightedMean, weightedQuantile } from '#main/fitting/metrics/weighted-statistics.ts';

describe('residuals', () => {
  // Residuals 1, −2, 0.5, 4 with standard deviations 2, 1, 1, 1: pulls 0.5, −2, 0.5, 4.
  const predicted = {
    y: Float64Array.of(1, -1, 0.5, 3),
    mean: Float64Array.of(0, 1, 0, -1),
    variance: Float64Array.of(4, 1, 1, 1),
  };

  it('are summarised', () => {
    expect(summariseResiduals(predicted)).toEqual({
      count: 4,
      rms: Math.sqrt((1 + 4 + 0.25 + 16) / 4),
      pullMean: 0.75,
      pullRms: Math.sqrt((0.25 + 4 + 0.25 + 16) / 4),
      coverage1: 0.5,
      coverage2: 0.75,
    });
  });

  it('have a distribution of y', () => {
    const y = Float64Array.from({ length: 101 }, (_, i) => (i * 37) % 101);
    expect(distributionOfY(y)).toEqual({ y16: 16, y50: 50, y84: 84 });
    expect(distributionOfY(Float64Array.of(0.3))).toEqual({ y16: 0.3, y50: 0.3, y84: 0.3 });
  });

  it('are those of the high-fidelity limits, or of the low ones where there are no others', () => {
    const low = { u: Float64Array.of(0, 1), y: Float64Array.of(1, 2) };
    const high = { u: Float64Array.of(0.5), y: Float64Array.of(3) };
    const left = { mean: Float64Array.of(10, 20, 30), variance: Float64Array.of(1, 2, 3) };
    const both = leftOutOfMainTask(createTrainingSet(1, { low, high }), left);
    expect([both.y, both.mean, both.variance].map((values) => Array.from(values))).toEqual([[3], [30], [3]]);
    expect(Array.from(leftOutOfMainTask(createTrainingSet(1, { low }), left).y)).toEqual([1, 2]);
  });
});

describe('weighted statistics', () => {
  it('take the inverse of the distribution function', () => {
    const values = Float64Array.of(3, 1, Number.POSITIVE_INFINITY, 2);
    const weight = Float64Array.of(0.2, 0.5, 0.1, 0.2);
    const quantiles = [0.4, 0.5, 0.6, 0.7, 0.9, 0.95].map((q) => weightedQuantile(values, weight, q));
    expect(quantiles).toEqual([1, 1, 2, 2, 3, Number.POSITIVE_INFINITY]);
  });

  it('have the standard error of a mean', () => {
    // Equal weights: √(Σ(x − 2)²/n²) = √2/3.
    const { value, error } = weightedMean(Float64Array.of(1, 2, 3), new Float64Array(3).fill(1 / 3));
    expect(value).toBeCloseTo(2, 14);
    expect(error).toBeCloseTo(Math.SQRT2 / 3, 14);
  });
});
