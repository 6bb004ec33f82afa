import { thumbnailOf } from '#main/services/campaigns/thumbnails.ts';
import { exportFigure } from '#main/services/slices/export-figure.ts';
import { listSlicePoints } from '#main/services/slices/list-slice-points.ts';
import { takeCut } from '#main/services/slices/take-cut.ts';
import { takeSliceView } from '#main/services/slices/take-slice-view.ts';
import type { slicesMethods } from '#shared/contract/slices/slices-methods.ts';
import type { Handlers } from './handlers.ts';

export const slicesHandlers: Handlers<typeof slicesMethods> = {
  'slice.take': ({ campaignId, ...request }, { campaigns, signal }) => {
    const { campaign, interactive } = campaigns.get(campaignId);
    return takeSliceView(campaign, interactive, request, { signal });
  },
  'slice.points': ({ campaignId }, { campaigns }) => listSlicePoints(campaigns.get(campaignId).campaign),
  'slice.cut': ({ campaignId, ...request }, { campaigns, signal }) => {
    const { campaign, interactive } = campaigns.get(campaignId);
    return takeCut(campaign, interactive, request, { signal });
  },
  'figure.export': async ({ figure, format }) => {
    const file = await exportFigure(figure, format);
    return { base64: Buffer.from(file).toString('base64') };
  },
  'campaign.thumbnail': ({ path }, { signal }) => thumbnailOf(path, { signal }),
};
