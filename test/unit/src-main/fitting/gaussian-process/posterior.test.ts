import { describe, expect, it } from 'vitest';
import type { DenseEngine } from '#main/fitting/engines/dense-engine.ts';
import { createOnnxruntimeEngine } from '#main/fitting/engines/onnxruntime/onnxruntime-engine.ts';
import { portableEngine } from '#main/fitting/engines/portable-engine.ts';
import { createTrainingSet, type TrainingSet } from '#main/fitting/gaussian-process/training-set.ts';
import { createDenseSolver } from '#main/fitting/solvers/dense/dense-solver.ts';
import { hyperparametersOf, meanOf, referenceCases, structureOf, trainingSetOf } from '../reference-cases.ts';

const difference = referenceCases[8];

async function posteriorOf(engine: DenseEngine, training: TrainingSet) {
  const regression = { structure: structureOf(difference), mean: meanOf(difference), training };
  return (await createDenseSolver(engine, regression).condition(hyperparametersOf(difference))).posterior();
}

describe('the posterior covariance', () => {
  it.each([
    ['portable', async () => portableEngine],
    ['onnxruntime', () => createOnnxruntimeEngine(1)],
  ] as const)('is what a further measurement does to the variances (%s)', async (_, createEngine) => {
    const engine = await createEngine();
    const training = trainingSetOf(difference);
    const posterior = await posteriorOf(engine, training);
    const at = Float64Array.from(difference.at.flat());
    const features = await posterior.features(at);
    const covariance = await posterior.covariance(features, features);
    const count = features.count;

    // Measuring f + ε at the last point lowers s²(x) by C(x, c)²/(C(c, c) + ε²), the mean's coefficients included.
    const c = count - 1;
    const { dimension, countLow, count: n } = training;
    const measured = createTrainingSet(dimension, {
      low: { u: training.u.slice(0, countLow * dimension), y: training.y.slice(0, countLow) },
      high: {
        u: Float64Array.of(...training.u.slice(countLow * dimension), ...difference.at[c]),
        y: Float64Array.of(...training.y.slice(countLow), 0),
      },
    });
    expect(measured.count).toBe(n + 1);
    const after = await (await posteriorOf(engine, measured)).predict(at);
    for (let i = 0; i < count; i++) {
      expect(covariance[i * count + i]).toBeCloseTo(features.variance[i], 10);
      const gain =
        covariance[i * count + c] ** 2 / (covariance[c * count + c] + posterior.noiseVariance('high'));
      expect(features.variance[i] - gain).toBeCloseTo(after.variance[i], 9);
    }
  });
});

describe('the posterior', () => {
  it('is the same in one call and in many', async () => {
    const training = trainingSetOf(difference);
    const posterior = await posteriorOf(portableEngine, training);
    const many = Float64Array.from({ length: 4 * 40_000 }, (_, k) => ((k * 7919) % 1009) / 1009);
    const { mean, variance } = await posterior.predict(many);
    // The last row lies in the last chunk of a call that does not fit into one.
    const last = await posterior.predict(many.slice(-4));
    expect(mean.at(-1)).toBe(last.mean[0]);
    expect(variance.at(-1)).toBe(last.variance[0]);
  });

  it('knows of the low task what its own points say', async () => {
    const posterior = await posteriorOf(portableEngine, trainingSetOf(difference));
    const low = await posterior.predict(Float64Array.from(difference.u[0]), 'low');
    // Within a few ε of the limit that was measured there.
    expect(Math.abs(low.mean[0] - difference.y[0])).toBeLessThan(4 * Math.sqrt(difference.noise[0]));
    expect(low.variance[0]).toBeLessThan(difference.noise[0]);
  });
});
