import { describe, expect, it } from 'vitest';
import { fitModel } from '#main/fitting/fit-model.ts';
import { createTrainingSet } from '#main/fitting/gaussian-process/training-set.ts';
import { spaceFillingSubset } from '#main/fitting/space-filling-subset.ts';
import { fitSettings } from '#shared/domain/fit-settings.ts';
import { sobolPoints } from '#shared/numerics/sobol.ts';

const line = (values: number[]) => ({ u: Float64Array.from(values), y: Float64Array.from(values) });

describe('spaceFillingSubset', () => {
  it('takes what is farthest from what it has, half of it high-fidelity points', () => {
    const training = createTrainingSet(1, {
      low: line([0, 0.1, 0.2, 0.5, 0.8, 0.9, 1]),
      high: line([0.3, 0.3, 0.7]),
    });
    const { u, countLow } = spaceFillingSubset(training, 6);
    expect(Array.from(u.subarray(0, countLow))).toEqual([0, 0.5, 1]);
    // The replicate comes last, but it comes.
    expect(Array.from(u.subarray(countLow))).toEqual([0.3, 0.3, 0.7]);
    expect(spaceFillingSubset(training, 10).count).toBe(10);
  });

  it('leads a fit to its optimum in few evaluations, where the next one stays', async () => {
    const u = sobolPoints(3, 320, { scrambleSeed: 4 });
    const y = Float64Array.from({ length: 320 }, (_, i) => {
      const [a, b, c] = u.subarray(3 * i, 3 * i + 3);
      return 3 * a - b * b + Math.sin(5 * c * a) + 0.02 * Math.sin(1e4 * i);
    });
    const training = createTrainingSet(3, { high: { u, y } });
    const settings = fitSettings({ engine: 'portable', prior: 'none' });
    const model = await fitModel(training, settings);
    expect(model.converged).toBe(true);
    expect(model.evaluations).toBeLessThan(40);
    const again = await fitModel(training, settings, { previous: model });
    expect(again.negLogL).toBeGreaterThan(model.negLogL - 1e-2);
    expect(again.evaluations).toBeLessThan(12);
  });
});
