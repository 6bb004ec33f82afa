import { openSurrogate, surrogateOfTag } from '#main/surrogates/registry.ts';
import { alone, type OpenSurrogate } from '#main/surrogates/surrogate.ts';
import type { FitSettings } from '#shared/domain/fit-settings.ts';
import type { StoredModel } from '#shared/domain/surrogate.ts';
import { joined } from '../fitted-together.ts';
import { createTrainingSet } from '../gaussian-process/training-set.ts';
import { observationsAt, type QuantityLimits, type Scan } from './scan.ts';

/** One quantity of a scan with the surrogate fitted to what was evaluated of it. */
export interface FittedLimits {
  readonly limits: QuantityLimits;
  readonly model: StoredModel;
  readonly surrogate: OpenSurrogate;
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
  previous: readonly FittedLimits[],
  signal?: AbortSignal,
): Promise<FittedLimits[]> {
  const sets = quantities.map((limits) => {
    const low = scan.low?.quantities.find(({ quantity }) => quantity === limits.quantity);
    return createTrainingSet(scan.space.coordinateNames.length, {
      high: observationsAt(scan.points, limits, known.high),
      ...(scan.low && low && { low: observationsAt(scan.low.points, low, known.low) }),
    });
  });
  const surrogates: FittedLimits[] = [];
  const surrogateOfFits = surrogateOfTag(settings.surrogate);
  const { groups = alone } = surrogateOfFits;
  for (const group of groups(sets, settings)) {
    const models = await surrogateOfFits.fit(joined(group.map((index) => sets[index])), settings, {
      previous: previous[group[0]]?.model,
      randomStarts: 0,
      signal,
    });
    for (const [k, index] of group.entries()) {
      const model = models[k];
      const surrogate = await openSurrogate({ training: sets[index], model });
      surrogates[index] = { limits: quantities[index], model, surrogate };
    }
  }
  return surrogates;
}
