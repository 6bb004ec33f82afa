import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { copyCampaign } from '#main/store/database.ts';

const ENDING = '.contourist';

/**
 * Writes a campaign as it is now into a new file.
 *
 * @param path where; the ending is added where it is missing
 * @returns the copy's absolute path
 * @throws ContouristError those of `copyCampaign`
 */
export function duplicateCampaign(campaign: ReadableCampaign, path: string): string {
  return copyCampaign(campaign, path.endsWith(ENDING) ? path : `${path}${ENDING}`);
}
