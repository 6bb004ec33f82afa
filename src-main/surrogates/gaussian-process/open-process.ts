import { openConditionedFit, posteriorOf } from '#main/fitting/fit-model.ts';
import type { FittedModel } from '#main/fitting/fitted-model.ts';
import type { LeaveOneOut } from '#main/fitting/gaussian-process/leave-one-out.ts';
import type { Posterior } from '#main/fitting/gaussian-process/posterior.ts';
import type { TrainingSet } from '#main/fitting/gaussian-process/training-set.ts';
import type { SurrogateFacts } from '#shared/domain/surrogate.ts';
import { exclusionProbability } from '#shared/numerics/exclusion.ts';
import type { OpenSurrogate } from '../surrogate.ts';

/** A fitted Gaussian process, conditioned on a training set of the same tasks. */
export async function openProcess(
  surrogate: SurrogateFacts,
  training: TrainingSet,
  model: FittedModel,
): Promise<OpenSurrogate> {
  const { process, bytes } = await openConditionedFit(training, model);
  let made: Posterior | undefined;
  // Made late: it takes the factor away from its engine, and leave-one-out may come before.
  const posterior = (): Posterior => {
    made ??= posteriorOf(process, model);
    return made;
  };
  return {
    ...surrogateOfPosterior(surrogate, training.dimension, posterior),
    bytes,
    async leaveOneOut(of = 'all') {
      const lnMu = await process.leaveOneOut(of);
      return { pExcl: exclusionProbabilities(lnMu), lnMu };
    },
    close: () => {
      if (made === undefined) process.free?.();
    },
  };
}

/** A posterior as a surrogate is asked, without leave-one-out. */
export function surrogateOfPosterior(
  surrogate: SurrogateFacts,
  dimension: number,
  posterior: () => Posterior,
): OpenSurrogate {
  const noiseVariance: OpenSurrogate['noiseVariance'] = (task) => posterior().noiseVariance(task);
  return {
    surrogate,
    dimension,
    bytes: 0,
    async predict(u, task) {
      const lnMu = await posterior().predict(u, task);
      return { pExcl: exclusionProbabilities(lnMu), lnMu };
    },
    level: (u, task) => posterior().predictMean(u, task),
    noiseVariance,
    conditioning: {
      features: (u, task) => posterior().features(u, task),
      covariance: (a, b) => posterior().covariance(a, b),
      noiseVariance,
    },
    leaveOneOut: null,
  };
}

/** p = Φ(−ŷ/s), 0 or 1 where s is 0 (Bhatti et al., CHEP 2023, eq. 7). */
function exclusionProbabilities({ mean, variance }: LeaveOneOut): Float64Array {
  return mean.map((value, i) => exclusionProbability(value, Math.sqrt(variance[i])));
}
