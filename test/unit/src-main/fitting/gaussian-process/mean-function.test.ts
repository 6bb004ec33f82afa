import { describe, expect, it } from 'vitest';
import { determinableMean } from '#main/fitting/gaussian-process/mean-function.ts';
import { createTrainingSet } from '#main/fitting/gaussian-process/training-set.ts';

const set = (low: number[][], high: number[][]) => {
  const observations = (points: number[][]) => ({
    u: Float64Array.from(points.flat()),
    y: Float64Array.from(points, () => 0),
  });
  return createTrainingSet(2, { low: observations(low), high: observations(high) });
};

const SPREAD = [
  [0, 0],
  [1, 0.2],
  [0.3, 1],
  [0.8, 0.7],
];

describe('determinableMean', () => {
  it('is linear from D + 2 different points on', () => {
    expect(determinableMean(set([], SPREAD), true)).toEqual({ form: 'linear', lowOffset: false });
    expect(determinableMean(set([], SPREAD.slice(0, 3)), true).form).toBe('constant');
  });

  it('does not count a replicate as a point', () => {
    expect(determinableMean(set([], [...SPREAD.slice(0, 3), SPREAD[0], SPREAD[1]]), false).form).toBe(
      'constant',
    );
  });

  it('is b alone where the points lie on a line', () => {
    const line = [0, 0.25, 0.5, 0.75, 1].map((t) => [t, 0.1 + 0.8 * t]);
    expect(determinableMean(set([], line), false).form).toBe('constant');
  });

  it('is b alone where a coordinate is the same everywhere', () => {
    const flat = [0, 0.3, 0.6, 0.9].map((t) => [t, 0.5]);
    expect(determinableMean(set([], flat), false).form).toBe('constant');
  });

  it('gives the low task its offset only where there are both', () => {
    expect(determinableMean(set(SPREAD, SPREAD), true)).toEqual({ form: 'linear', lowOffset: true });
    expect(determinableMean(set(SPREAD, SPREAD), false).lowOffset).toBe(false);
    expect(determinableMean(set(SPREAD, []), true).lowOffset).toBe(false);
  });

  it('is b and the offset where the tasks lie on two parallel lines', () => {
    // 1[low] is then a combination of the coordinates and the constant.
    const low = [0, 0.3, 0.6, 1].map((t) => [t, 0]);
    const high = [0, 0.2, 0.7, 1].map((t) => [t, 1]);
    expect(determinableMean(set(low, high), true)).toEqual({ form: 'constant', lowOffset: true });
  });
});
