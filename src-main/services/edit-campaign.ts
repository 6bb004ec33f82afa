import { isDeepStrictEqual } from 'node:util';
import type { TextFile } from '#main/files/read-text-file.ts';
import { pendingBatchPoints } from '#main/store/batch-points-repository.ts';
import type { ReadableCampaign, WritableCampaign } from '#main/store/campaign-connection.ts';
import { readDefinition, writeDefinition } from '#main/store/definition-repository.ts';
import type { JsonValue } from '#main/store/json-column.ts';
import { listPoints } from '#main/store/points-repository.ts';
import { transaction } from '#main/store/transaction.ts';
import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import { parseCampaignYaml } from '#shared/domain/campaign-yaml.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import { FIDELITIES } from '#shared/domain/fidelity.ts';
import { createSpace, type Space } from '#shared/domain/space.ts';

/** An entry of the definition that is different now; null where there is none. */
export interface DefinitionChange {
  /** `m_zp.upper`, `constraints`, `stop`. */
  readonly entry: string;
  readonly before: JsonValue;
  readonly after: JsonValue;
}

/** What an edit changes. */
export interface CampaignEdit {
  readonly changes: readonly DefinitionChange[];
  /** Points that the new bounds, constraints or coordinates leave out, that they take back, and all now outside. */
  readonly points: { readonly leave: number; readonly return: number; readonly outside: number };
  /** Points of batches still to be evaluated that are outside now. */
  readonly pendingOutside: number;
}

/**
 * What `editCampaign` would change; nothing is stored.
 *
 * @throws ContouristError as `editCampaign`
 */
export function previewEdit(campaign: ReadableCampaign, campaignYaml: TextFile): CampaignEdit {
  return prepareEdit(campaign, campaignYaml).edit;
}

/**
 * Puts another definition in the place of the campaign's: bounds, scales, steps, constraints, coordinates, quantities,
 * contour, stop rule, names and labels. No point is touched: those outside are kept and left out of the fit, so that
 * later bounds find them again. A definition that is the same changes nothing, and leaves no line in the journal.
 *
 * @throws ContouristError those of `parseCampaignYaml` and `createSpace`; `campaign.parameters_fixed` where parameters
 *   come, go or change places, or where a fixed value changes under points that were found at the old one
 */
export function editCampaign(campaign: WritableCampaign, campaignYaml: TextFile): CampaignEdit {
  const { definition, edit } = prepareEdit(campaign, campaignYaml);
  if (edit.changes.length === 0) return edit;
  transaction(
    campaign,
    'edit',
    () => writeDefinition(campaign, definition),
    () => ({
      changes: edit.changes.map((change) => ({ ...change })),
      points: edit.points,
      pendingOutside: edit.pendingOutside,
    }),
  );
  return edit;
}

function prepareEdit(
  campaign: ReadableCampaign,
  campaignYaml: TextFile,
): { definition: CampaignDefinition; edit: CampaignEdit } {
  const before = readDefinition(campaign);
  const definition = parseCampaignYaml(campaignYaml.text, campaignYaml.path);
  refuseOtherParameters(before, definition, campaignYaml.path);
  const thetas = FIDELITIES.flatMap((fidelity) => listPoints(campaign, fidelity).map(({ theta }) => theta));
  if (thetas.length > 0) refuseOtherFixedValues(before, definition, campaignYaml.path);

  const [oldSpace, newSpace] = [createSpace(before), createSpace(definition)];
  const pending = FIDELITIES.flatMap((fidelity) => pendingBatchPoints(campaign, fidelity));
  return {
    definition,
    edit: {
      changes: findChanges(before, definition),
      points: comparePoints(thetas, oldSpace, newSpace),
      pendingOutside: pending.filter(({ theta }) => !newSpace.contains(theta)).length,
    },
  };
}

function refuseOtherParameters(before: CampaignDefinition, after: CampaignDefinition, file: string): void {
  const [old, now] = [before, after].map(({ parameters }) => parameters.map(({ name }) => name));
  if (isDeepStrictEqual(old, now)) return;
  throw new ContouristError(
    'campaign.parameters_fixed',
    `The campaign's parameters are ${old?.join(', ')}; they cannot become ${now?.join(', ')}.`,
    {
      position: { file },
      hint: 'Every point is a value of each, in this order. For other parameters make a new campaign and import again.',
    },
  );
}

function refuseOtherFixedValues(before: CampaignDefinition, after: CampaignDefinition, file: string): void {
  if (isDeepStrictEqual({ ...before.fixed }, { ...after.fixed })) return;
  throw new ContouristError(
    'campaign.parameters_fixed',
    `The campaign's points were found at ${describeFixed(before)}; that cannot become ${describeFixed(after)}.`,
    { position: { file }, hint: 'For another fixed value make a new campaign.' },
  );
}

function describeFixed({ fixed }: CampaignDefinition): string {
  const values = Object.entries(fixed).map(([name, value]) => `${name} = ${value}`);
  return values.length === 0 ? 'no fixed values' : values.join(', ');
}

function comparePoints(
  thetas: readonly ArrayLike<number>[],
  before: Space,
  after: Space,
): CampaignEdit['points'] {
  let [leave, back, outside] = [0, 0, 0];
  for (const theta of thetas) {
    const [was, is] = [before.contains(theta), after.contains(theta)];
    if (was && !is) leave++;
    if (!was && is) back++;
    if (!is) outside++;
  }
  return { leave, return: back, outside };
}

/** Differences entry by entry; a parameter's own entries are told apart. */
function findChanges(before: CampaignDefinition, after: CampaignDefinition): DefinitionChange[] {
  const [old, now] = [flatten(before), flatten(after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((entry) => ({ entry, before: old.get(entry) ?? null, after: now.get(entry) ?? null }))
    .filter((change) => !isDeepStrictEqual(change.before, change.after));
}

function flatten({ parameters, ...rest }: CampaignDefinition): Map<string, JsonValue> {
  const entries = new Map<string, JsonValue>();
  for (const { name, ...parameter } of parameters) {
    for (const [key, value] of Object.entries(parameter)) entries.set(`${name}.${key}`, value);
  }
  for (const [key, value] of Object.entries(rest)) entries.set(key, value);
  return entries;
}
