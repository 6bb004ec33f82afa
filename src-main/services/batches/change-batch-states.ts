import { type BatchPoint, pointsOfBatch, setBatchPointState } from '#main/store/batch-points-repository.ts';
import { readBatch, freezeBatch as storeFreeze } from '#main/store/batches-repository.ts';
import type { WritableCampaign } from '#main/store/campaign-connection.ts';
import { transaction } from '#main/store/transaction.ts';
import type { BatchReport } from '#shared/contract/batches/batch.ts';
import type { BatchPointState } from '#shared/domain/batch-point-state.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import { describeBatch } from './describe-batch.ts';
import { findPoints } from './find-batch-points.ts';

/**
 * Freezes a batch: from now on it only shrinks. Exporting does so too.
 *
 * @throws ContouristError `batch.unknown`
 */
export function freezeBatch(campaign: WritableCampaign, number: number): BatchReport {
  readBatch(campaign, number);
  transaction(
    campaign,
    'freeze-batch',
    () => storeFreeze(campaign, number),
    () => ({ batch: number }),
  );
  return describeBatch(campaign, number);
}

/**
 * Gives failed points another chance: they are proposed again, in their batch and under their ids, and the next export
 * of the batch holds them.
 *
 * @param ids none for all that failed
 * @throws ContouristError `batch.unknown`, `batch.unknown_point`, `batch.wrong_state`
 */
export function resetFailedPoints(
  campaign: WritableCampaign,
  number: number,
  ids: readonly string[] = [],
): BatchReport {
  return changeStates(campaign, number, 'reset-points', ids, ['failed'], (id) => {
    setBatchPointState(campaign, id, { state: 'proposed' });
  });
}

/**
 * Notes that the grid has points.
 *
 * @param ids none for all that were requested
 * @throws ContouristError `batch.unknown`, `batch.unknown_point`, `batch.wrong_state`
 */
export function markPointsRunning(
  campaign: WritableCampaign,
  number: number,
  ids: readonly string[] = [],
): BatchReport {
  return changeStates(campaign, number, 'run-points', ids, ['requested', 'running'], (id) => {
    setBatchPointState(campaign, id, { state: 'running' });
  });
}

/**
 * Gives points up whose evaluation ended without a result and without a word: nothing waits for them any more. A result
 * that comes nevertheless is taken as late.
 *
 * @throws ContouristError `batch.unknown`, `batch.unknown_point`, `batch.wrong_state`
 */
export function giveUpPoints(
  campaign: WritableCampaign,
  number: number,
  ids: readonly string[],
  reason: string,
): BatchReport {
  return changeStates(campaign, number, 'give-up-points', ids, ['requested', 'running'], (id) => {
    setBatchPointState(campaign, id, { state: 'failed', failureReason: { code: 'text', text: reason } });
  });
}

function changeStates(
  campaign: WritableCampaign,
  number: number,
  action: string,
  ids: readonly string[],
  from: readonly BatchPointState[],
  change: (id: string) => void,
): BatchReport {
  readBatch(campaign, number);
  const all = pointsOfBatch(campaign, number);
  const isAllowed = ({ state }: BatchPoint): boolean => from.includes(state);
  const points = ids.length === 0 ? all.filter(isAllowed) : findPoints(all, number, ids);
  const wrong = points.find((point) => !isAllowed(point));
  if (wrong !== undefined || points.length === 0) {
    const what =
      wrong === undefined ? `No point of batch ${number} is` : `${wrong.id} is ${wrong.state}, not`;
    throw new ContouristError('batch.wrong_state', `${what} ${from.join(' or ')}.`);
  }
  transaction(
    campaign,
    action,
    () => {
      for (const { id } of points) change(id);
    },
    () => ({ batch: number, points: points.map(({ id }) => id) }),
  );
  return describeBatch(campaign, number);
}
