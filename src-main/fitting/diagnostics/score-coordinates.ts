import { type FitSettings, settingsBeside } from '#shared/domain/fit-settings.ts';
import { fitModel, leaveOneOut } from '../fit-model.ts';
import type { TrainingSet } from '../gaussian-process/training-set.ts';

export interface CoordinatesToScore {
  /** The same observations in the coordinates to be tried. */
  readonly training: TrainingSet;
  readonly settings: FitSettings;
}

/**
 * Fits in the given coordinates and foretells each observation from all the others.
 *
 * @returns ln N(y_i; leave-one-out mean, variance) of the high-fidelity observations ([RW] eqs. 5.10-5.12), of the low
 *   ones where there are no others; the larger the better
 */
export async function scoreCoordinates(
  { training, settings }: CoordinatesToScore,
  signal?: AbortSignal,
): Promise<Float64Array> {
  const model = await fitModel(training, settingsBeside(settings), { randomStarts: 0, signal });
  const left = await leaveOneOut(training, model);
  const from = training.countLow < training.count ? training.countLow : 0;
  return Float64Array.from({ length: training.count - from }, (_, offset) => {
    const i = from + offset;
    const residual = training.y[i] - left.mean[i];
    return -0.5 * (Math.log(2 * Math.PI * left.variance[i]) + (residual * residual) / left.variance[i]);
  });
}
