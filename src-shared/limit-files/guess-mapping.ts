import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import type { Quantity } from '#shared/domain/quantity.ts';
import { type Cell, parseNumber } from '#shared/formats/cell.ts';
import type { Table } from '#shared/formats/table.ts';
import { crossSectionUnitOf, wordsOf } from './column-words.ts';
import { COMBINE_QUANTILES, findCombineColumns } from './combine-rows.ts';
import { CREDIBLE_MU } from './credible-mu.ts';
import type { LimitKind, Mapping } from './mapping.ts';
import { isMissingText, missingTest } from './missing-value.ts';
import { plain, suggestColumn } from './suggest-column.ts';

/**
 * What the columns of a table probably are, from their names and values: a start that a person corrects. Nothing is
 * taken for a limit, an error or a cross section on doubtful grounds.
 *
 * @param range of μ that is proposed as `accept` where a limit lies beyond it
 * @returns a mapping for `readLimits`. It names no theory table: limits on cross sections without a theory column in the
 *   file come out as kind `mu`, and the person says where the theory is
 */
export function guessMapping(
  table: Table,
  definition: CampaignDefinition,
  range: readonly [lowest: number, highest: number] = CREDIBLE_MU,
): Pick<Mapping, 'parameters' | 'quantities' | 'error' | 'limit' | 'accept' | 'pivot'> {
  const parameters = guessParameters(table, definition);
  const combine = findCombineColumns(table);
  if (combine !== null)
    return {
      parameters,
      quantities: {},
      error: {},
      limit: { kind: 'mu' },
      pivot: pivotOf(combine, definition),
    };
  if (table.known !== undefined) {
    const { quantities, limit } = table.known;
    const wanted = Object.entries(quantities).filter(([name]) =>
      definition.quantities.some((q) => q === name),
    );
    const known = Object.fromEntries(wanted);
    const accept = guessAccept(table, Object.values(known), limit.kind, range);
    return { parameters, quantities: known, error: {}, limit, ...(accept && { accept }) };
  }
  const free = table.columns.filter((name) => name !== '' && !Object.values(parameters).includes(name));
  const words = new Map(free.map((name) => [name, wordsOf(name)]));
  const quantities = guessQuantities(words, definition);
  const named = new Set(Object.values(quantities));
  const rest = new Map([...words].filter(([name]) => !named.has(name)));
  const limit = guessLimit(quantities, rest);
  const accept = guessAccept(table, Object.values(quantities), limit.kind, range);
  return { parameters, quantities, error: {}, limit, ...(accept && { accept }) };
}

/** combine's rows, one for each quantile, as the quantities of the campaign. */
function pivotOf(
  combine: { column: string; limit: string },
  { quantities }: CampaignDefinition,
): Mapping['pivot'] {
  const values = Object.entries(COMBINE_QUANTILES).filter(([, quantity]) => quantities.includes(quantity));
  return { ...combine, values: Object.fromEntries(values) };
}

function guessParameters(table: Table, definition: CampaignDefinition): Record<string, string> {
  const names = [...definition.parameters.map(({ name }) => name), ...Object.keys(definition.fixed)];
  // A unit behind the name is no part of it; whether it is the campaign's is another check's business.
  const withoutUnit = (column: string) => plain(column.replace(/[[(][^\])]*[\])]\s*$/, ''));
  const isSame = (name: string, column: string) =>
    plain(name) === plain(column) || plain(name) === withoutUnit(column);
  const entries = names.flatMap((name) => {
    const near = table.columns.includes(name)
      ? name
      : (table.columns.find((column) => isSame(name, column)) ?? suggestColumn(name, table.columns));
    // A part of another word is good enough for a message, not for reading: `gx` is in `sigxyz`.
    return near !== null && isSame(name, near) ? [[name, near] as const] : [];
  });
  return Object.fromEntries(entries);
}

// Not `med`: that is the mass of a mediator.
const EXPECTED = /^(exp|expected|median)$/;
const OBSERVED = /^(obs|observed)$/;
const BANDS: readonly (readonly [Quantity, RegExp])[] = [
  ['exp_p1', /^(p1|up1|1up|plus1|p1s|p1sigma|1sup)$/],
  ['exp_m1', /^(m1|dn1|1dn|down1|minus1|m1s|m1sigma|1sdown)$/],
  ['exp_p2', /^(p2|up2|2up|plus2|p2s|p2sigma|2sup)$/],
  ['exp_m2', /^(m2|dn2|2dn|down2|minus2|m2s|m2sigma|2sdown)$/],
];
/** Words of columns that go with a limit without being one. */
const BESIDE =
  /^(err|error|unc|uncertainty|stat|var|variance|cls|cl|p0|pvalue|status|n|events|xsec|xs|theory|th)$/;

