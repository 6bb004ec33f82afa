import { listQuarantineRows } from '#main/services/list-quarantine-rows.ts';
import { repairRows } from '#main/services/repair-rows.ts';
import type { quarantineMethods } from '#shared/contract/quarantine-methods.ts';
import type { Handlers } from './handlers.ts';

export const quarantineHandlers: Handlers<typeof quarantineMethods> = {
  'quarantine.list': ({ campaignId }, { campaigns }) =>
    listQuarantineRows(campaigns.get(campaignId).campaign),
  'quarantine.repair': ({ campaignId, rows, isTrial }, { campaigns }) => {
    if (isTrial) return repairRows(campaigns.get(campaignId).campaign, rows).report;
    const { writable } = campaigns.getWritable(campaignId);
    const { report, store } = repairRows(writable, rows);
    store(writable);
    return report;
  },
};
