import { diagnoseModel, fitUnderTest, taskUseOf } from '#main/services/surrogates/diagnose-model.ts';
import { modelReport } from '#main/services/surrogates/model-report.ts';
import type { surrogatesMethods } from '#shared/contract/surrogates/surrogates-methods.ts';
import type { Handlers } from './handlers.ts';

export const surrogatesHandlers: Handlers<typeof surrogatesMethods> = {
  'model.read': ({ campaignId }, { campaigns }) => modelReport(campaigns.get(campaignId).campaign),
  'model.diagnose': async ({ campaignId, quantity }, { campaigns }) => {
    const { campaign, interactive, recent } = campaigns.get(campaignId);
    const found = fitUnderTest(campaign, quantity);
    // Not cancelled with its caller: the next look takes the answer from here.
    const diagnosis = await recent.of(`diagnose ${found.fit.id} ${found.testIds.join()}`, () =>
      diagnoseModel(interactive, found),
    );
    return { ...diagnosis, taskUse: taskUseOf(campaign, found.fit) };
  },
};
