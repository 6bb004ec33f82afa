import { describe, expect, it } from 'vitest';
import { portableEngine } from '#main/fitting/engines/portable-engine.ts';
import type { Hyperparameters } from '#main/fitting/gaussian-process/hyperparameters.ts';
import { createTrainingSet } from '#main/fitting/gaussian-process/training-set.ts';
import { createDenseSolver } from '#main/fitting/solvers/dense/dense-solver.ts';
import { createRandom } from '#shared/numerics/random.ts';

const random = createRandom(17);
const observations = (count: number) => ({
  u: Float64Array.from({ length: 3 * count }, () => random.uniform()),
  y: Float64Array.from({ length: count }, () => random.normal()),
});
const training = createTrainingSet(3, { low: observations(50), high: observations(30) });
const h: Hyperparameters = {
  lengths: Float64Array.of(0.5, 0.7, 0.9),
  kappaLow: 1.3,
  kappaCross: 1,
  kappaHigh: 1.1,
  noiseLow: 1e-3,
  noiseHigh: 2e-3,
  difference: { rho: 0.8, lengths: Float64Array.of(0.8, 0.6, 1), variance: 0.2 },
};

/** A slice of 31 × 23 points, its columns mixed up, beyond the cube on one side. */
const slice = Array.from({ length: 31 * 23 }, (_, k) => (7 * k) % (31 * 23)).flatMap((k) => [
  -0.1 + (k % 31) / 28,
  0.37,
  Math.floor(k / 31) / 22,
]);

describe.each(['rbf', 'matern32'] as const)('a slice of a dense %s process', (kernel) => {
  it.each(['low', 'high'] as const)('is that of its points one by one, %s', async (task) => {
    const structure = {
      kernel,
      relation: 'difference',
      dimension: 3,
      sharedLengths: false,
      sharedNoise: false,
    } as const;
    const mean = { form: 'linear', lowOffset: true } as const;
    const posterior = (
      await createDenseSolver(portableEngine, { structure, mean, training }).condition(h)
    ).posterior();
    const u = Float64Array.from(slice);
    const whole = await posterior.predict(u, task);
    const means = await posterior.predictMean(u, task);
    for (let from = 0; from < u.length; from += 3 * 60) {
      // Sixty points are too few for a plane: they are taken one by one.
      const part = await posterior.predict(u.subarray(from, from + 3 * 60), task);
      part.mean.forEach((value, i) => {
        // The prior's variance is about 1.3: 1e-9 of it and of its root is the rounding of a condition number of 1e5.
        expect(Math.abs(whole.mean[from / 3 + i] - value)).toBeLessThan(1e-9);
        expect(Math.abs(means[from / 3 + i] - value)).toBeLessThan(1e-9);
        expect(Math.abs(whole.variance[from / 3 + i] - part.variance[i])).toBeLessThan(1e-9);
      });
    }
  });
});
