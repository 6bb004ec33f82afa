import { countStatesByBatch } from '#main/store/batch-points-repository.ts';
import { listBatches as storedBatches } from '#main/store/batches-repository.ts';
import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { type Metric, metricsByIteration } from '#main/store/metrics-repository.ts';
import type { BatchSummary } from '#shared/contract/batches/batches-methods.ts';

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
