import { lastSettings } from '#main/services/last-settings.ts';
import { runFit } from '#main/services/run-fit.ts';
import { summariseCampaign } from '#main/services/summarise-campaign.ts';
import type { fitMethods } from '#shared/contract/fit-methods.ts';
import { reportFits } from './fit-progress.ts';
import type { Handlers } from './handlers.ts';

export const fitHandlers: Handlers<typeof fitMethods> = {
  'fit.start': (input, { campaigns, jobs }) => {
    const { campaignId, quantities, settings } = input;
    const { writable, compute } = campaigns.getWritable(campaignId);
    const asked = quantities ?? summariseCampaign(writable).definition.quantities;
    return jobs.start({
      campaignId,
      kind: 'fit',
      title: 'Fitting',
      request: { method: 'fit.start', input },
      run: ({ signal, report }) =>
        runFit(writable, compute, {
          quantities,
          settings: settings ?? lastSettings(writable),
          signal,
          ...reportFits(asked.length, report),
        }),
    });
  },
};
