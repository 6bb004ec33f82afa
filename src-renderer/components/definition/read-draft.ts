import {
  type CampaignDefinition,
  campaignDefinitionSchema,
  findCampaignProblems,
} from '#shared/domain/campaign-definition.ts';
import type { CampaignProblem } from '#shared/domain/campaign-problem.ts';
import type { DefinitionDraft, ParameterDraft } from './definition-draft.ts';

/** What is wrong with one field. */
export interface DraftProblem {
  /** As react-hook-form names it: `parameters.0.lower`. */
  readonly field: string;
  readonly message: string;
  readonly hint: string;
  /** Where in an expression, counted from 1. */
  readonly column?: number;
}

export type DraftReading =
  | { readonly definition: CampaignDefinition; readonly problems: readonly [] }
  | { readonly definition: null; readonly problems: readonly DraftProblem[] };

/** What the form says: a definition, or all that is still wrong with it. Lines left empty do not count. */
export function readDraft(draft: DefinitionDraft): DraftReading {
  const problems: DraftProblem[] = [];
  const complain = (field: string, message: string, hint: string) => problems.push({ field, message, hint });
  const number = (field: string, text: string, name: string): number => {
    const value = parseNumber(text);
    if (text.trim() === '') complain(field, `${name} is missing.`, 'Give a number.');
    else if (Number.isNaN(value)) complain(field, `"${text}" is not a number.`, 'Write it as 1500 or 1.5e3.');
    return value;
  };

  if (draft.name.trim() === '') complain('name', 'The campaign has no name.', 'Give one.');
  if (draft.quantities.length === 0) complain('quantities', 'Nothing is fitted.', 'Choose one at least.');
  else if (draft.contour.length === 0) complain('contour', 'No contour is sought.', 'Choose one at least.');
  if (draft.parameters.length === 0) complain('parameters', 'There is no parameter.', 'Add one.');

  const fixed = filled(draft.fixed, ({ name, value }) => name + value);
  const constraints = filled(draft.constraints, ({ text }) => text);
  const coordinates = filled(draft.coordinates, ({ text }) => text);
  const candidate = {
    name: draft.name.trim(),
    parameters: draft.parameters.map((parameter, index) =>
      readParameter(parameter, `parameters.${index}`, number),
    ),
    fixed: Object.fromEntries(
      fixed.map(({ entry: { name, value }, index }) => [
        name.trim(),
        number(`fixed.${index}.value`, value, 'The value'),
      ]),
    ),
    constraints: constraints.map(({ entry }) => entry.text.trim()),
    ...(coordinates.length > 0 && { coordinates: coordinates.map(({ entry }) => entry.text.trim()) }),
    quantities: [...draft.quantities],
    contour: [...draft.contour],
    ...(draft.stop.metric !== '' && {
      stop: {
        metric: draft.stop.metric,
        below: number('stop.below', draft.stop.below, 'The threshold'),
        for: number('stop.for', draft.stop.for, 'The number of iterations'),
        ...(draft.stop.of !== '' && { of: draft.stop.of }),
      },
    }),
  };

  const indexOf = { constraints, coordinates };
  for (const problem of findCampaignProblems(candidate)) {
    problems.push({ ...located(problem, indexOf, fixed), message: problem.message, hint: problem.hint });
  }
  if (problems.length > 0) return { definition: null, problems };
  const parsed = campaignDefinitionSchema.safeParse(candidate);
  if (parsed.success) return { definition: parsed.data, problems: [] };
  const rest = parsed.error.issues.map(({ path, message }) => ({
    field: path.join('.'),
    message: `${message}.`,
    hint: 'Correct it.',
  }));
  return { definition: null, problems: rest };
}

function readParameter(
  { name, label, unit, lower, upper, scale, step }: ParameterDraft,
  field: string,
  number: (field: string, text: string, name: string) => number,
) {
  return {
    name: name.trim(),
    lower: number(`${field}.lower`, lower, 'The lower bound'),
    upper: number(`${field}.upper`, upper, 'The upper bound'),
    scale,
    ...(label.trim() !== '' && { label: label.trim() }),
    ...(unit.trim() !== '' && { unit: unit.trim() }),
    ...(step.trim() !== '' && { step: number(`${field}.step`, step, 'The step') }),
  };
}

/** `1 500`, `−3`, `1.5e3`; NaN for anything else. */
export function parseNumber(text: string): number {
  const plain = text.replace(/[\s\u00a0\u202f]/g, '').replace('\u2212', '-');
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : Number.NaN;
}

interface Numbered<Entry> {
  readonly entry: Entry;
  /** Its place among all lines of the form. */
  readonly index: number;
}

function filled<Entry>(entries: readonly Entry[], textOf: (entry: Entry) => string): Numbered<Entry>[] {
  return entries.map((entry, index) => ({ entry, index })).filter(({ entry }) => textOf(entry).trim() !== '');
}

/** The field that a rule speaks of. */
function located(
  { path: [list = '', entry, key], column }: CampaignProblem,
  lines: Readonly<Record<'constraints' | 'coordinates', readonly Numbered<unknown>[]>>,
  fixed: readonly Numbered<{ readonly name: string }>[],
): Pick<DraftProblem, 'field' | 'column'> {
  if (list === 'constraints' || list === 'coordinates') {
    const index = lines[list][Number(entry)]?.index;
    return { field: `${list}.${index}.text`, ...(column !== undefined && { column }) };
  }
  if (list === 'fixed') {
    const index = fixed.find(({ entry: { name } }) => name.trim() === entry)?.index;
    return { field: `fixed.${index}.name` };
  }
  if (list === 'quantities' || list === 'contour') return { field: list };
  return { field: [list, entry, key].filter((step) => step !== undefined).join('.') };
}
