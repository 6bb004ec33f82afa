import type { ComputeClient } from '#main/fitting/compute/compute-client.ts';
import type { ReadableCampaign, WritableCampaign } from '#main/store/campaign-connection.ts';
import { currentFits } from '#main/store/fits-repository.ts';
import { latestIteration } from '#main/store/iterations-repository.ts';
import { type Metric, metricsByIteration, replaceMetrics } from '#main/store/metrics-repository.ts';
import { transaction } from '#main/store/transaction.ts';
import { lookUpMetrics, volumePoints } from './iteration-status.ts';
import { metricsInput } from './metrics-input.ts';
import { asMetric } from './store-metrics.ts';

/** How many points of the volume an iteration is to be judged on in the end, where it stands on fewer by now. */
export interface UnrefinedIteration {
  readonly iteration: number;
  readonly points: number;
}

/** The latest iteration where its volume metrics are first figures; null where they are final, or there are none. */
export function unrefinedIteration(campaign: ReadableCampaign): UnrefinedIteration | null {
  const number = latestIteration(campaign)?.number;
  if (number === undefined) return null;
  const volume = volumePoints(lookUpMetrics(metricsByIteration(campaign).get(number) ?? []));
  return volume && volume.points < volume.wanted ? { iteration: number, points: volume.wanted } : null;
}

export interface RefineOptions {
  readonly signal?: AbortSignal | undefined;
  /** Told what share is done. */
  readonly onShare?: ((share: number) => void) | undefined;
}

/**
 * Makes the latest iteration's volume metrics on all of their points and stores them in place of the first figures, where
 * they are first figures. It stands back for the other jobs of the compute process.
 *
 * What was fitted meanwhile is judged by itself: nothing is stored then.
 *
 * @throws those of the compute process; the first figures stay
 */
export async function refineIteration(
  campaign: WritableCampaign,
  compute: ComputeClient,
  { signal, onShare }: RefineOptions = {},
): Promise<void> {
  const iteration = unrefinedIteration(campaign)?.iteration;
  if (iteration === undefined) return;
  const judged = fitIds(campaign, iteration);
  const { current, previous, seed } = metricsInput(campaign, iteration);
  const rows = await compute.run(
    'refineVolume',
    { current, previous, seed },
    // To end the process would end the job that it stands back for.
    { signal, isPatient: true, onProgress: ({ share }) => onShare?.(share) },
  );
  if (fitIds(campaign, iteration) !== judged) return;
  const refined = rows.map(asMetric);
  transaction(
    campaign,
    'metrics',
    () => {
      const others = (metricsByIteration(campaign).get(iteration) ?? []).filter(
        (metric) => !refined.some((row) => isSame(row, metric)),
      );
      replaceMetrics(campaign, iteration, [...others, ...refined]);
    },
    () => ({ iteration, refined: refined.length }),
  );
}

function isSame(a: Metric, b: Metric): boolean {
  return a.name === b.name && a.key === b.key;
}

function fitIds(campaign: ReadableCampaign, iteration: number): string {
  return currentFits(campaign, iteration)
    .map(({ id }) => id)
    .join();
}
