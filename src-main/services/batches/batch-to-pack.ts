import type { BatchToPack } from '#main/packs/pack.ts';
import { type BatchPoint, pointsOfBatch } from '#main/store/batch-points-repository.ts';
import { readBatch } from '#main/store/batches-repository.ts';
import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { readDefinition } from '#main/store/definition-repository.ts';
import { isPending } from '#shared/domain/batch-point-state.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import { describeBatch } from './describe-batch.ts';

/**
 * The points of a batch whose result is still to come: what its files hold.
 *
 * @throws ContouristError `batch.unknown`, `batch.nothing_open`
 */
export function openPointsOf(campaign: ReadableCampaign, number: number): BatchPoint[] {
  readBatch(campaign, number);
  const open = pointsOfBatch(campaign, number).filter(({ state }) => isPending(state));
  if (open.length > 0) return open;
  throw new ContouristError('batch.nothing_open', `No point of batch ${number} waits for a result.`, {
    hint: 'Failed points can be reset; otherwise propose the next batch.',
  });
}

/**
 * A batch for a pack, as it is once it is exported: its points requested, and the batch frozen.
 *
 * @param exportedAt when it freezes, if it is not frozen yet
 * @throws ContouristError `batch.unknown`, `batch.nothing_open`
 */
export function batchToPack(campaign: ReadableCampaign, number: number, exportedAt: string): BatchToPack {
  const open = openPointsOf(campaign, number);
  const ids = new Set(open.map(({ id }) => id));
  const { name, parameters, fixed, quantities } = readDefinition(campaign);
  const report = describeBatch(campaign, number);
  return {
    campaign: name,
    parameters: parameters.map(({ name, unit }) => ({ name, unit: unit ?? null })),
    fixed,
    quantities,
    points: open.map(({ id, theta }) => ({ id, theta })),
    report: {
      ...report,
      frozenAt: report.frozenAt ?? exportedAt,
      points: report.points
        .filter(({ id }) => ids.has(id))
        .map((point) => (point.state === 'running' ? point : { ...point, state: 'requested' })),
    },
  };
}
