import { authorNamed } from '#main/store/author.ts';
import type { ReadableCampaign, WritableCampaign } from '#main/store/campaign-connection.ts';
import { openCampaign, openCampaignReadOnly } from '#main/store/database.ts';
import { readDefinition } from '#main/store/definition-repository.ts';
import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';

export type { ReadableCampaign, WritableCampaign };

/** What a campaign explores and asks. */
export function campaignDefinition(campaign: ReadableCampaign): CampaignDefinition {
  return readDefinition(campaign);
}

/**
 * Opens a campaign for changes, does the work, and closes it whatever happens.
 *
 * @param user who does it, for the journal; by default the person logged in
 * @throws ContouristError those of `openCampaign`, and what the work throws
 */
export async function changeCampaign<T>(
  path: string,
  work: (campaign: WritableCampaign) => T | Promise<T>,
  user?: string,
): Promise<T> {
  const campaign = openCampaign(path, { author: authorNamed(user) });
  try {
    return await work(campaign);
  } finally {
    campaign.close();
  }
}

/**
 * Opens a campaign to read it, does the work, and closes it: finished campaigns, read-only mounts and files that
 * another process is changing too.
 *
 * @throws ContouristError those of `openCampaignReadOnly`, and what the work throws
 */
export async function readCampaign<T>(
  path: string,
  work: (campaign: ReadableCampaign) => T | Promise<T>,
): Promise<T> {
  const campaign = openCampaignReadOnly(path);
  try {
    return await work(campaign);
  } finally {
    campaign.close();
  }
}
