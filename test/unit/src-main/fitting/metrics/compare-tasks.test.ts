import { describe, expect, it } from 'vitest';
import { fitModel, leaveOneOut } from '#main/fitting/fit-model.ts';
import { logDensityOfLeftOut } from '#main/fitting/gaussian-process/leave-one-out.ts';
import { createTrainingSet, HIGH, trainingSetOfTask } from '#main/fitting/gaussian-process/training-set.ts';
import { compareTasks } from '#main/fitting/metrics/compare-tasks.ts';
import { fitSettings } from '#shared/domain/fit-settings.ts';
import { sobolPoints } from '#shared/numerics/sobol.ts';

const settings = fitSettings({ engine: 'portable' });
const truth = (x: number, y: number) => Math.sin(4 * x) + 1.5 * (y - 0.5) ** 2;

function trainingSet(low: (x: number, y: number) => number, highCount: number) {
  const observe = (count: number, scrambleSeed: number, of: typeof low) => {
    const u = sobolPoints(2, count, { scrambleSeed });
    return { u, y: Float64Array.from({ length: count }, (_, i) => of(u[2 * i], u[2 * i + 1])) };
  };
  return createTrainingSet(2, { low: observe(32, 1, low), high: observe(highCount, 2, truth) });
}

async function comparisonWith(low: (x: number, y: number) => number, highCount = 12) {
  const training = trainingSet(low, highCount);
  const model = await fitModel(training, settings);
  return { training, model, comparison: await compareTasks({ training, model, settings }) };
}

describe('two tasks against the high-fidelity points alone', () => {
  it('keeps a cheap task that tells the truth but for an offset', async () => {
    const { training, model, comparison } = await comparisonWith((x, y) => truth(x, y) - 0.7);
    expect(Object.keys(comparison?.logDensity ?? {}).sort()).toEqual(['alone', 'own']);
    const { own = Number.NaN, alone = Number.NaN } = comparison?.logDensity ?? {};
    expect(own).toBeGreaterThan(alone);

    // By hand: each side is the sum over the high-fidelity points of its own leave-one-out.
    expect(own).toBe(logDensityOfLeftOut(training, await leaveOneOut(training, model), training.countLow));
    const high = trainingSetOfTask(training, HIGH);
    const highModel = await fitModel(high, settings, { randomStarts: 0 });
    expect(alone).toBe(logDensityOfLeftOut(high, await leaveOneOut(high, highModel), 0));
  });

  it('tries the other relation when the cheap task misleads', async () => {
    // A cheap task of pure, fast structure that the truth does not have.
    const { comparison } = await comparisonWith((x, y) => 3 * Math.sin(23 * x + 1) * Math.cos(19 * y), 24);
    const { own = Number.NaN, none = Number.NaN, alone = Number.NaN } = comparison?.logDensity ?? {};
    expect(alone).toBeGreaterThan(own);
    expect(Number.isFinite(none)).toBe(true);
  });

  it('is not made with one task, or with fewer high-fidelity points than twice the coefficients of the mean', async () => {
    expect((await comparisonWith(truth, 5)).comparison).toBeNull();
    const high = trainingSetOfTask(trainingSet(truth, 12), HIGH);
    const model = await fitModel(high, settings);
    expect(await compareTasks({ training: high, model, settings })).toBeNull();
  });
});
