import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import type { Fidelity } from '#shared/domain/fidelity.ts';
import type { Quantity } from '#shared/domain/quantity.ts';
import { crossSectionUnitOf, saysPercent } from '#shared/limit-files/column-words.ts';
import { CREDIBLE_MU } from '#shared/limit-files/credible-mu.ts';
import type { FindingCode } from '#shared/limit-files/findings/finding-codes.ts';
import { isTheoryColumn } from '#shared/limit-files/guess-mapping.ts';
import { errorColumnName, type LimitKind, type Mapping, mappingSchema } from '#shared/limit-files/mapping.ts';
import { plain } from '#shared/limit-files/suggest-column.ts';
import type { CrossSectionUnit } from '#shared/limit-files/units.ts';

/**
 * What a column is read as: `ignore`, `parameter:m_zp` (free or fixed), `limit:exp`, `error:exp`, `variance:exp`,
 * `theory`, `theory-error`.
 */
export type ColumnRole = string;

/** Where σ_theory is. */
export type TheorySource = 'none' | 'column' | 'table';

/** What a file brings. */
export type Brings = 'limits' | 'results';

/** Columns of results that are known by their names. */
export const RESULT_COLUMNS: Readonly<Record<string, string>> = {
  id: 'id of the point',
  status: 'done or failed',
  reason: 'reason of a failure',
};

/** What becomes of limits beyond any credible one. */
export type Extremes = 'take' | 'clip' | 'accept';

/** How a table of cross sections is joined to the points. */
export interface TheoryTableDraft {
  readonly column: string;
  readonly error: string | null;
  /** Its errors are in per cent. */
  readonly isErrorPercent: boolean;
  /** Parameter → its column in the table. */
  readonly match: Readonly<Record<string, string>>;
  readonly interpolate: 'log' | 'linear' | null;
}

/** A mapping as the form has it: one role for each column, and the rest of the settings, all always there. */
export interface MappingDraft {
  /** Limits, or the results of a batch: their points may be named by id, and their fidelity is the batch's. */
  readonly brings: Brings;
  readonly roles: Readonly<Record<string, ColumnRole>>;
  readonly kind: LimitKind;
  readonly unit: CrossSectionUnit;
  readonly theorySource: TheorySource;
  readonly theoryUnit: CrossSectionUnit;
  readonly theoryTable: TheoryTableDraft | null;
  /** The cross section at which y = 0, for files of cross sections alone. */
  readonly reference: number;
  readonly fidelity: Fidelity;
  readonly isTest: boolean;
  readonly extremes: Extremes;
  readonly range: readonly [number, number];
  /** Entries of the mapping that the form does not show. */
  readonly rest: Pick<Mapping, 'missing' | 'where' | 'pivot' | 'scale' | 'confirmed'>;
  /** Columns whose errors are in per cent. */
  readonly percent: readonly string[];
}

/** The form's state for a mapping. Columns that it does not name are ignored. */
export function draftOf(
  mapping: Mapping,
  columns: readonly string[],
  brings: Brings = 'limits',
): MappingDraft {
  const { limit } = mapping;
  const roles: Record<string, ColumnRole> = Object.fromEntries(columns.map((name) => [name, 'ignore']));
  const assign = (column: string | undefined, role: ColumnRole) => {
    if (column !== undefined && column in roles) roles[column] = role;
  };
  for (const [name, column] of Object.entries(mapping.parameters)) assign(column, `parameter:${name}`);
  for (const entry of ['variance', 'error'] as const) {
    for (const [quantity, column] of Object.entries(mapping[entry]))
      assign(errorColumnName(column), `${entry}:${quantity}`);
  }
  for (const [quantity, column] of Object.entries(mapping.quantities)) assign(column, `limit:${quantity}`);
  const isInFile = limit.theory !== undefined && limit.theory.file === undefined;
  if (isInFile) {
    assign(limit.theory?.column, 'theory');
    if (limit.theory?.error) assign(errorColumnName(limit.theory.error), 'theory-error');
  }
  assign(limit.column, 'theory');
  const { range, extremes } = rangeOf(mapping);
  return {
    brings,
    roles,
    kind: limit.kind,
    unit: limit.unit ?? 'pb',
    theorySource: limit.theory === undefined ? 'none' : isInFile ? 'column' : 'table',
    theoryUnit: limit.theory?.unit ?? 'pb',
    theoryTable: null,
    reference: limit.reference ?? 1,
    fidelity: mapping.fidelity ?? 'high',
    isTest: false,
    extremes,
    range,
    rest: restOf(mapping),
    percent: [...Object.values(mapping.error), limit.theory?.error].flatMap((error) =>
      typeof error === 'object' ? [error.column] : [],
    ),
  };
}

