import { describe, expect, it } from 'vitest';
import type { DenseEngine } from '#main/fitting/engines/dense-engine.ts';
import { createOnnxruntimeEngine } from '#main/fitting/engines/onnxruntime/onnxruntime-engine.ts';
import { portableEngine } from '#main/fitting/engines/portable-engine.ts';
import { createTensorflowEngine } from '#main/fitting/engines/tensorflow/tensorflow-engine.ts';
import type {
  HyperparameterGradient,
  Hyperparameters,
} from '#main/fitting/gaussian-process/hyperparameters.ts';
import { createDenseSolver } from '#main/fitting/solvers/dense/dense-solver.ts';
import { entropyOfZ, exclusionProbability } from '#shared/numerics/exclusion.ts';
import { logNormalCdf } from '#shared/numerics/normal-distribution.ts';
import { hasTensorflow } from './engines/tensorflow-for-tests.ts';
import {
  hyperparametersOf,
  meanOf,
  type ReferenceCase,
  referenceCases,
  structureOf,
  trainingSetOf,
} from './reference-cases.ts';

/** 1e-8 relative: the reference's small cases have 50 digits, its large ones float64 at condition numbers up to 1e6. */
const RELATIVE = 1e-8;

const engines: [string, () => Promise<DenseEngine>][] = [
  ['portable', async () => portableEngine],
  ['onnxruntime', () => createOnnxruntimeEngine(1)],
  ['tensorflow', async () => createTensorflowEngine()],
];

const here = engines.filter(([name]) => name !== 'tensorflow' || hasTensorflow);

describe.each(here)('the %s engine against independently computed values', (_, createEngine) => {
  it.each(referenceCases.map((c) => [c.name, c] as const))('%s', async (_name, c) => {
    const engine = await createEngine();
    const regression = { training: trainingSetOf(c), structure: structureOf(c), mean: meanOf(c) };
    const h = hyperparametersOf(c);
    const process = await createDenseSolver(engine, regression).condition(h);
    expectClose([process.negLogL], [c.nll]);
    expectClose([process.reml], [c.reml]);
    expectClose(process.quantities[0].beta, c.beta);

    const gradient = await process.gradient(false);
    expectClose(
      c.grad_of.map((name) => derivative(c, h, gradient, name)),
      c.grad,
    );

    const left = await process.leaveOneOut();
    expectClose(left.mean, c.loo_mean);
    expectClose(left.variance, c.loo_var);

    const posterior = process.posterior();
    const predicted = await posterior.predict(Float64Array.from(c.at.flat()));
    expectClose(predicted.mean, c.mean);
    expectClose(predicted.variance, c.var);
    expectClose(await posterior.predictMean(Float64Array.from(c.at.flat())), c.mean);
    c.at.forEach((_, i) => {
      const sd = Math.sqrt(predicted.variance[i]);
      const z = predicted.mean[i] / sd;
      expect(Math.abs(exclusionProbability(predicted.mean[i], sd) - c.p_excl[i])).toBeLessThan(1e-10);
      expect(Math.abs(entropyOfZ(z) - c.entropy[i])).toBeLessThan(1e-10);
      // d ln Φ(−z)/dz grows like z, so z's own rounding (1e-8) is what limits ln p here; normal_tails tests the tails.
      expectClose([logNormalCdf(-z)], [c.ln_p_excl[i]], 4e-8 * Math.max(1, z * z));
    });
  });
});

/** The named derivative of −ln L: lengths and noises by their logarithm, κ by its elements. */
function derivative(c: ReferenceCase, h: Hyperparameters, g: HyperparameterGradient, name: string): number {
  const index = Number(name.split(' ').at(-1)) - 1;
  if (name.startsWith('ln length')) return g.lnLengths[index];
  if (name.startsWith('ln difference length')) return g.lnDifferenceLengths[index];
  switch (name) {
    case 'kappa11':
      return g.kappaLow;
    case 'kappa12':
      return g.kappaCross;
    case 'kappa22':
      return c.relation === 'one' ? g.kappaLow + g.kappaCross + g.kappaHigh : g.kappaHigh;
    case 'ln noise low':
      return g.noiseLow * h.noiseLow;
    case 'ln noise high':
      return g.noiseHigh * h.noiseHigh;
    case 'ln kappa11':
      return h.kappaLow * g.kappaLow + h.kappaCross * g.kappaCross + h.kappaHigh * g.kappaHigh;
    case 'rho':
      return h.kappaLow * (g.kappaCross + 2 * (h.difference?.rho ?? 0) * g.kappaHigh);
    case 'ln difference variance':
      return (h.difference?.variance ?? 0) * g.differenceVariance;
    default:
      throw new Error(`The reference has a derivative that this test does not know: ${name}`);
  }
}

function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, relative = RELATIVE): void {
  expect(actual.length).toBe(expected.length);
  for (let i = 0; i < expected.length; i++) {
    const tolerance = relative * Math.max(Math.abs(expected[i]), Number.MIN_VALUE);
    expect(
      Math.abs(actual[i] - expected[i]),
      `entry ${i}: ${actual[i]} against ${expected[i]}`,
    ).toBeLessThanOrEqual(tolerance);
  }
}
