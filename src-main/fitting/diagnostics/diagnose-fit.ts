import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import { createSpace } from '#shared/domain/space.ts';
import { createConditionedFit } from '../fit-model.ts';
import type { FittedModel } from '../fitted-model.ts';
import type { LeaveOneOut } from '../gaussian-process/leave-one-out.ts';
import type { TrainingSet } from '../gaussian-process/training-set.ts';
import { foretell, type Judged } from '../metrics/known-points.ts';
import type { KnownLimits } from '../metrics/metrics-input.ts';
import { type TotalEffect, totalEffects } from './total-effects.ts';

/** A fit to be looked at closely, over the space as it was then. */
export interface DiagnosisInput {
  readonly definition: CampaignDefinition;
  readonly training: TrainingSet;
  readonly model: FittedModel;
  /** Limits that no fit has seen, at the high fidelity. */
  readonly test: KnownLimits | null;
  readonly seed: number;
}

/** What tells whether a fit can be trusted. */
export interface Diagnosis {
  /** Every observation foretold from all the others, in the order of the training set. */
  readonly left: LeaveOneOut;
  readonly test: Judged | null;
  /** What the low task alone says at the high-fidelity points, with its noise; null with one task. */
  readonly lowAtHigh: { readonly mean: Float64Array; readonly variance: Float64Array } | null;
  readonly effects: readonly TotalEffect[];
}

/** Pairs for the total effects: errors of about 0.02 with the kernels at hand. */
const EFFECT_PAIRS = 1024;

/**
 * Looks at a fit closely: leave-one-out ([RW] eqs. 5.10-5.12), test points, the two fidelities against each other, and
 * how much of the variation of ln μ goes with each parameter.
 */
export async function diagnoseFit(
  { definition, training, model, test, seed }: DiagnosisInput,
  signal?: AbortSignal,
): Promise<Diagnosis> {
  const space = createSpace(definition);
  const process = await createConditionedFit(training, model);
  const posterior = process.posterior();
  const left = await process.leaveOneOut();
  signal?.throwIfAborted();
  const task = training.countLow < training.count ? 'high' : 'low';
  const effects = await totalEffects(space, (u) => posterior.predictMean(u, task), {
    count: EFFECT_PAIRS,
    seed,
  });
  signal?.throwIfAborted();
  const bothTasks = training.countLow > 0 && training.countLow < training.count;
  const uHigh = training.u.subarray(training.countLow * training.dimension);
  const low = bothTasks ? await posterior.predict(uHigh, 'low') : null;
  const noise = posterior.noiseVariance('low');
  return {
    left,
    test: test && (await foretell(space, posterior, 'high', test)),
    lowAtHigh: low && { mean: low.mean, variance: low.variance.map((s2) => s2 + noise) },
    effects,
  };
}
