import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { currentFits } from '#main/store/fits-repository.ts';
import { latestIteration } from '#main/store/iterations-repository.ts';
import { type FitSettings, fitSettings, fitSettingsSchema } from '#shared/domain/fit-settings.ts';

/** The settings of the latest iteration's fits; before any, the default ones. */
export function lastSettings(campaign: ReadableCampaign): FitSettings {
  const latest = latestIteration(campaign);
  const fit = latest && currentFits(campaign, latest.number).at(0);
  return fit ? fitSettingsSchema.parse(fit.settings) : fitSettings();
}
