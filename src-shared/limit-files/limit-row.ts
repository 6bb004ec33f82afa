import type { Fidelity } from '#shared/domain/fidelity.ts';
import type { OutsideReason } from '#shared/domain/outside-reason.ts';
import type { Quantity } from '#shared/domain/quantity.ts';
import type { Origin } from '#shared/formats/table.ts';
import type { RejectedCell } from './reasons.ts';

/** One 95 % CL limit of a parameter point, as y = ln μ. */
export interface LimitValue {
  readonly quantity: Quantity;
  /** Natural logarithm of the limit on the signal strength; finite. */
  readonly y: number;
  /** Known variance of ln μ (Monte-Carlo statistics, say), 0 or more; null where the file gives none. */
  readonly knownVariance: number | null;
  /** The value lay beyond the mapping's clip range (or was infinite) and stands at its end. */
  readonly isClipped: boolean;
  /** 1σ error of the theory cross section relative to it, for the derived contours obs_th_p1 and obs_th_m1. */
  readonly relativeTheoryError: number | null;
}

/** What a results file says of a point beyond its limits. */
export interface ResultFields {
  /** The point's id in its batch, as the file has it; null where it gives none. */
  readonly id: string | null;
  readonly status: 'done' | 'failed';
  /** Why the point failed. */
  readonly reason: string | null;
}

/** A row of a limit file that gives at least one limit (or, in a results file, an outcome). */
export interface LimitRow extends Origin {
  /**
   * Values of the free parameters in the campaign's order and units. Null only in a results file that names its
   * points by id and where the id is not known.
   */
  readonly theta: Float64Array | null;
  readonly fidelity: Fidelity;
  /** Why the point lies outside the campaign's bounds, constraints or coordinates; null inside. */
  readonly outside: OutsideReason | null;
  readonly limits: readonly LimitValue[];
  /** Limits of this row that could not be taken; the others stand. */
  readonly problems: readonly RejectedCell[];
  /** Only for results files. */
  readonly result: ResultFields | null;
  /** The row as the file has it. */
  readonly text: string;
}
