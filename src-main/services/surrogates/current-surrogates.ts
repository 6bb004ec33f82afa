import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { currentFits } from '#main/store/fits-repository.ts';
import { latestIteration } from '#main/store/iterations-repository.ts';
import { surrogateOf } from '#main/surrogates/registry.ts';
import type { SurrogateSource } from '#main/surrogates/surrogate.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import type { Quantity } from '#shared/domain/quantity.ts';
import type { Space } from '#shared/domain/space.ts';
import { isStale } from './is-stale.ts';
import { storedFit } from './stored-fit.ts';
import { trainingData } from './training-data.ts';

/** The surrogates of the latest iteration, ready to be opened on the limits as they are now. */
export interface CurrentSurrogates {
  readonly iteration: number;
  /** Whether limits, bounds or constraints have changed since that iteration was fitted. */
  readonly isStale: boolean;
  readonly sources: ReadonlyMap<Quantity, SurrogateSource>;
}

/**
 * The current fits of the latest iteration with the training sets as they are now; null before the first fit.
 *
 * Where the data have changed since, the models still serve: they are opened on today's limits. They do not when a fidelity
 * has come or gone, since they are then models of other tasks.
 *
 * @throws ContouristError `fit.stale` in that case; `surrogate.unknown`, `surrogate.newer`
 */
export function currentSurrogates(campaign: ReadableCampaign, space: Space): CurrentSurrogates | null {
  const latest = latestIteration(campaign);
  if (!latest) return null;
  const sources = new Map<Quantity, SurrogateSource>();
  for (const { quantity, settings, model } of currentFits(campaign, latest.number).map(storedFit)) {
    const { training } = trainingData(campaign, space, quantity, settings.low);
    if (!surrogateOf(model).suits(model, training)) {
      throw new ContouristError(
        'fit.stale',
        `The fit of ${quantity} in iteration ${latest.number} no longer suits the limits: they have changed in fidelity or coordinates since.`,
        { hint: 'Run `contourist fit` first.' },
      );
    }
    sources.set(quantity, { training, model });
  }
  return { iteration: latest.number, isStale: isStale(campaign), sources };
}
