import { diagnoseModel, fitUnderTest, taskUseOf } from '#main/services/diagnose-model.ts';
import { modelReport } from '#main/services/model-report.ts';
import type { modelMethods } from '#shared/contract/model-methods.ts';
import type { Handlers } from './handlers.ts';

export const modelHandlers: Handlers<typeof modelMethods> = {
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
