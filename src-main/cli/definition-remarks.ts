import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import { definitionFindingText, findInDefinition } from '#shared/domain/definition-finding.ts';

/** Warnings of what a definition says that is rarely meant; nothing where it says nothing of the kind. */
export function definitionRemarks(definition: CampaignDefinition): string {
  return findInDefinition(definition)
    .map((finding) => `warning: ${definitionFindingText(finding)}\n`)
    .join('');
}
