import type { ComputeClient } from '#main/fitting/compute/compute-client.ts';
import {
  addBatchPoints,
  type BatchPoint,
  deleteBatchPoints,
  pointsOfBatch,
} from '#main/store/batch-points-repository.ts';
import { type Batch, readBatch, replaceProposal } from '#main/store/batches-repository.ts';
import type { WritableCampaign } from '#main/store/campaign-connection.ts';
import { readDefinition } from '#main/store/definition-repository.ts';
import { transaction } from '#main/store/transaction.ts';
import type { BatchReport } from '#shared/contract/batches/batch.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import { createSpace } from '#shared/domain/space.ts';
import { fitWhenStale } from '../surrogates/fit-when-stale.ts';
import { describeBatch } from './describe-batch.ts';
import { refuseChanged } from './edit-batch.ts';
import { BY_HAND } from './known-places.ts';
import { occupiedPoints } from './occupied-points.ts';
import { asBatchPoint } from './propose-batch.ts';
import { type PointsWanted, type ProposeOptions, proposePoints } from './propose-points.ts';

/**
 * Chooses the points of a batch anew, by another method, size, seed or fidelity, or with the fits as they are now. What
 * the analyst has said of the batch stays: pinned points and those added by hand belong to it, vetoed ones do not.
 *
 * @throws ContouristError `batch.unknown`, `batch.frozen`, `batch.other_fidelity`, `batch.changed`, and those of
 *   `runFit` and of the compute process; the batch is as it was then
 */
export async function proposeAgain(
  campaign: WritableCampaign,
  compute: ComputeClient,
  number: number,
  wanted: PointsWanted,
  options: ProposeOptions = {},
): Promise<BatchReport> {
  refuseFrozen(readBatch(campaign, number));
  await fitWhenStale(campaign, compute, options);
  const batch = readBatch(campaign, number);
  // The fit takes its time, in which the batch may have been handed out.
  refuseFrozen(batch);
  const points = pointsOfBatch(campaign, number);
  refuseOtherFidelity(batch, points, wanted);
  const leaving = points.filter(({ state }) => state === 'proposed').map(({ id }) => id);
  const staying = points.filter(
    ({ state, rule }) => state !== 'proposed' && state !== 'vetoed' && rule !== BY_HAND,
  );
  const size = Math.max(0, wanted.size - staying.length);
  const space = createSpace(readDefinition(campaign));
  const occupied = occupiedPoints(campaign, space, wanted.fidelity, {
    vetoed: new Set(),
    pinned: new Set(),
    removed: new Set(leaving),
    added: [],
  });
  const { signal, onProposing } = options;
  const proposal = await proposePoints(
    campaign,
    compute,
    { ...wanted, size },
    { occupied, signal, onProposing },
  );
  transaction(
    campaign,
    'propose',
    () => {
      refuseChanged(campaign, batch, points);
      deleteBatchPoints(campaign, leaving);
      replaceProposal(campaign, number, {
        iteration: proposal.iteration,
        method: wanted.method,
        seed: wanted.seed,
        requested: wanted.size,
        fidelity: wanted.fidelity,
        shortfallReason: proposal.reason,
        failures: proposal.failures,
      });
      addBatchPoints(campaign, number, proposal.points.map(asBatchPoint));
    },
    () => ({
      batch: number,
      again: true,
      method: wanted.method,
      seed: wanted.seed,
      requested: wanted.size,
      proposed: proposal.points.length,
    }),
  );
  return describeBatch(campaign, number);
}

function refuseFrozen({ number, frozenAt }: Batch): void {
  if (frozenAt === null) return;
  throw new ContouristError('batch.frozen', `Batch ${number} was frozen at ${frozenAt}.`, {
    hint: 'Propose the next batch instead.',
  });
}

/** Points that have an outcome were evaluated at the batch's fidelity. */
function refuseOtherFidelity(
  { number, fidelity }: Batch,
  points: readonly BatchPoint[],
  wanted: PointsWanted,
): void {
  if (wanted.fidelity === fidelity || points.every(({ state }) => NOT_BACK.has(state))) return;
  throw new ContouristError(
    'batch.other_fidelity',
    `Points of batch ${number} have come back at ${fidelity} fidelity: it cannot become one at ${wanted.fidelity}.`,
    { hint: 'Propose the next batch instead.' },
  );
}

const NOT_BACK = new Set<BatchPoint['state']>(['proposed', 'pinned', 'vetoed']);
