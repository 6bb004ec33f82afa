import { regressionOf } from '#main/fitting/fit-model.ts';
import { availableMemory } from '#main/fitting/solvers/available-memory.ts';
import { decide, solverAnswers } from '#main/fitting/solvers/choose-solver.ts';
import { type Declined, isOffer, type Offer } from '#main/fitting/solvers/solver-offer.ts';
import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { readDefinition } from '#main/store/definition-repository.ts';
import type { FitPlan } from '#shared/contract/surrogates/fit.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import type { FitSettings } from '#shared/domain/fit-settings.ts';
import type { Quantity } from '#shared/domain/quantity.ts';
import { createSpace } from '#shared/domain/space.ts';
import { trainingDataByQuantity } from '../iterations/run-fit.ts';

/**
 * What every solver would need for a fit of the campaign's limits as they are now. Fits nothing and stores nothing.
 *
 * @throws ContouristError `fit.no_points` where no quantity can be fitted, `fit.unknown_quantity`
 */
export function planFit(
  campaign: ReadableCampaign,
  options: { readonly quantities?: readonly Quantity[] | undefined; readonly settings: FitSettings },
): FitPlan[] {
  const definition = readDefinition(campaign);
  const data = trainingDataByQuantity(campaign, createSpace(definition), definition, options);
  return Array.from(data, ([quantity, { training }]) => {
    const answers = solverAnswers(regressionOf(training, options.settings));
    const availableBytes = Math.round(availableMemory());
    return {
      quantity,
      nLow: training.countLow,
      nHigh: training.count - training.countLow,
      solvers: answers.map((answer) =>
        isOffer(answer)
          ? { name: answer.name, text: answer.because, bytes: answer.bytes, operations: answer.operations }
          : { name: answer.name, text: answer.whyNot, bytes: null, operations: null },
      ),
      takes: takenOf(answers, options.settings, availableBytes),
      availableBytes,
    };
  });
}

function takenOf(
  answers: readonly (Offer | Declined)[],
  { solver }: FitSettings,
  memory: number,
): string | null {
  try {
    return decide(answers, solver, memory).offer.name;
  } catch (error) {
    if (error instanceof ContouristError) return null;
    throw error;
  }
}
