import type { StoredFit, SurrogateSource } from '#main/surrogates/surrogate.ts';
import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import type { Fidelity } from '#shared/domain/fidelity.ts';
import type { Quantity } from '#shared/domain/quantity.ts';

/** One quantity with the surrogate fitted to it. */
export type FittedQuantity = StoredFit & SurrogateSource;

/** What was fitted in one iteration, over the space as it was then: bounds and coordinates can change later. */
export interface IterationFits {
  readonly definition: CampaignDefinition;
  readonly fits: readonly FittedQuantity[];
}

/** Known limits of one quantity. */
export interface KnownLimits {
  /** θ in the parameters' own units, count × d, row-major. */
  readonly theta: Float64Array;
  /** y = ln μ, count. */
  readonly y: Float64Array;
  /** Known variance of each ln μ, 0 where the file gives none, count. */
  readonly knownVariance: Float64Array;
}

export type LimitsByQuantity = Readonly<Partial<Record<Quantity, KnownLimits>>>;

/** The points of one batch that have come back since the previous iteration. */
export interface ReturnedBatch {
  readonly batch: number;
  readonly fidelity: Fidelity;
  /** The fits that chose the batch, null where there were none yet (a space-filling start). */
  readonly requestedBy: IterationFits | null;
  readonly limits: LimitsByQuantity;
}

/** What the volume metrics of an iteration are made of. */
export type RefinementInput = Pick<MetricsInput, 'current' | 'previous' | 'seed'>;

/** Everything that the metrics of an iteration are made of; it survives structured cloning. */
export interface MetricsInput {
  readonly current: IterationFits;
  /** The iteration before, null for the first. */
  readonly previous: IterationFits | null;
  /** Points that no fit has seen, at the fidelity whose contour is sought. */
  readonly test: LimitsByQuantity;
  readonly returned: readonly ReturnedBatch[];
  /** The same seed in every iteration: what differs between two of them is then the model, not the sample. */
  readonly seed: number;
}
