import type { ReadableCampaign, WritableCampaign } from './campaign-connection.ts';

/** One number that says how good an iteration is. */
export interface Metric {
  /** `entropy`, `uncertain90`, `moved`, `sharpness-median` … */
  readonly name: string;
  /** Which parameter or quantity it belongs to; empty for the campaign as a whole. */
  readonly key: string;
  readonly value: number;
  /** Its Monte-Carlo standard error, null where it has none. */
  readonly error: number | null;
}

/** The metrics of one iteration, in place of those stored before. Values are finite: leave out what does not exist. */
export function replaceMetrics(
  campaign: WritableCampaign,
  iteration: number,
  metrics: Iterable<Metric>,
): void {
  campaign.change.run('DELETE FROM metrics WHERE iteration = @iteration', { iteration });
  for (const { name, key, value, error } of metrics) {
    campaign.change.run(
      'INSERT INTO metrics (iteration, name, key, value, error) VALUES (@iteration, @name, @key, @value, @error)',
      { iteration, name, key, value, error },
    );
  }
}

/** All metrics of all iterations, by iteration number (ascending), then by name and key. */
export function metricsByIteration(campaign: ReadableCampaign): Map<number, Metric[]> {
  const rows = campaign.sql.all<Metric & { iteration: number }>(
    'SELECT iteration, name, key, value, error FROM metrics ORDER BY iteration, name, key',
  );
  const metrics = new Map<number, Metric[]>();
  for (const { iteration, ...metric } of rows) {
    const ofIteration = metrics.get(iteration);
    if (ofIteration === undefined) metrics.set(iteration, [metric]);
    else ofIteration.push(metric);
  }
  return metrics;
}
