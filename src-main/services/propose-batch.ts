import type { ComputeClient } from '#main/fitting/compute/compute-client.ts';
import { addBatchPoints } from '#main/store/batch-points-repository.ts';
import { insertBatch, nextBatchNumber } from '#main/store/batches-repository.ts';
import type { WritableCampaign } from '#main/store/campaign-connection.ts';
import { dataFingerprint } from '#main/store/data-fingerprint.ts';
import { latestIteration } from '#main/store/iterations-repository.ts';
import { countPoints } from '#main/store/points-repository.ts';
import { transaction } from '#main/store/transaction.ts';
import type { BatchReport } from '#shared/contract/batch.ts';
import { describeBatch } from './describe-batch.ts';
import { lastSettings } from './last-settings.ts';
import { type PointsWanted, proposePoints } from './propose-points.ts';
import { type RunFitOptions, runFit } from './run-fit.ts';

export interface ProposeBatchOptions extends Pick<RunFitOptions, 'signal' | 'onProgress'> {
  /** Told once when the limits have changed since the last fit, so that a fit comes first. */
  readonly onFit?: () => void;
}

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
  wanted: Omit<PointsWanted, 'seed'> & { readonly seed?: number | undefined },
  options: ProposeBatchOptions = {},
): Promise<BatchReport> {
  if (needsFit(campaign)) {
    options.onFit?.();
    await runFit(campaign, compute, { settings: lastSettings(campaign), ...options });
  }
  const { size, method, fidelity, seed = nextBatchNumber(campaign) } = wanted;
  const proposal = await proposePoints(campaign, compute, { size, method, fidelity, seed }, options);
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
        settings: {},
      });
      addBatchPoints(
        campaign,
        batch,
        proposal.points.map(({ theta, rule, pExcl, entropy, nearest, gain }) => ({
          theta,
          state: 'proposed' as const,
          rule,
          pExcl,
          entropy,
          nearest,
          gain,
        })),
      );
      return batch;
    },
    (batch) => ({ batch, method, seed, requested: size, proposed: proposal.points.length }),
  );
  return describeBatch(campaign, number);
}

/** Whether there are limits that the last fit has not seen. */
function needsFit(campaign: WritableCampaign): boolean {
  const { low, high } = countPoints(campaign);
  const isFittable = [low, high].some(({ total, test, excluded }) => total - test - excluded > 1);
  return isFittable && latestIteration(campaign)?.fingerprint !== dataFingerprint(campaign);
}
