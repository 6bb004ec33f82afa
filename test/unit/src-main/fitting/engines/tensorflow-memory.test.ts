import { describe, expect, it } from 'vitest';
import { loadTensorflow } from '#main/fitting/engines/tensorflow/binding.ts';
import { createTensorflowEngine } from '#main/fitting/engines/tensorflow/tensorflow-engine.ts';
import type { CovarianceStructure } from '#main/fitting/gaussian-process/hyperparameters.ts';
import { createTrainingSet } from '#main/fitting/gaussian-process/training-set.ts';
import { Objective } from '#main/fitting/objective.ts';
import { createDenseSolver } from '#main/fitting/solvers/dense/dense-solver.ts';
import { defaultStart } from '#main/fitting/starts.ts';
import { NotPositiveDefiniteError } from '#shared/numerics/dense/cholesky.ts';
import { createRandom } from '#shared/numerics/random.ts';
import { hasTensorflow } from './tensorflow-for-tests.ts';

const random = createRandom(3);
const points = (count: number) => ({
  u: Float64Array.from({ length: 2 * count }, () => random.uniform()),
  y: Float64Array.from({ length: count }, () => random.normal()),
});
const structure: CovarianceStructure = {
  kernel: 'matern32',
  relation: 'difference',
  dimension: 2,
  sharedLengths: false,
  sharedNoise: false,
};
const mean = { form: 'linear', lowOffset: true } as const;

/** Nothing collects TensorFlow's tensors: what is not freed is lost until the process ends. */
describe.skipIf(!hasTensorflow)('tensors', () => {
  const binding = hasTensorflow ? loadTensorflow(0) : null;
  const held = () => binding?.getNumOfTensors();
  const training = createTrainingSet(2, { low: points(130), high: points(80) });
  const solver = () => createDenseSolver(createTensorflowEngine(0, 64), { structure, mean, training });

  it('are all freed after 200 evaluations, and so is their memory', async () => {
    const objective = new Objective(solver(), { structure, mean, training }, true, {});
    const { x } = defaultStart(structure, objective.sdOfY);
    const before = held();
    for (let k = 0; k < 50; k++) await objective.evaluate(x);
    const early = process.memoryUsage().rss;
    for (let k = 0; k < 200; k++) await objective.evaluate(x.map((value) => value + 1e-3 * k));
    expect(held()).toBe(before);
    // One evaluation's matrices are 350 kB: a tenth of them kept would add 7 MB, all of them 70. Collections of garbage
    // move the rest by less than 40 MB.
    expect(process.memoryUsage().rss - early).toBeLessThan(40e6);
  });

  it('are freed where the covariance turns out to be singular', async () => {
    const engine = createTensorflowEngine(0, 64);
    const matrix = new Float64Array(200 * 200);
    for (let i = 0; i < 200; i++) matrix[i * 200 + i] = i === 150 ? -1 : 1;
    const before = held();
    await expect(engine.factorise(matrix, 200)).rejects.toThrow(new NotPositiveDefiniteError(150));
    expect(held()).toBe(before);
  });

  it('are none of a posterior, which may live long', async () => {
    const before = held();
    const process = await solver().condition({
      lengths: Float64Array.of(0.5, 0.6),
      kappaLow: 1,
      kappaCross: 0.9,
      kappaHigh: 0.9,
      noiseLow: 0.1,
      noiseHigh: 0.1,
      difference: { rho: 0.9, lengths: Float64Array.of(0.5, 0.4), variance: 0.1 },
    });
    const posterior = process.posterior();
    const { u } = points(300);
    const a = await posterior.features(u);
    await posterior.covariance(a, a);
    await posterior.predict(u, 'low');
    await posterior.predictMean(u);
    await process.leaveOneOut();
    expect(held()).toBe(before);
  });
});
