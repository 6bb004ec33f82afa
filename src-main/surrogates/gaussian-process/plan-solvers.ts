import { regressionOf } from '#main/fitting/fit-model.ts';
import type { TrainingSet } from '#main/fitting/gaussian-process/training-set.ts';
import { availableMemory } from '#main/fitting/solvers/available-memory.ts';
import { decide, solverAnswers } from '#main/fitting/solvers/choose-solver.ts';
import { type Declined, isOffer, type Offer } from '#main/fitting/solvers/solver-offer.ts';
import type { FitPlan } from '#shared/contract/surrogates/fit.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import type { FitSettings } from '#shared/domain/fit-settings.ts';

/** What every solver would need for a fit, and which of them would run. */
export function planSolvers(
  training: TrainingSet,
  settings: FitSettings,
): Pick<FitPlan, 'solvers' | 'takes' | 'availableBytes'> {
  const answers = solverAnswers(regressionOf(training, settings));
  const availableBytes = Math.round(availableMemory());
  return {
    solvers: answers.map((answer) => {
      const { name } = answer;
      if (!isOffer(answer))
        return { name, basis: null, whyNot: answer.whyNot, bytes: null, operations: null };
      const { basis, bytes, operations } = answer;
      return { name, basis, whyNot: null, bytes, operations };
    }),
    takes: takenOf(answers, settings, availableBytes),
    availableBytes,
  };
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
