import type { ProcessSource } from '#main/fitting/compute/job-protocol.ts';
import type { FittedModel } from '#main/fitting/fitted-model.ts';
import type { TrainingSet } from '#main/fitting/gaussian-process/training-set.ts';
import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { currentFits } from '#main/store/fits-repository.ts';
import { latestIteration } from '#main/store/iterations-repository.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import type { Quantity } from '#shared/domain/quantity.ts';
import type { Space } from '#shared/domain/space.ts';
import { isStale } from './is-stale.ts';
import { quantityFit } from './quantity-fit.ts';
import { trainingData } from './training-data.ts';

/** The surrogates of the latest iteration, ready to be conditioned on the limits as they are now. */
export interface CurrentProcesses {
  readonly iteration: number;
  /** Whether limits, bounds or constraints have changed since that iteration was fitted. */
  readonly isStale: boolean;
  readonly sources: ReadonlyMap<Quantity, ProcessSource>;
}

/**
 * The current fits of the latest iteration with the training sets as they are now; null before the first fit.
 *
 * Where the data have changed since, the hyperparameters still serve: the process is conditioned on today's limits. They
 * do not when a fidelity has come or gone, since the covariance function is then another one.
 *
 * @throws ContouristError `fit.stale` in that case
 */
export function currentProcesses(campaign: ReadableCampaign, space: Space): CurrentProcesses | null {
  const latest = latestIteration(campaign);
  if (!latest) return null;
  const sources = new Map<Quantity, ProcessSource>();
  for (const { quantity, settings, model } of currentFits(campaign, latest.number).map(quantityFit)) {
    const { training } = trainingData(campaign, space, quantity, settings.low);
    if (!fits(model, training)) {
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

/** Whether a model's covariance and mean are those of a training set. */
function fits({ structure, nLow, nHigh }: FittedModel, training: TrainingSet): boolean {
  const { dimension, countLow, count } = training;
  return structure.dimension === dimension && nLow > 0 === countLow > 0 && nHigh > 0 === count - countLow > 0;
}