function restOf({ missing, where, pivot, scale, confirmed }: Mapping): MappingDraft['rest'] {
  return {
    ...(missing && { missing }),
    ...(where && { where }),
    ...(pivot && { pivot }),
    ...(scale && { scale }),
    ...(confirmed && { confirmed }),
  };
}

/** The draft for a changed mapping of the same file; the theory table stays joined as it was. */
export function withMapping(draft: MappingDraft, mapping: Mapping): MappingDraft {
  const { theoryTable, isTest, brings } = draft;
  const isErrorPercent = typeof mapping.limit.theory?.error === 'object';
  return {
    ...draftOf(mapping, Object.keys(draft.roles), brings),
    isTest,
    theoryTable: theoryTable && { ...theoryTable, isErrorPercent },
  };
}

/** The draft with a finding confirmed: the file is read so all the same. */
export function withConfirmed(draft: MappingDraft, code: FindingCode): MappingDraft {
  const confirmed = [...new Set([...(draft.rest.confirmed ?? []), code])];
  return { ...draft, rest: { ...draft.rest, confirmed } };
}

function rangeOf({ clip, accept }: Mapping): Pick<MappingDraft, 'range' | 'extremes'> {
  if (clip !== undefined) return { range: clip, extremes: 'clip' };
  if (accept !== undefined) return { range: accept, extremes: 'accept' };
  return { range: CREDIBLE_MU, extremes: 'take' };
}

/** The draft with one column read as something else; what had that role before is ignored then. */
export function withRole(draft: MappingDraft, column: string, role: ColumnRole): MappingDraft {
  const roles = Object.fromEntries(
    Object.entries(draft.roles).map(([name, present]) => [
      name,
      name === column ? role : present === role ? 'ignore' : present,
    ]),
  );
  const theorySource = role === 'theory' && draft.kind === 'sigma' ? 'column' : draft.theorySource;
  const isError = role === 'theory-error' || role.startsWith('error:');
  const percent = isError && saysPercent(column) ? [...new Set([...draft.percent, column])] : draft.percent;
  const theoryUnit = (role === 'theory' && crossSectionUnitOf(column)) || draft.theoryUnit;
  const unit = (role.startsWith('limit:') && crossSectionUnitOf(column)) || draft.unit;
  return { ...draft, roles, theorySource, percent, theoryUnit, unit };
}

/** The draft for another kind of numbers: roles that it does not know are given up. */
export function withKind(draft: MappingDraft, kind: MappingDraft['kind']): MappingDraft {
  const isKept = (role: string) =>
    kind === 'theory'
      ? !/^(limit|error|variance):|^theory-error$/.test(role)
      : kind === 'sigma' || !/^theory/.test(role);
  const roles = Object.fromEntries(
    Object.entries(draft.roles).map(([name, role]) => [name, isKept(role) ? role : 'ignore']),
  );
  // The unit is the one that the columns are named by.
  const named = Object.keys(roles).find(
    (name) => roles[name]?.startsWith('limit:') && crossSectionUnitOf(name),
  );
  const unit = (named !== undefined && crossSectionUnitOf(named)) || draft.unit;
  const next = { ...draft, kind, roles, unit };
  if (kind !== 'sigma' || draft.theorySource !== 'none') return next;
  // A column whose name says so is the theory's.
  const theory = Object.keys(roles).find((name) => roles[name] === 'ignore' && isTheoryColumn(name));
  return theory === undefined ? next : withRole(next, theory, 'theory');
}

/**
 * The mapping of a draft, or what it lacks yet, in a sentence.
 *
 * @param theoryFile the name of the theory table, null without one
 */
