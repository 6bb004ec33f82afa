import type { FitSettings } from '#shared/domain/fit-settings.ts';
import { createPosterior, fitTogether } from '../fit-model.ts';
import type { FittedModel } from '../fitted-model.ts';
import { fittedTogether, joined } from '../fitted-together.ts';
import type { Posterior } from '../gaussian-process/posterior.ts';
import { createTrainingSet } from '../gaussian-process/training-set.ts';
import { observationsAt, type QuantityLimits, type Scan } from './scan.ts';

/** One quantity of a scan with the Gaussian process fitted to what was evaluated of it. */
export interface Surrogate {
  readonly limits: QuantityLimits;
  readonly model: FittedModel;
  readonly posterior: Posterior;
}

/** The rows of a scan's tables that a fit may use. */
export interface KnownRows {
  readonly high: readonly number[];
  readonly low: readonly number[];
}

/**
 * Fits quantities of a scan to the rows known so far. Each search starts from the step before and from the default
 * start, without random ones: a replay is dozens of fits, each close to the one before.
 *
 * @param previous the surrogates of the step before, in the same order; empty at the first
 */
export async function fitSurrogates(
  scan: Scan,
  quantities: readonly QuantityLimits[],
  known: KnownRows,
  settings: FitSettings,
  previous: readonly Surrogate[],
  signal?: AbortSignal,
): Promise<Surrogate[]> {
  const sets = quantities.map((limits) => {
    const low = scan.low?.quantities.find(({ quantity }) => quantity === limits.quantity);
    return createTrainingSet(scan.space.coordinateNames.length, {
      high: observationsAt(scan.points, limits, known.high),
      ...(scan.low && low && { low: observationsAt(scan.low.points, low, known.low) }),
    });
  });
  const surrogates: Surrogate[] = [];
  for (const group of fittedTogether(sets, settings)) {
    const models = await fitTogether(joined(group.map((index) => sets[index])), settings, {
      previous: previous[group[0]]?.model,
      randomStarts: 0,
      signal,
    });
    for (const [k, index] of group.entries()) {
      const model = models[k];
      const posterior = await createPosterior(sets[index], model);
      surrogates[index] = { limits: quantities[index], model, posterior };
    }
  }
  return surrogates;
}
