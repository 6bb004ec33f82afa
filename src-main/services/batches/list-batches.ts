import { countStatesByBatch } from '#main/store/batch-points-repository.ts';
import { listBatches as storedBatches } from '#main/store/batches-repository.ts';
import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { type Metric, metricsByIteration } from '#main/store/metrics-repository.ts';
import type { BatchSummary } from '#shared/contract/batches/batches-methods.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';

/** All batches, newest first, with the states of their points and how well the contour was known after them. */
export function listBatches(campaign: ReadableCampaign): BatchSummary[] {
  const metrics = metricsByIteration(campaign);
  const states = countStatesByBatch(campaign);
  return storedBatches(campaign)
    .map(({ shortfallReason: _reason, failures, ...batch }): BatchSummary => {
      return {
        ...batch,
        failureChoice: failures?.choice ?? null,
        states: states.get(batch.number) ?? {},
        entropyAfter: entropyAfter(metrics, batch.number),
      };
    })
    .reverse();
}

/** The integrated entropy of the latest iteration that points of the batch came back for; null before one. */
function entropyAfter(metrics: ReadonlyMap<number, readonly Metric[]>, batch: number): number | null {
  const isOfBatch = ({ name, key }: Metric) => name === 'returnedCount' && key.startsWith(`b${batch}/`);
  const after = [...metrics.values()].findLast((ofIteration) => ofIteration.some(isOfBatch));
  return after?.find(({ name, key }) => name === 'entropy' && key === '')?.value ?? null;
}

/** The batch that is meant where none is named. @throws ContouristError `batch.none` */
export function numberOfLatestBatch(campaign: ReadableCampaign): number {
  const latest = storedBatches(campaign).at(-1);
  if (latest !== undefined) return latest.number;
  throw new ContouristError('batch.none', 'The campaign has no batch yet.', {
    hint: 'Propose one with `contourist propose`.',
  });
}
