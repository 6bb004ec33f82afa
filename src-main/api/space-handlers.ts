import { describeEdit } from '#main/services/space/describe-edit.ts';
import { editCampaign, previewEdit } from '#main/services/space/edit-campaign.ts';
import { measureSpace } from '#main/services/space/measure-space.ts';
import { suggestCoordinates } from '#main/services/space/suggest-coordinates.ts';
import type { spaceMethods } from '#shared/contract/space/space-methods.ts';
import type { Handlers } from './handlers.ts';

export const spaceHandlers: Handlers<typeof spaceMethods> = {
  'space.measure': ({ definition }) => measureSpace(definition),
  'space.preview': ({ campaignId, definition }, { campaigns }) => {
    const { campaign } = campaigns.get(campaignId);
    return describeEdit(campaign, previewEdit(campaign, { definition }));
  },
  'space.edit': ({ campaignId, definition }, { campaigns }) => {
    const { writable } = campaigns.getWritable(campaignId);
    return describeEdit(writable, editCampaign(writable, { definition }));
  },
  'space.suggestCoordinates': (input, { campaigns, jobs }) => {
    const { campaignId } = input;
    const { campaign, compute } = campaigns.get(campaignId);
    return jobs.start({
      campaignId,
      kind: 'suggest-coordinates',
      work: { code: 'trying-coordinates' },
      request: { method: 'space.suggestCoordinates', input },
      run: ({ signal, report }) =>
        suggestCoordinates(campaign, compute, {
          signal,
          onProgress: (step, steps) => report({ step, steps, share: step / steps }),
        }),
    });
  },
};
