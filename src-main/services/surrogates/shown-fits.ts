import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { readDefinition } from '#main/store/definition-repository.ts';
import { latestIteration } from '#main/store/iterations-repository.ts';
import type { SurrogateSource } from '#main/surrogates/surrogate.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import type { Quantity } from '#shared/domain/quantity.ts';
import { createSpace, type Space } from '#shared/domain/space.ts';
import { madeOnce } from '../program/made-once.ts';
import { fittedSurrogates } from './fitted-surrogates.ts';
import { iterationFits } from './iteration-fits.ts';

/** The fits behind a picture, in the space that they were made in. */
export interface ShownFits {
  readonly space: Space;
  readonly iteration: number;
  /** Whether limits, bounds or constraints have changed since that iteration was fitted. */
  readonly isStale: boolean;
  readonly sources: ReadonlyMap<Quantity, SurrogateSource>;
  /** The (first) contour quantity that was fitted. */
  readonly contour: Quantity;
}

/**
 * The fits of an iteration as it was then, on the limits and in the space of its time; or with `latest` those of the
 * newest one, conditioned on the limits as they are now. Read once for as long as the file stays the same.
 *
 * @throws ContouristError `fit.none` before the first fit, `fit.stale`, `fit.no_iteration`
 */
export const shownFits = madeOnce((campaign, iteration: number | 'latest'): ShownFits => {
  return iteration === 'latest' ? latestFits(campaign) : earlierFits(campaign, iteration);
});

function latestFits(campaign: ReadableCampaign): ShownFits {
  const definition = readDefinition(campaign);
  const space = createSpace(definition);
  const surrogates = fittedSurrogates(campaign, space);
  return { space, ...surrogates, contour: contourOf(definition.contour, surrogates.sources) };
}

function earlierFits(campaign: ReadableCampaign, iteration: number): ShownFits {
  const { definition, fits } = iterationFits(campaign, iteration);
  if (fits.length === 0) {
    const latest = latestIteration(campaign)?.number ?? 0;
    throw new ContouristError('fit.no_iteration', `There is no iteration ${iteration}.`, {
      blame: 'usage',
      hint: latest === 0 ? 'The campaign has not been fitted yet.' : `The latest one is ${latest}.`,
    });
  }
  const sources = new Map(fits.map(({ quantity, training, model }) => [quantity, { training, model }]));
  return {
    space: createSpace(definition),
    iteration,
    isStale: false,
    sources,
    contour: contourOf(definition.contour, sources),
  };
}

function contourOf(wanted: readonly Quantity[], sources: ShownFits['sources']): Quantity {
  const [first] = sources.keys();
  return wanted.find((quantity) => sources.has(quantity)) ?? first ?? wanted[0];
}
