import { type FitSettings, settingsBeside } from '#shared/domain/fit-settings.ts';
import type { TaskUse } from '#shared/domain/task-use.ts';
import { type FitOptions, fitModel, leaveOneOut } from '../fit-model.ts';
import type { FittedModel } from '../fitted-model.ts';
import { type LeaveOneOut, logDensityOfLeftOut } from '../gaussian-process/leave-one-out.ts';
import { HIGH, type TrainingSet, trainingSetOfTask } from '../gaussian-process/training-set.ts';

/** How well the ways of using the low-fidelity points predict each high-fidelity limit from all the others. */
export interface TaskComparison {
  /** The way of the fit that is compared. */
  readonly fitted: 'own' | 'none';
  /**
   * Σ ln density of the left-out high-fidelity limits ([RW] §5.4.2), the larger the better. `alone` is always there; the
   * other relation of the tasks only where the fitted one loses against it, up to 600 points.
   */
  readonly logDensity: Readonly<Partial<Record<TaskUse, number>>>;
  /** The fit of the high-fidelity points alone. */
  readonly aloneModel: FittedModel;
}

/** A fit of a Gaussian process with what it was fitted to. */
export interface ComparedFit {
  readonly training: TrainingSet;
  readonly model: FittedModel;
  readonly settings: FitSettings;
}

export interface ComparisonOptions extends Pick<FitOptions, 'signal' | 'onProgress'> {
  /** The fit of another quantity's high-fidelity points alone, from which this one starts. */
  readonly like?: FittedModel | undefined;
  /** The fit's own leave-one-out predictions of the high-fidelity limits, where they are there already. */
  readonly leftOut?: () => Promise<LeaveOneOut>;
}

/** Beyond so many points, fitting the other relation as well takes as long as everything else together. */
const OTHER_RELATION_UP_TO = 600;

/**
 * Compares a fit of two tasks with the high-fidelity points alone: a cheap task that ignores a parameter drags the other
 * along. Where the cheap task loses, the other relation of the tasks is fitted too, so that there is an option to name.
 *
 * Leave-one-out holds β at its fitted value. With fewer than twice as many high-fidelity points as β has coefficients, a
 * mean of their own all but interpolates them, and alone they would look better than they are: these are not compared.
 *
 * Hyperparameters that several quantities have in common are no quantity's best: against fits of its own it would lose for
 * that alone, so that such fits are not compared either.
 *
 * @returns null for a fit of one task, with too few high-fidelity points, or of several quantities together
 */
export async function compareTasks(
  { training, model, settings }: ComparedFit,
  { signal, onProgress, like, leftOut = () => leaveOneOut(training, model, 'high') }: ComparisonOptions = {},
): Promise<TaskComparison | null> {
  const { relation } = model.structure;
  const highCount = training.count - training.countLow;
  if (relation === 'one' || model.together > 1 || highCount < 2 * (training.dimension + 1)) return null;
  const fitted = relation === 'difference' ? 'own' : 'none';
  const other = fitted === 'own' ? 'none' : 'own';

  const options = { randomStarts: 0, signal, onProgress };
  const high = trainingSetOfTask(training, HIGH);
  const aloneModel = await fitModel(high, settingsBeside(settings), { ...options, previous: like });
  const alone = await logDensity(high, aloneModel);
  const together = logDensityOfLeftOut(training, await leftOut(), training.countLow);
  if (together >= alone || training.count > OTHER_RELATION_UP_TO) {
    return { fitted, logDensity: { [fitted]: together, alone }, aloneModel };
  }
  const otherModel = await fitModel(
    training,
    { ...settings, difference: other, calibration: 'none' },
    options,
  );
  return {
    fitted,
    logDensity: { [fitted]: together, alone, [other]: await logDensity(training, otherModel) },
    aloneModel,
  };
}

async function logDensity(training: TrainingSet, model: FittedModel): Promise<number> {
  return logDensityOfLeftOut(training, await leaveOneOut(training, model, 'high'), training.countLow);
}