export function mappingOf(
  draft: MappingDraft,
  definition: CampaignDefinition,
  theoryFile: string | null,
): { readonly mapping: Mapping } | { readonly problem: string } {
  const columnsOf = columnsByRole(draft);
  const parameters = Object.fromEntries(columnsOf('parameter'));
  const missing = definition.parameters.filter(({ name }) => parameters[name] === undefined);
  const columns = Object.keys(draft.roles);
  const mayNameById =
    draft.brings === 'results' && columns.includes('id') && missing.length === definition.parameters.length;
  if (missing.length > 0 && !mayNameById) {
    return { problem: `No column is read as ${missing.map(({ name }) => name).join(', ')}.` };
  }
  const quantities = Object.fromEntries(columnsOf('limit'));
  const limit = limitOf(draft, theoryFile);
  if ('problem' in limit) return limit;
  const mayTellOutcomes = draft.brings === 'results' && columns.includes('status');
  const isPivoted = draft.rest.pivot !== undefined;
  if (draft.kind !== 'theory' && Object.keys(quantities).length === 0 && !mayTellOutcomes && !isPivoted) {
    return { problem: 'No column is read as a limit.' };
  }
  const parsed = mappingSchema.safeParse({
    parameters,
    quantities: draft.kind === 'theory' ? {} : quantities,
    limit: limit.limit,
    variance: Object.fromEntries(columnsOf('variance')),
    error: Object.fromEntries(
      columnsOf('error').map(([quantity, column]) => [quantity, errorOf(column, draft.percent)]),
    ),
    ...(draft.brings === 'limits' && { fidelity: draft.fidelity }),
    ...(draft.extremes === 'clip' && { clip: [...draft.range] }),
    ...(draft.extremes === 'accept' && { accept: [...draft.range] }),
    ...draft.rest,
  });
  if (parsed.success) return { mapping: parsed.data };
  return { problem: `${parsed.error.issues[0]?.message ?? 'The mapping is not complete'}.` };
}

const errorOf = (column: string, percent: readonly string[]) =>
  percent.includes(column) ? ({ column, unit: 'percent' } as const) : column;

function columnsByRole({ roles }: MappingDraft): (kind: string) => [string, string][] {
  const entries = Object.entries(roles).map(([column, role]) => [...role.split(':'), column]);
  return (kind) =>
    entries.flatMap(([found, name = '', column = '']) => (found === kind ? [[name, column]] : []));
}

function limitOf(
  draft: MappingDraft,
  theoryFile: string | null,
): { readonly limit: Mapping['limit'] } | { readonly problem: string } {
  const { kind, unit, theorySource, theoryUnit, theoryTable, reference } = draft;
  const columnWith = (role: ColumnRole) =>
    Object.entries(draft.roles).find(([, other]) => other === role)?.[0];
  if (kind !== 'sigma' && kind !== 'theory') return { limit: { kind } };
  const column = columnWith('theory');
  if (kind === 'theory') {
    if (column === undefined) return { problem: 'No column is read as the cross section.' };
    return { limit: { kind, unit, column, reference } };
  }
  if (theorySource === 'none') {
    return {
      problem: 'Limits on cross sections become limits on μ by the theory cross section: say where it is.',
    };
  }
  if (theorySource === 'column') {
    if (column === undefined) return { problem: 'No column is read as the theory cross section.' };
    const error = columnWith('theory-error');
    return {
      limit: {
        kind,
        unit,
        theory: { column, unit: theoryUnit, ...(error && { error: errorOf(error, draft.percent) }) },
      },
    };
  }
  if (theoryFile === null || theoryTable === null)
    return { problem: 'Choose the table of theory cross sections.' };
  const { column: tableColumn, error, isErrorPercent, match, interpolate } = theoryTable;
  return {
    limit: {
      kind,
      unit,
      theory: {
        file: theoryFile,
        column: tableColumn,
        unit: theoryUnit,
        match,
        ...(interpolate && { interpolate }),
        ...(error && { error: errorOf(error, isErrorPercent ? [error] : []) }),
      },
    },
  };
}

/** How a theory table is probably to be joined, from the names of its columns. */
export function guessTheoryTable(
  columns: readonly string[],
  definition: CampaignDefinition,
): TheoryTableDraft {
  const named = columns.filter((name) => name !== '');
  const match = definition.parameters.flatMap(({ name }) => {
    const column = named.find((other) => plain(other) === plain(name));
    return column === undefined ? [] : [[name, column] as const];
  });
  const taken = new Set<string>(match.map(([, column]) => column));
  const rest = named.filter((name) => !taken.has(name));
  const error = rest.find((name) => /unc|err/i.test(name)) ?? null;
  const column = rest.find((name) => /xs|cross|sigma/i.test(name) && name !== error) ?? rest[0] ?? '';
  return {
    column,
    error,
    isErrorPercent: error !== null && saysPercent(error),
    match: Object.fromEntries(match),
    interpolate: match.length === 1 ? 'log' : null,
  };
}

/** The campaign's quantities that no column is read as. */
export function unreadQuantities(
  { kind, roles, rest }: MappingDraft,
  definition: CampaignDefinition,
): Quantity[] {
  if (kind === 'theory') return [];
  const pivoted = Object.values(rest.pivot?.values ?? {}).map((quantity) => `limit:${quantity}`);
  const read = new Set([...Object.values(roles), ...pivoted]);
  return definition.quantities.filter((quantity) => !read.has(`limit:${quantity}`));
}
