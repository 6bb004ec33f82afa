import { openSurrogate, surrogateOfTag } from '#main/surrogates/registry.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import { type FitSettings, settingsBeside } from '#shared/domain/fit-settings.ts';
import type { TrainingSet } from '../gaussian-process/training-set.ts';

export interface CoordinatesToScore {
  /** The same observations in the coordinates to be tried. */
  readonly training: TrainingSet;
  readonly settings: FitSettings;
}

/**
 * Fits in the given coordinates and predicts each observation from all the others.
 *
 * @returns ln N(y_i; leave-one-out mean, variance) of the high-fidelity observations ([RW] eqs. 5.10-5.12), of the low
 *   ones where there are no others; the larger the better
 * @throws ContouristError `coordinates.no_density` for a surrogate without ln μ of left-out limits
 */
export async function scoreCoordinates(
  { training, settings }: CoordinatesToScore,
  signal?: AbortSignal,
): Promise<Float64Array> {
  const surrogate = surrogateOfTag(settings.surrogate);
  const [model] = await surrogate.fit(training, settingsBeside(settings), { randomStarts: 0, signal });
  const opened = await openSurrogate({ training, model });
  const left = (await opened.leaveOneOut?.())?.lnMu;
  opened.close?.();
  if (!left) {
    throw new ContouristError(
      'coordinates.no_density',
      `Coordinates are compared by the density of left-out limits, which the surrogate ${surrogate.facts.name} does not give.`,
      { blame: 'usage', hint: 'Fit a Gaussian process first: its settings are used.' },
    );
  }
  const from = training.countLow < training.count ? training.countLow : 0;
  return Float64Array.from({ length: training.count - from }, (_, offset) => {
    const i = from + offset;
    const residual = training.y[i] - left.mean[i];
    return -0.5 * (Math.log(2 * Math.PI * left.variance[i]) + (residual * residual) / left.variance[i]);
  });
}
