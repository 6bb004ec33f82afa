import type { ComputeClient } from '#main/fitting/compute/compute-client.ts';
import type { WritableCampaign } from '#main/store/campaign-connection.ts';
import { latestIteration } from '#main/store/iterations-repository.ts';
import { countPoints } from '#main/store/points-repository.ts';
import { type RunFitOptions, runFit } from '../iterations/run-fit.ts';
import { isStale } from './is-stale.ts';
import { lastSettings } from './last-settings.ts';

export interface FitWhenStaleOptions extends Pick<RunFitOptions, 'signal' | 'onProgress' | 'onJudging'> {
  /** Told once when there is something to fit. */
  readonly onFit?: () => void;
}

/**
 * Fits the campaign by the last fit's settings where there are limits that the last fit has not seen.
 *
 * @throws ContouristError those of `runFit`
 */
export async function fitWhenStale(
  campaign: WritableCampaign,
  compute: ComputeClient,
  { onFit, ...options }: FitWhenStaleOptions = {},
): Promise<void> {
  if (!needsFit(campaign)) return;
  onFit?.();
  await runFit(campaign, compute, { settings: lastSettings(campaign), ...options });
}

function needsFit(campaign: WritableCampaign): boolean {
  const { low, high } = countPoints(campaign);
  const isFittable = [low, high].some(({ total, test, excluded }) => total - test - excluded > 1);
  return isFittable && (latestIteration(campaign) === undefined || isStale(campaign));
}
