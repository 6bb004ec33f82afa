import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import type { Space } from '#shared/domain/space.ts';
import { type CurrentSurrogates, currentSurrogates } from './current-surrogates.ts';

/**
 * The surrogates of the latest iteration.
 *
 * @throws ContouristError `fit.none` before the first fit, `fit.stale`
 */
export function fittedSurrogates(campaign: ReadableCampaign, space: Space): CurrentSurrogates {
  const surrogates = currentSurrogates(campaign, space);
  if (surrogates === null) {
    throw new ContouristError('fit.none', 'The campaign has not been fitted yet.', {
      hint: 'Import limits and run `contourist fit` first.',
    });
  }
  return surrogates;
}
