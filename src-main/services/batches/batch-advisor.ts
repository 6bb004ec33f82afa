import type { ComputeClient } from '#main/fitting/compute/compute-client.ts';
import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { acquisitionMethodSchema } from '#shared/domain/acquisition-method.ts';
import { type BatchFailures, FAILURE_CHOICES, type FailureChoice } from '#shared/domain/failure-region.ts';
import type { BatchAdvisor } from './edit-batch.ts';
import { proposalContext, proposePoints } from './propose-points.ts';

/**
 * Refills and explains batches with the campaign's current fits. A refill goes by the batch's own method and seed, away
 * from what the batch holds already.
 */
export function createBatchAdvisor(
  campaign: ReadableCampaign,
  compute: ComputeClient,
  options: { readonly signal?: AbortSignal | undefined } = {},
): BatchAdvisor {
  return {
    propose: ({ method, seed, fidelity, failures }, size, occupied) => {
      const wanted = {
        size,
        method: acquisitionMethodSchema.parse(method),
        fidelity,
        seed,
        failures: choiceOf(failures),
      };
      return proposePoints(campaign, compute, wanted, { occupied, ...options });
    },

    explain: ({ seed, fidelity, failures }, thetas, occupied) => {
      const { context } = proposalContext(campaign, fidelity, choiceOf(failures), occupied);
      const points = thetas.map((theta) => Float64Array.from(theta));
      return compute.run('explain', { ...context, seed, points }, options);
    },
  };
}

function choiceOf(failures: BatchFailures | null): FailureChoice {
  return failures?.choice ?? FAILURE_CHOICES[0];
}
