import type { ProposedPoint } from '#main/fitting/acquisition/proposal.ts';
import type { ComputeClient } from '#main/fitting/compute/compute-client.ts';
import type { ProposalRequest } from '#main/fitting/compute/job-protocol.ts';
import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { readDefinition } from '#main/store/definition-repository.ts';
import type { AcquisitionMethod } from '#shared/domain/acquisition-method.ts';
import type { Shortfall } from '#shared/domain/batch-reason.ts';
import type { BatchFailures, FailureChoice } from '#shared/domain/failure-region.ts';
import type { Fidelity } from '#shared/domain/fidelity.ts';
import { createSpace } from '#shared/domain/space.ts';
import type { ProposalPhase, ShareOfPhase } from '#shared/domain/work-phase.ts';
import { currentSurrogates } from '../surrogates/current-surrogates.ts';
import type { FitWhenStaleOptions } from '../surrogates/fit-when-stale.ts';
import { learnFailures } from './learn-failures.ts';
import { type OccupiedPoints, occupiedPoints } from './occupied-points.ts';

/** Told how far choosing the points is. */
export type OnProposing = (progress: ShareOfPhase<ProposalPhase>) => void;

export interface ProposeOptions extends FitWhenStaleOptions {
  readonly onProposing?: OnProposing | undefined;
}

/** Which points are wanted. */
export interface PointsWanted {
  readonly size: number;
  readonly method: AcquisitionMethod;
  readonly fidelity: Fidelity;
  readonly seed: number;
  readonly failures: FailureChoice;
}

export interface ProposedPoints {
  readonly points: readonly ProposedPoint[];
  /** Why there are fewer than wanted, null when there are not. */
  readonly reason: Shortfall | null;
  /** The iteration whose fits proposed them; null where there are no fits and the points fill the space. */
  readonly iteration: number | null;
  /** Where evaluations failed, and what was made of it. */
  readonly failures: BatchFailures;
}

/**
 * Points that the campaign's current fits propose. Nothing is stored.
 *
 * @param options.occupied where no point is needed; by default what the campaign says
 * @throws ContouristError `fit.stale`, those of the compute process
 */
export async function proposePoints(
  campaign: ReadableCampaign,
  compute: ComputeClient,
  wanted: PointsWanted,
  options: {
    readonly occupied?: OccupiedPoints;
    readonly signal?: AbortSignal | undefined;
    readonly onProposing?: OnProposing | undefined;
  } = {},
): Promise<ProposedPoints> {
  const { fidelity, failures: choice, ...rest } = wanted;
  const { context, iteration, failures } = proposalContext(campaign, fidelity, choice, options.occupied);
  const { points, reason } = await compute.run(
    'propose',
    { ...rest, ...context },
    { signal: options.signal, onProgress: options.onProposing },
  );
  return { points, reason, iteration, failures };
}

/** What proposals and explanations at a fidelity depend on besides method and seed. */
export function proposalContext(
  campaign: ReadableCampaign,
  fidelity: Fidelity,
  choice: FailureChoice,
  occupied?: OccupiedPoints,
): {
  readonly context: Omit<ProposalRequest, 'size' | 'method' | 'seed'>;
  readonly iteration: number | null;
  readonly failures: BatchFailures;
} {
  const definition = readDefinition(campaign);
  const space = createSpace(definition);
  const surrogates = currentSurrogates(campaign, space);
  const failures: BatchFailures = { choice, found: learnFailures(campaign, space, fidelity) };
  return {
    context: {
      definition,
      sources: Array.from(surrogates?.sources ?? [], ([quantity, source]) => ({ quantity, source })),
      task: fidelity,
      failures: choice === 'weigh' ? (failures.found?.model ?? null) : null,
      ...(occupied ?? occupiedPoints(campaign, space, fidelity)),
    },
    failures,
    iteration: surrogates?.iteration ?? null,
  };
}
