import { describe, expect, it } from 'vitest';
import { fitModel } from '#main/fitting/fit-model.ts';
import { fitSettings } from '#shared/domain/fit-settings.ts';
import { referenceCases, trainingSetOf } from './reference-cases.ts';

describe('fitModel', () => {
  // `best` is the lowest −ln L of 24 random starts of SciPy's L-BFGS-B within the same bounds.
  it.each(referenceCases.map((c) => [c.name, c] as const))('finds the best optimum: %s', async (_, c) => {
    const settings = fitSettings({
      kernel: c.kernel,
      difference: c.relation === 'difference' ? 'own' : 'none',
      bias: c.bias,
      prior: 'none',
      engine: 'portable',
    });
    const model = await fitModel(trainingSetOf(c), settings);
    expect(model.negLogL).toBeLessThanOrEqual(c.best.nll + 1e-3);
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
});
