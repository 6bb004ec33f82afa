import type { z } from 'zod';
import type { OutputFile, OutputWork } from '#main/files/output-file.ts';
import type { CampaignStatus } from '#shared/contract/iterations/status.ts';
import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import type { Fidelity } from '#shared/domain/fidelity.ts';
import type { LeftOutReason } from '#shared/domain/left-out-reason.ts';
import type { Options } from '#shared/domain/options.ts';
import type { Quantity } from '#shared/domain/quantity.ts';

/** A finished campaign as an artefact gets it: plain data, and its surrogate to ask. */
export interface CampaignToPublish {
  readonly definition: CampaignDefinition;
  /** Every point with its limits, test points and those left out of the fit included. */
  readonly points: readonly PublishedPoint[];
  /** Iterations, metrics, the stop rule's verdict and warnings. */
  readonly status: CampaignStatus;
  /** The fits of the latest iteration; null before the first fit. */
  readonly surrogate: PublishedSurrogate | null;
}

export interface PublishedPoint {
  readonly id: number;
  readonly fidelity: Fidelity;
  /** Values of the free parameters, in their own units and the campaign's order. */
  readonly theta: readonly number[];
  readonly isTest: boolean;
  /** Why it is left out of every fit; null while it counts. */
  readonly excludedReason: LeftOutReason | null;
  /** ln μ by quantity. */
  readonly y: Readonly<Partial<Record<Quantity, number>>>;
}

/** What the fits say, wherever they run. */
export interface PublishedSurrogate {
  readonly iteration: number;
  /** Whether limits, bounds or constraints have changed since that iteration was fitted. */
  readonly isStale: boolean;
  readonly quantities: readonly Quantity[];
  /**
   * Predictions at high fidelity.
   *
   * @param thetas points inside the campaign's space, in the parameters' own units
   * @returns for each point the probability that it is excluded; mean and standard deviation of ln μ, without the noise
   *   of single limits, where the surrogate has them
   */
  predict(
    quantity: Quantity,
    thetas: readonly ArrayLike<number>[],
    work: OutputWork,
  ): Promise<readonly PublishedPrediction[]>;
}

export interface PublishedPrediction {
  readonly pExcl: number;
  /** Null where the surrogate predicts probabilities alone. */
  readonly mean: number | null;
  readonly sd: number | null;
}

/** Why a campaign cannot be published as something: a code, and what its sentence is made of. */
export type Obstacle =
  /** There is no fit. */
  | { readonly code: 'not_fitted' }
  /** The limits have changed since the last fit. */
  | { readonly code: 'stale'; readonly iteration: number }
  /** A limit that it needs has not been fitted. */
  | { readonly code: 'quantity_missing'; readonly quantity: Quantity }
  /** It is for campaigns of other numbers of parameters. */
  | { readonly code: 'wrong_dimension'; readonly dimension: number; readonly wanted: readonly number[] }
  /** It needs points of a kind that the campaign has too few of. */
  | {
      readonly code: 'too_few_points';
      readonly kind: 'high' | 'low' | 'test';
      readonly count: number;
      readonly wanted: number;
    }
  /** It draws σ bands or gives errors, and the surrogate predicts probabilities alone. */
  | { readonly code: 'no_standard_deviation' };

/** Something that a campaign can be published as: a folder of files. The registry lists all of them. */
export interface Artefact<Settings extends Options = Options> {
  /** How commands and the journal name it: lower-case letters, digits and hyphens. Never changed. */
  readonly id: string;
  /** Its name for people: `HEPData submission`. */
  readonly title: string;
  /** What it is, in a few words. */
  readonly description: string;
  /** A flat object of texts, numbers, truth values and choices, each with a description; window and help show them. */
  readonly options: z.ZodType<Settings>;
  /** What of the campaign stands in its way; empty where it can be built. Looks at what is there and computes nothing. */
  obstacles(campaign: CampaignToPublish, options: Settings): readonly Obstacle[];
  /**
   * The files. The same campaign and options give the same files.
   *
   * @param campaign one without obstacles
   * @throws the signal's reason
   */
  build(campaign: CampaignToPublish, options: Settings, work: OutputWork): Promise<OutputFile[]>;
}
