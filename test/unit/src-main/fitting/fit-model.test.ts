import { describe, expect, it } from 'vitest';
import { fitModel } from '#main/fitting/fit-model.ts';
import { createTrainingSet } from '#main/fitting/gaussian-process/training-set.ts';
import { fitSettings } from '#shared/domain/fit-settings.ts';
import { sobolPoints } from '#shared/numerics/sobol.ts';
import { optimumCases, referenceCases, settingsOf, trainingSetOf } from './reference-cases.ts';

describe('fitModel', () => {
  // `best` is the lowest −ln L of 24 random starts of SciPy's L-BFGS-B within the same bounds.
  it.each(referenceCases.map((c) => [c.name, c] as const))('finds the best optimum: %s', async (_, c) => {
    const model = await fitModel(trainingSetOf(c), settingsOf(c, 'none'));
    expect(model.negLogL).toBeLessThanOrEqual(c.best.nll + 1e-3);
  });

  // Campaigns in which SciPy found the best optimum from few of its 64 starts, as far as they are small: 1, 7, 11, 13, 19 and 20.
  // The bench "optima" has all of them. 1e-3 is the tolerance of the search.
  const hard = optimumCases.filter(({ y, optimum }) => y.length <= 75 && optimum.none.reached_by < 25);
  it.each(hard.map((c) => [c.name, c] as const))('finds the best of many optima: %s', async (_, c) => {
    for (const prior of ['none', 'default'] as const) {
      const { objective } = await fitModel(trainingSetOf(c), settingsOf(c, prior));
      expect(objective).toBeLessThanOrEqual(c.optimum[prior].value + 1e-3);
    }
  });

  it('starts from an earlier fit only where its hyperparameters are the same ones', async () => {
    const training = trainingSetOf(referenceCases[3]);
    const first = await fitModel(training, fitSettings(), { randomStarts: 0 });
    const again = await fitModel(training, fitSettings(), { randomStarts: 0, previous: first });
    expect(again.objective).toBeLessThanOrEqual(first.objective + 1e-4);
    const paper = fitSettings({ preset: 'paper' });
    const other = await fitModel(training, paper, { randomStarts: 0, previous: first });
    const fresh = await fitModel(training, paper, { randomStarts: 0 });
    expect(Math.abs(other.objective - fresh.objective)).toBeLessThan(1e-3);
    expect(other.lowOptimum?.every(Number.isFinite)).toBe(true);
  });

  it('is led to its optimum by a part of the points, and stays there', async () => {
    const u = sobolPoints(3, 320, { scrambleSeed: 4 });
    const y = Float64Array.from({ length: 320 }, (_, i) => {
      const [a, b, c] = u.subarray(3 * i, 3 * i + 3);
      return 3 * a - b * b + Math.sin(5 * c * a) + 0.02 * Math.sin(1e4 * i);
    });
    const training = createTrainingSet(3, { high: { u, y } });
    const settings = fitSettings({ engine: 'portable', prior: 'none' });
    const model = await fitModel(training, settings);
    expect(model.converged).toBe(true);
    expect(model.coarser.map(({ points }) => points)).toEqual([96, 165]);
    expect(model.evaluations).toBeLessThan(20);
    const again = await fitModel(training, settings, { previous: model });
    expect(again.negLogL).toBeGreaterThan(model.negLogL - 1e-2);
    expect(again.evaluations).toBeLessThan(8);
  });
});