function quantityOf(words: readonly string[]): Quantity | null {
  if (words.some((word) => BESIDE.test(word))) return null;
  const joined = words.map((word, index) =>
    /^[mp]$/.test(word) ? `${word}${words[index + 1] ?? ''}` : word,
  );
  // A column `m1` is a mass, and `p1` a p-value, more often than a limit.
  if (joined.length === 1 && /^[mp][12]$/.test(joined[0] ?? '')) return null;
  const band = BANDS.find(([, pattern]) => joined.some((word) => pattern.test(word)))?.[0];
  if (joined.some((word) => OBSERVED.test(word))) return band === undefined ? 'obs' : null;
  if (band !== undefined) return band;
  return joined.some((word) => EXPECTED.test(word)) ? 'exp' : null;
}

/** The quantity whose limit a column of this name holds; null for any other column. */
export const quantityOfColumn = (name: string): Quantity | null => quantityOf(wordsOf(name));

/** Whether a column's name says that it stands beside limits: an error, CLs, a status, a cross section. */
export const isBesideLimits = (name: string): boolean => wordsOf(name).some((word) => BESIDE.test(word));

function guessQuantities(
  words: ReadonlyMap<string, readonly string[]>,
  definition: CampaignDefinition,
): Partial<Record<Quantity, string>> {
  const found: Partial<Record<Quantity, string>> = {};
  for (const quantity of definition.quantities) {
    const columns = [...words].filter(([, list]) => quantityOf(list) === quantity);
    // Of `ObsXS` and `ObsMu` the limit on μ, of `exp` and `exp_alternative` the plainer name is meant.
    const saysMu = (words: readonly string[]) => Number(words.includes('mu'));
    const [best] = columns.sort((a, b) => saysMu(b[1]) - saysMu(a[1]) || a[1].length - b[1].length);
    if (words.has(quantity)) found[quantity] = quantity;
    else if (best !== undefined) found[quantity] = best[0];
  }
  return found;
}

const THEORY = /^(xsec|xs|theory|crosssection)$/;
const saysTheory = (words: readonly string[]) => words.some((word) => THEORY.test(word));

/** Whether a column's name says that it holds the theory's cross section: `xs_theory`, `theory [pb]`. */
export const isTheoryColumn = (name: string): boolean => saysTheory(wordsOf(name));

function guessLimit(
  quantities: Partial<Record<Quantity, string>>,
  rest: ReadonlyMap<string, readonly string[]>,
): Mapping['limit'] {
  const names = Object.values(quantities);
  const limits = names.map(wordsOf);
  if (limits.length > 0 && limits.every((words) => words.includes('ln') || words.includes('lnmu'))) {
    return { kind: 'ln_mu' };
  }
  if (limits.length > 0 && limits.every((words) => words.includes('log10') || words.includes('log10mu'))) {
    return { kind: 'log10_mu' };
  }
  const unit = names[0] === undefined ? null : crossSectionUnitOf(names[0]);
  const theory = [...rest].find(([name, words]) => saysTheory(words) && crossSectionUnitOf(name) !== null);
  const theoryUnit = theory === undefined ? null : crossSectionUnitOf(theory[0]);
  const areCrossSections = unit !== null && names.every((name) => crossSectionUnitOf(name) === unit);
  if (areCrossSections && theory !== undefined && theoryUnit !== null) {
    return { kind: 'sigma', unit, theory: { column: theory[0], unit: theoryUnit } };
  }
  return { kind: 'mu' };
}

/** The range to accept where the file has limits beyond it; none where all are fine. */
function guessAccept(
  table: Table,
  columns: readonly string[],
  kind: LimitKind,
  range: readonly [lowest: number, highest: number],
): [number, number] | undefined {
  if (kind !== 'mu') return undefined;
  const isMissing = missingTest(kind);
  const indices = columns.map((name) => table.columns.indexOf(name));
  const isBeyond = (cell: Cell) => {
    if (isMissing(cell) || isMissingText(cell)) return false;
    const value = parseNumber(cell);
    return value !== null && value > range[1];
  };
  const found = table.rows.some(({ cells }) => indices.some((index) => isBeyond(cells[index] ?? '')));
  return found ? [...range] : undefined;
}
