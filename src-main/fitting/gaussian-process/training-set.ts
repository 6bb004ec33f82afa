import { ContouristError } from '#shared/domain/contourist-error.ts';
import type { Fidelity } from '#shared/domain/fidelity.ts';
import { pickRows } from '../rows.ts';

/** Index of a task in κ and in per-task arrays. */
export const LOW = 0;
export const HIGH = 1;

/**
 * What a Gaussian process is fitted to: one quantity at n points, the low-fidelity points first.
 *
 * Replicates (the same point twice) are separate observations.
 */
export interface TrainingSet {
  /** D, the number of the GP's coordinates. */
  readonly dimension: number;
  /** n, the number of observations. */
  readonly count: number;
  /** How many of them are low-fidelity: rows 0 … countLow − 1. */
  readonly countLow: number;
  /** Coordinates u, n × D, row-major, in [0, 1] inside the campaign's space. */
  readonly u: Float64Array;
  /** y = ln μ, n. */
  readonly y: Float64Array;
  /** y of other quantities at the same points with the same known variances, where all are fitted by one set of hyperparameters. */
  readonly besides?: readonly Float64Array[] | undefined;
  /** Known variance of each ln μ from the limit file (0 where it gives none), n. */
  readonly knownVariance: Float64Array;
}

/** The fidelity of the limits behind a contour: the high one is taken to be the low one until it has limits of its own. */
export function fidelityOf({ count, countLow }: Pick<TrainingSet, 'count' | 'countLow'>): Fidelity {
  return count > countLow ? 'high' : 'low';
}

/** The observations of one task, as the store hands them over. */
export interface Observations {
  /** Coordinates, count × D, row-major. */
  readonly u: Float64Array;
  readonly y: Float64Array;
  readonly knownVariance?: Float64Array;
}

const NO_OBSERVATIONS: Observations = { u: new Float64Array(0), y: new Float64Array(0) };

/**
 * Puts the observations of both tasks into one training set.
 *
 * @throws ContouristError `fit.no_points` where there is nothing to fit, `fit.one_point` for a single observation
 */
export function createTrainingSet(
  dimension: number,
  observations: { readonly low?: Observations; readonly high?: Observations },
): TrainingSet {
  const low = observations.low ?? NO_OBSERVATIONS;
  const high = observations.high ?? NO_OBSERVATIONS;
  const countLow = low.y.length;
  const count = countLow + high.y.length;
  if (count === 0) {
    throw new ContouristError('fit.no_points', 'There are no limits to fit.', {
      hint: 'Import limits first.',
    });
  }
  if (count === 1) {
    throw new ContouristError('fit.one_point', 'One limit alone determines no surrogate.', {
      hint: 'Import at least one more point.',
    });
  }
  const u = new Float64Array(count * dimension);
  u.set(low.u, 0);
  u.set(high.u, countLow * dimension);
  const y = new Float64Array(count);
  y.set(low.y, 0);
  y.set(high.y, countLow);
  const knownVariance = new Float64Array(count);
  if (low.knownVariance) knownVariance.set(low.knownVariance, 0);
  if (high.knownVariance) knownVariance.set(high.knownVariance, countLow);
  return { dimension, count, countLow, u, y, knownVariance };
}

/** The observations of one task alone, as a training set of its own. */
export function trainingSetOfTask(training: TrainingSet, task: typeof LOW | typeof HIGH): TrainingSet {
  const { dimension, countLow, count } = training;
  const [from, to] = task === LOW ? [0, countLow] : [countLow, count];
  const observations: Observations = {
    u: training.u.slice(from * dimension, to * dimension),
    y: training.y.slice(from, to),
    knownVariance: training.knownVariance.slice(from, to),
  };
  const alone = createTrainingSet(dimension, task === LOW ? { low: observations } : { high: observations });
  return { ...alone, besides: training.besides?.map((y) => y.slice(from, to)) };
}

/** Some of the observations as they are, any number of them; the rows of low-fidelity ones come first. */
export function trainingSetOfRows(training: TrainingSet, rows: ArrayLike<number>): TrainingSet {
  const { dimension, countLow, u, y, besides, knownVariance } = training;
  return {
    dimension,
    count: rows.length,
    countLow: Array.from(rows).filter((row) => row < countLow).length,
    u: pickRows(u, rows, dimension),
    y: pickRows(y, rows, 1),
    besides: besides?.map((other) => pickRows(other, rows, 1)),
    knownVariance: pickRows(knownVariance, rows, 1),
  };
}

/** How many different points u the observations stand at. */
export function distinctPointCount(training: TrainingSet): number {
  const { u, dimension, count } = training;
  const seen = new Set<string>();
  for (let i = 0; i < count; i++) seen.add(u.subarray(i * dimension, (i + 1) * dimension).join(' '));
  return seen.size;
}

/** The y of every quantity that is fitted with these hyperparameters, n each. */
export function observedQuantities({ y, besides = [] }: TrainingSet): Float64Array[] {
  return [y, ...besides];
}

/**
 * The standard deviation of all y, s_y, by which the noise prior is scaled (0 where all limits are equal); of several
 * quantities the root of their mean variance.
 */
export function standardDeviationOfY(training: TrainingSet): number {
  const observed = observedQuantities(training);
  let sum = 0;
  for (const y of observed) {
    let mean = 0;
    for (const value of y) mean += value / y.length;
    for (const value of y) sum += (value - mean) ** 2;
  }
  return Math.sqrt(sum / (observed.length * training.count));
}
