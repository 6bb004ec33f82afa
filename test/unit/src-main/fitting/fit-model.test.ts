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
});
