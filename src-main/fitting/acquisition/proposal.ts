import type { OpenSurrogate } from '#main/surrogates/surrogate.ts';
import type { AcquisitionMethod, ProposalRule } from '#shared/domain/acquisition-method.ts';
import type { Shortfall } from '#shared/domain/batch-reason.ts';
import type { FailureModel } from '#shared/domain/failure-region.ts';
import type { Quantity } from '#shared/domain/quantity.ts';
import type { Space } from '#shared/domain/space.ts';
import type { ProposalPhase, ShareOfPhase } from '#shared/domain/work-phase.ts';
import type { Task } from '../gaussian-process/posterior.ts';
import type { CandidateSet } from './candidate-set.ts';

/** The surrogate of one quantity, and the task in which the proposed points will be measured. */
export interface QuantitySurrogate {
  readonly quantity: Quantity;
  readonly surrogate: OpenSurrogate;
  readonly task: Task;
  /** The smallest |ln μ| among the quantity's known limits of that task, the scale of the rule `improvement`; null for none. */
  readonly smallestKnown?: number | null;
}

/** Everything that a batch depends on. The same context gives the same batch. */
export interface ProposalContext {
  readonly space: Space;
  /** Quantities with a surrogate: those of the campaign's contour guide the rules, ±1σ bands the rule `paper`. */
  readonly surrogates: readonly QuantitySurrogate[];
  /** v of the points that have a limit of the task in question, n × d: nothing is proposed near them. */
  readonly known: Float64Array;
  /**
   * v of the points that are requested but not back, m × d: nothing is proposed near, and surrogates that can are
   * conditioned on them first.
   */
  readonly pending: Float64Array;
  /** q, how many points are wanted. */
  readonly size: number;
  readonly method: AcquisitionMethod;
  /** How likely evaluations fail, where that weighs the choice; null or left out where it does not. */
  readonly failures?: FailureModel | null;
  readonly seed: number;
  /** Smallest distance in v between a proposed point and any other; default 0.01 (0 in a pool). */
  readonly minimumDistance?: number;
  /** The only points that may be proposed, instead of the box: a finished scan that is replayed. */
  readonly pool?: CandidateSet;
  /** Whether the expected gain of each point is computed; default true. */
  readonly withGain?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: ((progress: ShareOfPhase<ProposalPhase>) => void) | undefined;
}

/** What speaks for a point. */
export interface PointReasons {
  /** ŷ and s of the first contour quantity as fitted, noise-free; null without a surrogate, or where it has no ln μ. */
  readonly mean: number | null;
  readonly sd: number | null;
  /** Exclusion probability of the first contour quantity as fitted; null without a surrogate. */
  readonly pExcl: number | null;
  /** Entropy in nats as fitted, the mean over the contour quantities; null without a surrogate. */
  readonly entropy: number | null;
  /** Distance in v to the nearest known or pending point; null when there is none. */
  readonly nearest: number | null;
  /**
   * Expected drop of the integrated entropy in nats if this point alone is measured; null when not computed, or where a
   * surrogate cannot be conditioned on a measurement.
   */
  readonly gain: number | null;
  /** Probability that the evaluation succeeds; null where failures do not gather, or were to be ignored. */
  readonly success: number | null;
}

/** A point of a batch and why it is there. */
export interface ProposedPoint extends PointReasons {
  readonly theta: Float64Array;
  readonly v: Float64Array;
  /** Row of the pool, null on the box. */
  readonly poolIndex: number | null;
  readonly rule: ProposalRule;
}

export interface Proposal {
  readonly points: readonly ProposedPoint[];
  /** Why there are fewer points than asked for; null when there are not. */
  readonly reason: Shortfall | null;
}
