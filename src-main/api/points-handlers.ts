import { excludeFromFit, flagAsTest, includeInFit, notePoints } from '#main/services/points/edit-points.ts';
import { pointTable } from '#main/services/points/point-table.ts';
import type { pointsMethods } from '#shared/contract/points/points-methods.ts';
import type { Handlers } from './handlers.ts';

export const pointsHandlers: Handlers<typeof pointsMethods> = {
  'points.list': ({ campaignId }, { campaigns }) => pointTable(campaigns.get(campaignId).campaign),
  'points.setTest': ({ campaignId, ids, isTest }, { campaigns }) => {
    flagAsTest(campaigns.getWritable(campaignId).writable, ids, isTest);
    return null;
  },
  'points.exclude': ({ campaignId, ids, reason }, { campaigns }) => {
    excludeFromFit(campaigns.getWritable(campaignId).writable, ids, reason);
    return null;
  },
  'points.include': ({ campaignId, ids }, { campaigns }) => {
    includeInFit(campaigns.getWritable(campaignId).writable, ids);
    return null;
  },
  'points.note': ({ campaignId, ids, text }, { campaigns }) => {
    notePoints(campaigns.getWritable(campaignId).writable, ids, text);
    return null;
  },
};
