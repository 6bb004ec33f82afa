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

/** A definition to take the place of the campaign's, and the file that it is from, for messages. */
export interface NewDefinition {
  readonly definition: CampaignDefinition;
  readonly file?: string;
}

/** The definition in a `campaign.yaml`. @throws ContouristError those of `parseCampaignYaml` */
export function definitionIn({ text, path }: TextFile): NewDefinition {
  return { definition: parseCampaignYaml(text, path), file: path };
}

/** What an edit changes. */
export interface CampaignEdit {
  readonly changes: readonly DefinitionChange[];
  /** Points that the new bounds, constraints or coordinates leave out, that they take back, and all now outside. */
  readonly points: { readonly leave: number; readonly return: number; readonly outside: number };
  /** Points of batches still to be evaluated that are outside now. */
  readonly pendingOutside: number;
}

/** What decides which points count and what the GP's inputs are; see `dataFingerprint`. */
const SEEN_BY_FITS = /^(.*\.(lower|upper|scale)|fixed|constraints|coordinates)$/;

/** Whether fits see an edit: those that there are do not belong to the space any more. */
export function isSeenByFits({ changes }: CampaignEdit): boolean {
  return changes.some(({ entry }) => SEEN_BY_FITS.test(entry));
}

/**
 * What `editCampaign` would change; nothing is stored.
 *
 * @throws ContouristError as `editCampaign`
 */
export function previewEdit(campaign: ReadableCampaign, edited: NewDefinition): CampaignEdit {
  return prepareEdit(campaign, edited);
}

/**
 * Puts another definition in the place of the campaign's: bounds, scales, steps, constraints, coordinates, quantities,
 * contour, stop rule, names and labels. No point is touched: those outside are kept and left out of the fit, so that
 * later bounds find them again. A definition that is the same changes nothing, and leaves no line in the journal.
 *
 * @throws ContouristError those of `createSpace`; `campaign.parameters_fixed` where parameters
 *   come, go or change places, or where a fixed value changes under points that were found at the old one
 */
export function editCampaign(campaign: WritableCampaign, edited: NewDefinition): CampaignEdit {
  const edit = prepareEdit(campaign, edited);
  if (edit.changes.length === 0) return edit;
  transaction(
    campaign,
    'edit',
    () => writeDefinition(campaign, edited.definition),
    () => ({
      changes: edit.changes.map((change) => ({ ...change })),
      points: edit.points,
      pendingOutside: edit.pendingOutside,
    }),
  );
  return edit;
}

function prepareEdit(campaign: ReadableCampaign, { definition, file }: NewDefinition): CampaignEdit {
  const before = readDefinition(campaign);
  const position = file === undefined ? {} : { position: { file } };
  refuseOtherParameters(before, definition, position);
  const thetas = FIDELITIES.flatMap((fidelity) => listPoints(campaign, fidelity).map(({ theta }) => theta));
  if (thetas.length > 0) refuseOtherFixedValues(before, definition, position);

  const [oldSpace, newSpace] = [createSpace(before), createSpace(definition)];
  const pending = FIDELITIES.flatMap((fidelity) => pendingBatchPoints(campaign, fidelity));
  return {
    changes: findChanges(before, definition),
    points: comparePoints(thetas, oldSpace, newSpace),
    pendingOutside: pending.filter(({ theta }) => !newSpace.contains(theta)).length,
  };
}

type InFile = { readonly position?: { readonly file: string } };

function refuseOtherParameters(before: CampaignDefinition, after: CampaignDefinition, where: InFile): void {
  const [old, now] = [before, after].map(({ parameters }) => parameters.map(({ name }) => name));
  if (isDeepStrictEqual(old, now)) return;
  throw new ContouristError(
    'campaign.parameters_fixed',
    `The campaign's parameters are ${old?.join(', ')}; they cannot become ${now?.join(', ')}.`,
    {
      ...where,
      hint: 'Every point is a value of each, in this order. For other parameters make a new campaign and import again.',
    },
  );
}

function refuseOtherFixedValues(before: CampaignDefinition, after: CampaignDefinition, where: InFile): void {
  if (isDeepStrictEqual({ ...before.fixed }, { ...after.fixed })) return;
  throw new ContouristError(
    'campaign.parameters_fixed',
    `The campaign's points were found at ${describeFixed(before)}; that cannot become ${describeFixed(after)}.`,
    { ...where, hint: 'For another fixed value make a new campaign.' },
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
