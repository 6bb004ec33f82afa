import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  createTrainingSet,
  type Observations,
  type TrainingSet,
} from '#main/fitting/gaussian-process/training-set.ts';
import { createRandom } from '#shared/numerics/random.ts';
import { sobolPoints } from '#shared/numerics/sobol.ts';

const DIMENSION = 4;
const NOISE = 0.02;

/**
 * Observations at Sobol points of the unit cube in 4-D: a smooth fall with a bend, plus noise; the low task is a tilted
 * copy of the high one.
 */
export function syntheticObservations(countLow: number, countHigh: number): TrainingSet {
  const u = sobolPoints(DIMENSION, countLow + countHigh, { scrambleSeed: 1 });
  const random = createRandom(1);
  const observe = (from: number, to: number, isLow: boolean): Observations => ({
    u: u.slice(from * DIMENSION, to * DIMENSION),
    y: Float64Array.from({ length: to - from }, (_, index) => {
      const point = u.subarray((from + index) * DIMENSION, (from + index + 1) * DIMENSION);
      return surface(point, isLow) + NOISE * random.normal();
    }),
  });
  return createTrainingSet(DIMENSION, {
    low: observe(0, countLow, true),
    high: observe(countLow, countLow + countHigh, false),
  });
}

function surface([a, b, c, d]: Float64Array, isLow: boolean): number {
  const high = -4 + 6 * a + 1.5 * Math.tanh(6 * (b - 0.6 * a)) + Math.cos(3 * c) - 2 * d * (1 - 0.5 * a);
  return isLow ? 0.9 * high - 0.5 + 0.4 * b : high;
}

/** Writes observations as the CSV that the peers read: (task,) u1 … uD, y. */
export function writeForPeer(name: string, training: TrainingSet, withTask: boolean): string {
  const path = fileURLToPath(new URL(`../../../.cache/bench-data/${name}.csv`, import.meta.url));
  const { count, countLow, dimension, u, y } = training;
  const header = [
    ...(withTask ? ['task'] : []),
    ...Array.from({ length: dimension }, (_, j) => `u${j + 1}`),
    'y',
  ];
  const lines = Array.from({ length: count }, (_, i) => [
    ...(withTask ? [i < countLow ? 0 : 1] : []),
    ...u.subarray(i * dimension, (i + 1) * dimension),
    y[i],
  ]);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${[header, ...lines].map((cells) => cells.join(',')).join('\n')}\n`);
  return path;
}
