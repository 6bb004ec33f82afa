import { campaignDefinition } from '#main/services/campaigns/campaign-file.ts';
import { campaignStatus } from '#main/services/iterations/campaign-status.ts';
import { judgeIteration } from '#main/services/iterations/judge-iteration.ts';
import { runFit } from '#main/services/iterations/run-fit.ts';
import { lastSettings } from '#main/services/surrogates/last-settings.ts';
import type { iterationsMethods } from '#shared/contract/iterations/iterations-methods.ts';
import { reportFits } from './fit-progress.ts';
import type { Handlers } from './handlers.ts';
import { refinedAfter, startRefinement } from './start-refinement.ts';

export const iterationsHandlers: Handlers<typeof iterationsMethods> = {
  'fit.start': (input, context) => {
    const { campaigns, jobs } = context;
    const { campaignId, quantities, settings } = input;
    const { writable, compute } = campaigns.getWritable(campaignId);
    const asked = quantities ?? campaignDefinition(writable).quantities;
    return jobs.start({
      campaignId,
      kind: 'fit',
      work: { code: 'fitting', quantities: [] },
      request: { method: 'fit.start', input },
      run: ({ signal, report }) =>
        refinedAfter(context, campaignId, () =>
          runFit(writable, compute, {
            quantities,
            settings: settings ?? lastSettings(writable),
            signal,
            ...reportFits(asked.length, report),
          }),
        ),
    });
  },
  'progress.status': ({ campaignId }, { campaigns }) => campaignStatus(campaigns.get(campaignId).campaign),
  'progress.judgeRule': ({ campaignId, rule }, { campaigns }) =>
    campaignStatus(campaigns.get(campaignId).campaign, { rule }).stop,
  'progress.refine': ({ campaignId }, context) => {
    context.campaigns.getWritable(campaignId);
    return startRefinement(context, campaignId);
  },
  'progress.judge': ({ campaignId, ...wanted }, { campaigns, signal }) => {
    const { campaign, interactive } = campaigns.get(campaignId);
    return judgeIteration(campaign, interactive, wanted, { signal });
  },
};
