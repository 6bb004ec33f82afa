import type { FittedQuantity, IterationFits } from '#main/fitting/metrics/metrics-input.ts';
import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { currentFits } from '#main/store/fits-repository.ts';
import { definitionOfIteration } from '#main/store/iterations-repository.ts';
import type { Quantity } from '#shared/domain/quantity.ts';
import { createSpace } from '#shared/domain/space.ts';
import { storedFit } from './stored-fit.ts';
import { earlierTrainingData } from './training-data.ts';

/**
 * The current fits of an iteration with what they were fitted to, in the space as it was then.
 *
 * @param only this quantity's, where the others are not wanted: their points are not read then
 */
export function iterationFits(campaign: ReadableCampaign, iteration: number, only?: Quantity): IterationFits {
  const definition = definitionOfIteration(campaign, iteration);
  const space = createSpace(definition);
  const wanted = currentFits(campaign, iteration).filter(
    ({ quantity }) => only === undefined || quantity === only,
  );
  const fits = wanted.map(
    (fit): FittedQuantity => ({
      ...storedFit(fit),
      training: earlierTrainingData(campaign, space, fit.quantity, fit.pointIds).training,
    }),
  );
  return { definition, fits };
}
