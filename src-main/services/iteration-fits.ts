import { fittedModelSchema } from '#main/fitting/fitted-model.ts';
import type { FittedQuantity, IterationFits } from '#main/fitting/metrics/metrics-input.ts';
import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { readDefinition } from '#main/store/definition-repository.ts';
import { currentFits } from '#main/store/fits-repository.ts';
import { definitionOfIteration } from '#main/store/iterations-repository.ts';
import { fitSettingsSchema } from '#shared/domain/fit-settings.ts';
import { createSpace } from '#shared/domain/space.ts';
import { earlierTrainingData } from './training-data.ts';

/** The current fits of an iteration with what they were fitted to, in the space as it was then. */
export function iterationFits(campaign: ReadableCampaign, iteration: number): IterationFits {
  const definition = definitionOfIteration(campaign, iteration) ?? readDefinition(campaign);
  const space = createSpace(definition);
  const fits = currentFits(campaign, iteration).map(
    ({ quantity, pointIds, result, settings }): FittedQuantity => ({
      quantity,
      training: earlierTrainingData(campaign, space, quantity, pointIds).training,
      model: fittedModelSchema.parse(result),
      settings: fitSettingsSchema.parse(settings),
    }),
  );
  return { definition, fits };
}
