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

/** What was guessed from limits: `Drafted from limits.csv: m_zp, m_dm from m_chi [GeV]; …`. */
export function describeDraft(
  fileName: string,
  columns: Readonly<Record<string, string>>,
  { fixed }: CampaignDefinition,
): string {
  const parts = Object.entries(columns).map(([name, column]) =>
    name === column ? name : `${name} from ${column}`,
  );
  const held = Object.entries(fixed).map(([name, value]) => `${name} = ${value}`);
  const same = held.length === 0 ? '' : ` Fixed, as they have one value: ${held.join(', ')}.`;
  return `Guessed from ${fileName}: ${parts.join(', ')}. The bounds are the smallest and largest values.${same} Change what is wrong; the limits are imported next.`;
}
