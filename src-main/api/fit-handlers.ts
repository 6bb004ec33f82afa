import { campaignDefinition } from '#main/services/campaign-file.ts';
import { lastSettings } from '#main/services/last-settings.ts';
import { runFit } from '#main/services/run-fit.ts';
import { readSettings } from '#main/services/settings.ts';
import type { fitMethods } from '#shared/contract/fit-methods.ts';
import type { FitSettings } from '#shared/domain/fit-settings.ts';
import { reportFits } from './fit-progress.ts';
import type { Handlers } from './handlers.ts';

export const fitHandlers: Handlers<typeof fitMethods> = {
  'fit.start': (input, { campaigns, jobs }) => {
    const { campaignId, quantities, settings } = input;
    const { writable, compute } = campaigns.getWritable(campaignId);
    const asked = quantities ?? campaignDefinition(writable).quantities;
    return jobs.start({
      campaignId,
      kind: 'fit',
      title: 'Fitting',
      request: { method: 'fit.start', input },
      run: ({ signal, report }) =>
        runFit(writable, compute, {
          quantities,
          settings: onChosenEngine(settings ?? lastSettings(writable)),
          signal,
          ...reportFits(asked.length, report),
        }),
    });
  },
};

/** A fit that leaves the engine open runs on the one that the user has chosen for all. */
function onChosenEngine(settings: FitSettings): FitSettings {
  return settings.engine === 'auto' ? { ...settings, engine: readSettings().engine } : settings;
}
