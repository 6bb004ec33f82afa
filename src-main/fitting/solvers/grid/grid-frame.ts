import { designColumns } from '../../gaussian-process/mean-function.ts';
import { HIGH, LOW, type TrainingSet } from '../../gaussian-process/training-set.ts';
import type { Regression } from '../solver.ts';
import type { GridLayout } from './find-grid.ts';

/** A regression taken apart into the points of a grid and the others; nothing in it depends on hyperparameters. */
export interface GridFrame {
  readonly regression: Regression;
  readonly layout: GridLayout;
  /** The task of the grid's points. */
  readonly task: typeof LOW | typeof HIGH;
  /** The other points, low-fidelity ones first; there may be none. */
  readonly others: TrainingSet;
  /** Their coordinates by axis. */
  readonly otherAxes: readonly Float64Array[];
  /** Columns of H in the order of the training set. */
  readonly design: readonly Float64Array[];
}

export function gridFrame(regression: Regression, layout: GridLayout): GridFrame {
  const { training, mean } = regression;
  const { dimension, u } = training;
  const rows = Array.from(layout.others);
  const others: TrainingSet = {
    dimension,
    count: rows.length,
    countLow: rows.filter((row) => row < training.countLow).length,
    u: Float64Array.from(
      rows.flatMap((row) => Array.from(u.subarray(row * dimension, (row + 1) * dimension))),
    ),
    y: Float64Array.from(rows, (row) => training.y[row]),
    knownVariance: Float64Array.from(rows, (row) => training.knownVariance[row]),
  };
  return {
    regression,
    layout,
    task: training.countLow > 0 ? LOW : HIGH,
    others,
    otherAxes: columnsOfPoints(others.u, dimension),
    design: designColumns(mean, dimension, training),
  };
}

/** Coordinates of points by axis. */
export function columnsOfPoints(u: Float64Array, dimension: number): Float64Array[] {
  const count = u.length / dimension;
  return Array.from({ length: dimension }, (_, axis) =>
    Float64Array.from({ length: count }, (_, i) => u[i * dimension + axis]),
  );
}
