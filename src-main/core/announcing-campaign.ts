import type { WritableCampaign } from '#main/store/campaign-connection.ts';

/** The campaign, telling after every finished step (the outermost transaction) that something was stored. */
export function announcing(campaign: WritableCampaign, announce: () => void): WritableCampaign {
  let depth = 0;
  return {
    ...campaign,
    atomically(work) {
      depth++;
      let result: ReturnType<typeof work>;
      try {
        result = campaign.atomically(work);
      } finally {
        depth--;
      }
      if (depth === 0) announce();
      return result;
    },
  };
}
