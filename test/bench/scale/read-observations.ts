import { readFileSync } from 'node:fs';
import {
  createTrainingSet,
  type Observations,
  type TrainingSet,
} from '#main/fitting/gaussian-process/training-set.ts';

/** The peers' CSV (task, u1 … uD, y; task 0 = low) as a training set; `high` leaves the low task out. */
export function readObservations(path: string, tasks: 'both' | 'high' = 'both'): TrainingSet {
  const [header, ...lines] = readFileSync(path, 'utf8').trim().split('\n');
  const dimension = header.split(',').length - 2;
  const rows = lines.map((line) => line.split(',').map(Number));
  const of = (task: number): Observations => {
    const chosen = rows.filter(([of]) => of === task);
    return {
      u: Float64Array.from(chosen.flatMap((row) => row.slice(1, -1))),
      y: Float64Array.from(chosen, (row) => row[dimension + 1]),
    };
  };
  return createTrainingSet(dimension, tasks === 'both' ? { low: of(0), high: of(1) } : { high: of(1) });
}
