import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import type { Space } from '#shared/domain/space.ts';
import { type CurrentProcesses, currentProcesses } from './current-processes.ts';

/**
 * The surrogates of the latest iteration.
 *
 * @throws ContouristError `fit.none` before the first fit, `fit.stale`
 */
export function fittedProcesses(campaign: ReadableCampaign, space: Space): CurrentProcesses {
  const processes = currentProcesses(campaign, space);
  if (processes === null) {
    throw new ContouristError('fit.none', 'The campaign has not been fitted yet.', {
      hint: 'Import limits and run `contourist fit` first.',
    });
  }
  return processes;
}
