import { observedQuantities, type TrainingSet } from '../../gaussian-process/training-set.ts';
import { pickRows } from '../../rows.ts';

/**
 * Observations at their places, the low-fidelity ones first: those with the same coordinates and task stand at one. Nothing
 * in it depends on hyperparameters.
 */
export interface Replicates {
  readonly training: TrainingSet;
  /** The place of each observation, n. */
  readonly placeOf: Int32Array;
  /** How many places there are, and how many of them are of the low-fidelity task: the first ones. */
  readonly count: number;
  readonly countLow: number;
  /** Coordinates of the places, count × D. */
  readonly u: Float64Array;
  /** How many observations stand at each place, count. */
  readonly multiplicity: Int32Array;
}

/** What replicates amount to at given noises, place by place. */
export interface PooledObservations {
  /** v_j = ε² + known variance of each observation, n. */
  readonly variance: Float64Array;
  /** V = 1/Σ 1/v_j, count. */
  readonly pooledVariance: Float64Array;
  /** ȳ = V Σ y_j/v_j by quantity, count each. */
  readonly means: readonly Float64Array[];
  /** The places as a training set: their known variance is what V has besides ε², negative where there are many. */
  readonly training: TrainingSet;
}

/** Pooling takes the diagonal of K⁻¹ at every evaluation: with fewer replicates than this share it would cost more time. */
const LEAST_SAVED = 0.1;

/** @returns null where there are so few replicates that it is not worth while to pool them */
export function findReplicates(training: TrainingSet): Replicates | null {
  const { dimension, count, countLow, u } = training;
  const places = new Map<string, number>();
  const first: number[] = [];
  let placesOfLow = 0;
  const placeOf = Int32Array.from({ length: count }, (_, i) => {
    const task = i < countLow ? 'low' : 'high';
    const key = `${task} ${u.subarray(i * dimension, (i + 1) * dimension).join(' ')}`;
    const place = places.get(key) ?? first.push(i) - 1;
    places.set(key, place);
    if (i < countLow) placesOfLow = first.length;
    return place;
  });
  if (first.length > (1 - LEAST_SAVED) * count) return null;
  const multiplicity = new Int32Array(first.length);
  for (const place of placeOf) multiplicity[place]++;
  return {
    training,
    placeOf,
    count: first.length,
    countLow: placesOfLow,
    u: pickRows(u, first, dimension),
    multiplicity,
  };
}

/** Places that an evaluation is made for: as many as observations where few are replicates. */
export function placeCount(training: TrainingSet): number {
  return findReplicates(training)?.count ?? training.count;
}

/** @param noiseLow ε² of each task */
export function poolObservations(
  replicates: Replicates,
  { noiseLow, noiseHigh }: { readonly noiseLow: number; readonly noiseHigh: number },
): PooledObservations {
  const { training, placeOf, count, countLow, u } = replicates;
  const variance = training.knownVariance.map(
    (known, i) => known + (i < training.countLow ? noiseLow : noiseHigh),
  );
  const precision = new Float64Array(count);
  placeOf.forEach((place, i) => {
    precision[place] += 1 / variance[i];
  });
  const pooledVariance = precision.map((value) => 1 / value);
  const means = observedQuantities(training).map((y) => {
    const mean = new Float64Array(count);
    placeOf.forEach((place, i) => {
      mean[place] += (y[i] / variance[i]) * pooledVariance[place];
    });
    return mean;
  });
  const [y, ...besides] = means;
  return {
    variance,
    pooledVariance,
    means,
    training: {
      dimension: training.dimension,
      count,
      countLow,
      u,
      y,
      besides,
      knownVariance: pooledVariance.map((value, place) => value - (place < countLow ? noiseLow : noiseHigh)),
    },
  };
}
