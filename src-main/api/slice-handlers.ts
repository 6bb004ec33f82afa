import { listSlicePoints } from '#main/services/list-slice-points.ts';
import { takeCut } from '#main/services/take-cut.ts';
import { takeSliceView } from '#main/services/take-slice-view.ts';
import { thumbnailOf } from '#main/services/thumbnails.ts';
import type { sliceMethods } from '#shared/contract/slice-methods.ts';
import type { Handlers } from './handlers.ts';

export const sliceHandlers: Handlers<typeof sliceMethods> = {
  'slice.take': ({ campaignId, ...request }, { campaigns, signal }) => {
    const { campaign, interactive } = campaigns.get(campaignId);
    return takeSliceView(campaign, interactive, request, { signal });
  },
  'slice.points': ({ campaignId }, { campaigns }) => listSlicePoints(campaigns.get(campaignId).campaign),
  'slice.cut': ({ campaignId, ...request }, { campaigns, signal }) => {
    const { campaign, interactive } = campaigns.get(campaignId);
    return takeCut(campaign, interactive, request, { signal });
  },
  'campaign.thumbnail': ({ path }, { signal }) => thumbnailOf(path, { signal }),
};
