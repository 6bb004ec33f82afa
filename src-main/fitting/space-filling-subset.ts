import { createTrainingSet, type Observations, type TrainingSet } from './gaussian-process/training-set.ts';

/**
 * A part of the observations whose points fill the space: of either task one after the other the point that is farthest
 * from those before it. High-fidelity points get half of the places, since there are fewer of them.
 *
 * @param size how many observations to keep, at most all
 */
export function spaceFillingSubset(training: TrainingSet, size: number): TrainingSet {
  const { dimension, count, countLow } = training;
  const countHigh = count - countLow;
  const high = Math.min(countHigh, Math.max(Math.floor(size / 2), size - countLow));
  const low = Math.min(countLow, size - high);
  return createTrainingSet(dimension, {
    low: observationsAt(training, farthestFirst(training, 0, countLow, low)),
    high: observationsAt(training, farthestFirst(training, countLow, count, high)),
  });
}

/** `size` rows of [from, to) in the order of farthest-first traversal. */
function farthestFirst({ u, dimension }: TrainingSet, from: number, to: number, size: number): number[] {
  const rows: number[] = [];
  const distance = new Float64Array(to - from).fill(Number.POSITIVE_INFINITY);
  let next = from;
  while (rows.length < size) {
    rows.push(next);
    let farthest = -1;
    let chosen = next;
    for (let i = from; i < to; i++) {
      let squared = 0;
      for (let k = 0; k < dimension; k++) squared += (u[i * dimension + k] - u[next * dimension + k]) ** 2;
      // A point that was taken stays out, its replicates come when all else is nearer than nothing.
      distance[i - from] = i === next ? -1 : Math.min(distance[i - from], squared);
      if (distance[i - from] > farthest) {
        farthest = distance[i - from];
        chosen = i;
      }
    }
    next = chosen;
  }
  return rows.sort((a, b) => a - b);
}

function observationsAt(
  { u, y, knownVariance, dimension }: TrainingSet,
  rows: readonly number[],
): Observations {
  return {
    u: Float64Array.from(rows.flatMap((i) => [...u.subarray(i * dimension, (i + 1) * dimension)])),
    y: Float64Array.from(rows, (i) => y[i]),
    knownVariance: Float64Array.from(rows, (i) => knownVariance[i]),
  };
}
