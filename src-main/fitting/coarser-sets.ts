import { createRandom } from '#shared/numerics/random.ts';
import { type TrainingSet, trainingSetOfRows } from './gaussian-process/training-set.ts';
import { spreadPoints } from './spread-points.ts';

/** Multiply-adds of an evaluation from which on a search is led up to all observations by way of fewer: 270 dense ones. */
const LED_FROM = 2e7;
/** Multiply-adds from which on it starts with more: 1,250 dense observations. */
const MANY_FROM = 2e9;
/** Multiply-adds from which on it takes three steps: 2,900 dense observations. */
const THREE_STEPS_FROM = 2.5e10;

/** One level of such a search. */
interface Level {
  /** Observations, where some of both tasks are taken. */
  readonly points: number;
  /** Where all low-fidelity points may stay: the share of a whole evaluation's operations that one may cost then. */
  readonly share: number;
}

/** The last step is to half of the observations, or to as many as cost an eighth: short enough to arrive near the optimum. */
function levelsOf(operations: number): Level[] {
  if (operations < LED_FROM) return [];
  const half = { points: Math.round(Math.cbrt(operations) / 2), share: 1 / 8 };
  if (operations < MANY_FROM) return [{ points: 96, share: 1 / 100 }, half];
  const first = { points: 240, share: 1 / 100 };
  const second = { points: 720, share: 1 / 6 };
  return operations < THREE_STEPS_FROM ? [first, second] : [first, second, half];
}

/** The share of high-fidelity points, as far as there are so many. */
const HIGH_SHARE = 1 / 3;

/**
 * Subsets of a large training set, from coarse to fine, on which a search finds its way at a fraction of the cost. All
 * low-fidelity points stay where they cost little (a grid's do); otherwise each task is thinned, evenly over space.
 *
 * @param operationsOf multiply-adds of one evaluation with a training set
 * @param seed of the choice
 * @returns none where a whole evaluation is cheap
 */
export function coarserSets(
  training: TrainingSet,
  operationsOf: (training: TrainingSet) => number,
  seed: number,
): TrainingSet[] {
  const whole = operationsOf(training);
  const levels = levelsOf(whole);
  if (levels.length === 0) return [];
  const { countLow, count } = training;
  const countHigh = count - countLow;
  const most = levels[levels.length - 1].points;
  const low = spreadRows(training, 0, countLow, most, seed);
  const high = spreadRows(training, countLow, count, most, seed);
  return levels.map(({ points, share }) => {
    const someHigh = countLow === 0 ? points : Math.min(countHigh, Math.round(HIGH_SHARE * points));
    const withAllLow = trainingSetOfRows(training, [...Array(countLow).keys(), ...high.slice(0, someHigh)]);
    if (someHigh < countHigh && operationsOf(withAllLow) <= share * whole) return withAllLow;
    return trainingSetOfRows(training, [...low.slice(0, points - someHigh), ...high.slice(0, someHigh)]);
  });
}

/** Up to `most` rows of [from, to), each prefix of them spread over all. */
function spreadRows({ u, dimension }: TrainingSet, from: number, to: number, most: number, seed: number) {
  const rows = u.subarray(from * dimension, to * dimension);
  const chosen = spreadPoints(rows, dimension, Math.min(most, to - from), createRandom(seed));
  return chosen.map((row) => from + row);
}
