import { deleteBatchPoints, pointsOfBatch } from '#main/store/batch-points-repository.ts';
import { deleteBatch, readBatch } from '#main/store/batches-repository.ts';
import type { WritableCampaign } from '#main/store/campaign-connection.ts';
import { transaction } from '#main/store/transaction.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';

/** States of points that nobody outside has heard of, and that nothing is known of. */
const UNTOUCHED = new Set(['proposed', 'pinned', 'vetoed']);

/**
 * Takes a batch back that was never handed out, as one step that can be undone: its points occupy no places any more.
 *
 * @throws ContouristError `batch.unknown`; `batch.handed_out` where somebody may be evaluating it, or results have come
 */
export function dropBatch(campaign: WritableCampaign, number: number): void {
  const { exportedAt } = readBatch(campaign, number);
  const points = pointsOfBatch(campaign, number);
  if (exportedAt !== null || points.some(({ state }) => !UNTOUCHED.has(state))) {
    throw new ContouristError(
      'batch.handed_out',
      `Batch ${number} ${exportedAt === null ? 'has results' : 'was exported'}: it cannot be dropped.`,
      { hint: 'Points that nobody evaluates any more can be vetoed, or given up in the window.' },
    );
  }
  transaction(
    campaign,
    'drop-batch',
    () => {
      deleteBatchPoints(
        campaign,
        points.map(({ id }) => id),
      );
      deleteBatch(campaign, number);
    },
    () => ({ batch: number, points: points.length }),
  );
}
