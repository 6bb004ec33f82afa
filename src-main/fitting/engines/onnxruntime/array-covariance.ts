import { crossCovariance, ObservationCovariance } from '../../gaussian-process/covariance.ts';
import { CovarianceGradient } from '../../gaussian-process/covariance-gradient.ts';
import type { CovarianceStructure, Hyperparameters } from '../../gaussian-process/hyperparameters.ts';
import { HIGH, LOW, type TrainingSet } from '../../gaussian-process/training-set.ts';
import type { CovarianceBlocks } from '../blocked/covariance-blocks.ts';
import type { ArrayBlock } from './array-algebra.ts';

/** The covariance of a training set, built in TypeScript block by block. */
export function arrayCovariance(
  structure: CovarianceStructure,
  h: Hyperparameters,
  training: TrainingSet,
): CovarianceBlocks<ArrayBlock> {
  const { count, countLow, dimension, u } = training;
  const covariance = new ObservationCovariance(structure, h, training);
  return {
    panel({ start, end }) {
      const [rows, columns] = [count - start, end - start];
      const data = new Float64Array(rows * columns);
      for (let i = start; i < count; i++) {
        covariance.addRow(i, start, Math.min(i + 1, end), data, (i - start) * columns);
      }
      return { data, rows, columns };
    },

    cross({ start, end }, { u: at, task }) {
      const [rows, columns] = [end - start, at.length / dimension];
      const own = u.subarray(start * dimension, end * dimension);
      const isHigh = start >= countLow;
      const points = { u: at, count: columns, countLow: task === 'low' ? columns : 0 };
      const data = crossCovariance(structure, h, own, isHigh ? HIGH : LOW, points);
      return { data, rows, columns };
    },

    gradientSum() {
      const gradient = new CovarianceGradient(structure, h, training);
      const weights = new Float64Array(count);
      return {
        add({ data, columns: width }, rows, columns) {
          for (let i = rows.start; i < rows.end; i++) {
            const offset = (i - rows.start) * width;
            weights.set(data.subarray(offset, offset + width), columns.start);
            gradient.addRow(i, columns.start, Math.min(i + 1, columns.end), weights);
          }
        },
        finish: () => gradient.finish(),
      };
    },

    free() {},
  };
}
