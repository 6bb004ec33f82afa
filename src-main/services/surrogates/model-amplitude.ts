import { type FittedModel, hyperparametersOf } from '#main/fitting/fitted-model.ts';
import { priorVariance } from '#main/fitting/gaussian-process/covariance.ts';
import { HIGH } from '#main/fitting/gaussian-process/training-set.ts';

/** Standard deviation of ln μ at high fidelity where no point is near: what a fit says before any data. */
export function modelAmplitude(model: FittedModel): number {
  return Math.sqrt(priorVariance(hyperparametersOf(model), HIGH));
}
