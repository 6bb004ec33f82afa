import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { currentFits } from '#main/store/fits-repository.ts';
import { latestIteration } from '#main/store/iterations-repository.ts';
import { type FitSettings, fitSettings, fitSettingsSchema } from '#shared/domain/fit-settings.ts';

/**
 * The settings of the latest iteration's fits; before any, the default ones. A choice that the version which fitted did not
 * know is made as its preset makes it.
 */
export function lastSettings(campaign: ReadableCampaign): FitSettings {
  const latest = latestIteration(campaign);
  const fit = latest && currentFits(campaign, latest.number).at(0);
  if (!fit) return fitSettings();
  const settings = fitSettingsSchema.parse(fit.settings);
  const { preset } = settings;
  return 'calibration' in fit.settings
    ? settings
    : { ...settings, calibration: fitSettings({ preset }).calibration };
}
