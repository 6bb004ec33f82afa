import { expect, it } from 'vitest';
import { coarserSets } from '#main/fitting/coarser-sets.ts';
import { createTrainingSet, type TrainingSet } from '#main/fitting/gaussian-process/training-set.ts';
import { createRandom } from '#shared/numerics/random.ts';

const random = createRandom(3);
const observe = (count: number) => ({
  u: Float64Array.from({ length: 2 * count }, random.uniform),
  y: Float64Array.from({ length: count }, (_, i) => i),
  knownVariance: Float64Array.from({ length: count }, (_, i) => i / 1000),
});
const training = createTrainingSet(2, { low: observe(2500), high: observe(500) });
const dense = ({ count }: TrainingSet) => count ** 3;

it('thins both tasks where the low-fidelity points cost much', () => {
  const sets = coarserSets(training, dense, 1);
  expect(sets.map(({ count, countLow }) => [count, countLow])).toEqual([
    [240, 160],
    [720, 480],
    [1500, 1000],
  ]);
  for (const { count, countLow, u, y, knownVariance } of sets) {
    for (let i = 0; i < count; i++) {
      const row = y[i] + (i < countLow ? 0 : training.countLow);
      expect(u.subarray(2 * i, 2 * i + 2)).toEqual(training.u.subarray(2 * row, 2 * row + 2));
      expect(knownVariance[i]).toBe(training.knownVariance[row]);
    }
    expect(new Set(y.subarray(0, countLow)).size).toBe(countLow);
  }
});

it('keeps all low-fidelity points where they cost little', () => {
  const grid = ({ count, countLow }: TrainingSet) => 1e4 * (count - countLow) ** 2;
  expect(coarserSets(training, grid, 1).map(({ count, countLow }) => count - countLow)).toEqual([80, 240]);
  expect(coarserSets(training, grid, 1)[1].countLow).toBe(160 + 320);
});

it('starts with fewer points and ends with half of them where that is not many', () => {
  // As much as 600 dense observations cost.
  expect(coarserSets(training, () => 600 ** 3, 1).map(({ count }) => count)).toEqual([96, 300]);
});

it('leaves a training set whole that is cheap', () => {
  expect(coarserSets(training, () => 1e7, 1)).toEqual([]);
});
