import type { WritableCampaign } from '#main/store/campaign-connection.ts';
import { type Metric, replaceMetrics } from '#main/store/metrics-repository.ts';
import { transaction } from '#main/store/transaction.ts';
import type { MetricRow } from '#shared/domain/metric.ts';

/** Stores what an iteration was judged by, in place of what is there. */
export function storeMetrics(
  campaign: WritableCampaign,
  iteration: number,
  rows: readonly MetricRow[],
): void {
  transaction(
    campaign,
    'metrics',
    () => replaceMetrics(campaign, iteration, rows.map(asMetric)),
    () => ({ iteration, metrics: rows.length }),
  );
}

/** A computed number as the file keeps it. */
export function asMetric({ name, key, value, error }: MetricRow): Metric {
  return { name, key: key ?? '', value, error };
}
