import { openSurrogate } from '#main/surrogates/registry.ts';
import type { LeftOut, SurrogateSource } from '#main/surrogates/surrogate.ts';
import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import { createSpace } from '#shared/domain/space.ts';
import { type Judged, predictLimits } from '../metrics/known-points.ts';
import type { KnownLimits } from '../metrics/metrics-input.ts';
import { type TotalEffect, totalEffects } from './total-effects.ts';

/** A fit to be looked at closely, over the space as it was then. */
export interface DiagnosisInput extends SurrogateSource {
  readonly definition: CampaignDefinition;
  /** Limits that no fit has seen, at the high fidelity. */
  readonly test: KnownLimits | null;
  readonly seed: number;
}

/** What tells whether a fit can be trusted. */
export interface Diagnosis {
  /** Every observation predicted from all the others, in the order of the training set; null where the surrogate cannot. */
  readonly left: LeftOut | null;
  readonly test: Judged | null;
  /** What the low task alone says at the high-fidelity points, with its noise; null with one task, or without ln μ. */
  readonly lowAtHigh: { readonly mean: Float64Array; readonly variance: Float64Array } | null;
  /** Of the level: ln μ where the surrogate has it, else the probability of exclusion. */
  readonly effects: readonly TotalEffect[];
}

/** Pairs for the total effects: errors of about 0.02 with the kernels at hand. */
const EFFECT_PAIRS = 1024;

/**
 * Looks at a fit closely: leave-one-out ([RW] eqs. 5.10-5.12), test points, the two fidelities against each other, and
 * how much of the variation goes with each parameter.
 */
export async function diagnoseFit(
  { definition, training, model, test, seed }: DiagnosisInput,
  signal?: AbortSignal,
): Promise<Diagnosis> {
  const space = createSpace(definition);
  const surrogate = await openSurrogate({ training, model });
  const left = (await surrogate.leaveOneOut?.()) ?? null;
  signal?.throwIfAborted();
  const task = training.countLow < training.count ? 'high' : 'low';
  const effects = await totalEffects(space, (u) => surrogate.level(u, task), {
    count: EFFECT_PAIRS,
    seed,
  });
  signal?.throwIfAborted();
  const bothTasks = training.countLow > 0 && training.countLow < training.count;
  const uHigh = training.u.subarray(training.countLow * training.dimension);
  const low = bothTasks ? (await surrogate.predict(uHigh, 'low')).lnMu : null;
  const noise = surrogate.noiseVariance('low');
  return {
    left,
    test: test && (await predictLimits(space, surrogate, 'high', test)),
    lowAtHigh: low && { mean: low.mean, variance: low.variance.map((s2) => s2 + noise) },
    effects,
  };
}
