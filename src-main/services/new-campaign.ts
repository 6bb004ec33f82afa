import type { TextFile } from '#main/files/read-text-file.ts';
import { createCampaign } from '#main/store/database.ts';
import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import { parseCampaignYaml } from '#shared/domain/campaign-yaml.ts';
import { createSpace } from '#shared/domain/space.ts';

/**
 * Makes a campaign file out of `campaign.yaml`. A file that is there already stays as it is.
 *
 * @throws ContouristError those of `parseCampaignYaml`, `createSpace` and `createCampaign`
 */
export function newCampaign(path: string, campaignYaml: TextFile): CampaignDefinition {
  const definition = parseCampaignYaml(campaignYaml.text, campaignYaml.path);
  // Coordinates that are the same everywhere show only over the whole space.
  createSpace(definition);
  createCampaign(path, definition).close();
  return definition;
}
