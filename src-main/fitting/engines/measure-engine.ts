import { createRandom } from '#shared/numerics/random.ts';
import type { CovarianceStructure, Hyperparameters } from '../gaussian-process/hyperparameters.ts';
import { createTrainingSet } from '../gaussian-process/training-set.ts';
import { createPause } from '../pause.ts';
import type { DenseEngine } from './dense-engine.ts';

/** Points of the trial: enough for the products to count, few enough that it takes a fraction of a second. */
const POINTS = 640;
/** The first run starts threads and takes memory; of the others the fastest is the least disturbed. */
const RUNS = 4;

const STRUCTURE: CovarianceStructure = {
  kernel: 'matern32',
  relation: 'one',
  dimension: 4,
  sharedLengths: false,
  sharedNoise: true,
};
const HYPERPARAMETERS: Hyperparameters = {
  lengths: Float64Array.of(0.6, 0.6, 0.6, 0.6),
  kappaLow: 1,
  kappaCross: 1,
  kappaHigh: 1,
  noiseLow: 1e-3,
  noiseHigh: 1e-3,
  difference: null,
};

/**
 * Milliseconds that each engine takes for −ln L with its gradient at a few hundred points. The engines take turns, so that
 * whatever else the machine does meets all of them.
 */
export async function measureEngines(engines: readonly DenseEngine[]): Promise<number[]> {
  const { dimension } = STRUCTURE;
  const random = createRandom(1);
  const u = Float64Array.from({ length: POINTS * dimension }, () => random.uniform());
  const y = Float64Array.from({ length: POINTS }, () => random.normal());
  const training = createTrainingSet(dimension, { high: { u, y } });
  const fastest = engines.map(() => Number.POSITIVE_INFINITY);
  for (let run = 0; run < RUNS; run++) {
    for (const [k, engine] of engines.entries()) {
      const started = performance.now();
      const factor = await engine.factoriseCovariance(STRUCTURE, HYPERPARAMETERS, training, createPause());
      await factor.gradient([y]);
      factor.free();
      fastest[k] = Math.min(fastest[k], performance.now() - started);
    }
  }
  return fastest;
}
