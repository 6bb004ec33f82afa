import { expect, test } from 'vitest';
import { summariseReplay } from '#main/services/replays/summarise-replay.ts';
import type { ReplayRun } from '#shared/contract/replays/replay.ts';

function runWith(accuracies: readonly number[], coverage: number | null = 0.7): ReplayRun {
  const steps = accuracies.map((accuracy, index) => ({
    evaluations: 10 * (index + 1),
    accuracy,
    meanEntropy: 0,
    coverage1: coverage,
    coverage2: coverage,
  }));
  return { method: 'sur', seed: 1, steps };
}

test('counts evaluations until a share is reached and stays', () => {
  const falling = runWith([0.9, 0.98, 0.97, 0.98, 0.99]);
  expect(summariseReplay([falling], [0.97, 0.98, 0.99, 1]).evaluations).toEqual([20, 40, 50, null]);
});

test('takes the median over the runs, never counting as infinitely many', () => {
  const runs = [runWith([0.9, 0.98]), runWith([0.98, 0.98]), runWith([0.9, 0.9])];
  expect(summariseReplay(runs, [0.98]).evaluations).toEqual([20]);
  expect(summariseReplay(runs.slice(0, 2), [0.98]).evaluations).toEqual([15]);
  expect(summariseReplay(runs.slice(1), [0.98]).evaluations).toEqual([null]);
});

test('averages the error after the first step, and coverage over the second half', () => {
  const summary = summariseReplay([runWith([0.5, 0.9, 0.98, 1])], []);
  expect(summary).toMatchObject({ method: 'sur', seeds: 1, accuracy: 1, coverage1: 0.7 });
  expect(summary.meanError).toBeCloseTo(0.04, 12);
  expect(summariseReplay([runWith([1, 1], null)], []).coverage2).toBeNull();
});
