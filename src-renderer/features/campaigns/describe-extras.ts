import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';

/** What a campaign.yaml brings that the form of a new campaign does not show; null for nothing. */
export function describeExtras({ fixed, constraints, coordinates, stop }: CampaignDefinition): string | null {
  const count = (number: number, singular: string) =>
    number === 0 ? [] : [`${number} ${singular}${number === 1 ? '' : 's'}`];
  const extras = [
    ...count(Object.keys(fixed).length, 'fixed value'),
    ...count(constraints.length, 'constraint'),
    ...count(coordinates?.length ?? 0, 'model coordinate'),
    ...(stop ? ['a stop rule'] : []),
  ];
  return extras.length === 0 ? null : `Also from the file: ${extras.join(', ')}`;
}
