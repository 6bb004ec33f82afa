import { designColumns } from '../../gaussian-process/mean-function.ts';
import { HIGH, LOW, type TrainingSet, trainingSetOfRows } from '../../gaussian-process/training-set.ts';
import { columnsOfPoints } from '../../rows.ts';
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
  const { dimension } = training;
  const others = trainingSetOfRows(training, layout.others);
  return {
    regression,
    layout,
    task: training.countLow > 0 ? LOW : HIGH,
    others,
    otherAxes: columnsOfPoints(others.u, dimension),
    design: designColumns(mean, dimension, training),
  };
}
