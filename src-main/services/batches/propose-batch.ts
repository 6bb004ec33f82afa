import type { ProposedPoint } from '#main/fitting/acquisition/proposal.ts';
import type { ComputeClient } from '#main/fitting/compute/compute-client.ts';
import { addBatchPoints, type NewBatchPoint } from '#main/store/batch-points-repository.ts';
import { insertBatch, nextBatchNumber } from '#main/store/batches-repository.ts';
import type { ReadableCampaign, WritableCampaign } from '#main/store/campaign-connection.ts';
import { transaction } from '#main/store/transaction.ts';
import type { BatchReport } from '#shared/contract/batches/batch.ts';
import { FAILURE_CHOICES } from '#shared/domain/failure-region.ts';
import { fitWhenStale } from '../surrogates/fit-when-stale.ts';
import { describeBatch } from './describe-batch.ts';
import { type PointsWanted, type ProposeOptions, proposePoints } from './propose-points.ts';

/**
 * Chooses the next batch and stores it with the reason of every point. Where limits have changed since the last fit, or
 * there has been none, they are fitted first with the last fit's settings; where there are no limits at all the batch
 * fills the space.
 *
 * @param wanted without a seed the batch's number is its seed, so that successive batches differ
 * @throws ContouristError those of `runFit` and of the compute process
 */
export async function proposeBatch(
  campaign: WritableCampaign,
  compute: ComputeClient,
  wanted: Omit<PointsWanted, 'seed' | 'failures'> & Partial<Pick<PointsWanted, 'seed' | 'failures'>>,
  options: ProposeOptions = {},
): Promise<BatchReport> {
  await fitWhenStale(campaign, compute, options);
  const { size, method, fidelity, failures = FAILURE_CHOICES[0], seed = nextBatchNumber(campaign) } = wanted;
  const { signal, onProposing } = options;
  const proposal = await proposePoints(
    campaign,
    compute,
    { size, method, fidelity, failures, seed },
    { signal, onProposing },
  );
  const number = transaction(
    campaign,
    'propose',
    () => {
      const batch = insertBatch(campaign, {
        iteration: proposal.iteration,
        method,
        seed,
        requested: size,
        fidelity,
        shortfallReason: proposal.reason,
        failures: proposal.failures,
      });
      addBatchPoints(campaign, batch, proposal.points.map(asBatchPoint));
      return batch;
    },
    (batch) => ({ batch, method, seed, requested: size, proposed: proposal.points.length }),
  );
  return describeBatch(campaign, number);
}

/** A proposed point as its batch keeps it. */
export function asBatchPoint({
  theta,
  rule,
  mean,
  sd,
  pExcl,
  entropy,
  nearest,
  gain,
  success,
}: ProposedPoint): NewBatchPoint {
  return { theta, state: 'proposed', rule, mean, sd, pExcl, entropy, nearest, gain, success };
}

/** The number that the next batch will have. */
export function numberOfNextBatch(campaign: ReadableCampaign): number {
  return nextBatchNumber(campaign);
}
