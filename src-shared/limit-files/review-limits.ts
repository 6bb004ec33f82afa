import type { Fidelity } from '#shared/domain/fidelity.ts';
import { bandPairs, type Quantity } from '#shared/domain/quantity.ts';
import { CREDIBLE_MU } from './credible-mu.ts';
import type { LimitRow } from './limit-row.ts';
import type { LocatedMapping } from './parse-mapping.ts';
import type { ColumnPlan } from './plan-columns.ts';
import type { Table } from './table.ts';

/** Beyond this, a limit says "surely allowed" or "the fit failed", and spoils a fit of the neighbours. */
const [, HUGE_MU] = CREDIBLE_MU;

/** From this many values on, "all between 0 and 1" is no accident. */
const ENOUGH_FOR_CLS = 5;

/**
 * What a careful colleague would ask on seeing these limits: huge values, values that look like CLs, bands in the
 * wrong order, cross sections imported as if they were full results. Nothing is changed.
 */
export function reviewLimits(
  rows: readonly LimitRow[],
  table: Table,
  mapping: LocatedMapping,
  plan: ColumnPlan,
  fidelity: Fidelity,
): { warnings: string[]; suggestions: string[] } {
  const { kind } = mapping.limit;
  if (kind === 'theory') {
    const warnings = fidelity === 'high' ? [HIGH_CROSS_SECTIONS] : [];
    return { warnings, suggestions: [] };
  }
  return {
    warnings: [...(kind === 'mu' ? warnOfCls(rows, table, plan) : []), ...warnOfBands(rows)],
    suggestions: suggestClip(rows, mapping),
  };
}

const HIGH_CROSS_SECTIONS =
  'Cross sections (kind: theory) are read as high fidelity; as the cheap task they are fidelity: low.';

function suggestClip(rows: readonly LimitRow[], { clip, accept }: LocatedMapping): string[] {
  if (clip !== undefined || accept !== undefined) return [];
  let count = 0;
  let largest = { y: Math.log(HUGE_MU), line: 0 };
  for (const { line, limits } of rows) {
    for (const { y } of limits) {
      if (y > Math.log(HUGE_MU)) count++;
      if (y > largest.y) largest = { y, line };
    }
  }
  if (count === 0) return [];
  const values = count === 1 ? '1 limit lies' : `${count} limits lie`;
  return [
    `${values} beyond μ = ${asPower(HUGE_MU)} (the largest, ${scientific(largest.y)}, on line ${largest.line}): failed fits and zero ` +
      `acceptance look like this. clip: [1e-4, ${asPower(HUGE_MU)}] in the mapping keeps such points as surely allowed; ` +
      `accept: [${CREDIBLE_MU.map(asPower).join(', ')}] leaves them out.`,
  ];
}

/** `1e4`, as one writes it in a mapping. */
const asPower = (value: number): string => value.toExponential().replace('+', '');

/** `1.2e34`. */
function scientific(y: number): string {
  const mu = Math.exp(y);
  return Number.isFinite(mu) ? mu.toExponential(1).replace('+', '') : `exp(${y.toPrecision(4)})`;
}

function warnOfCls(rows: readonly LimitRow[], table: Table, plan: ColumnPlan): string[] {
  return plan.quantities.flatMap(({ quantity, value }) => {
    const column = table.columns[value ?? -1] ?? '';
    if (/cls/i.test(column)) {
      return [`\`${column}\` (${quantity}) is named like CLs values; limits on μ are wanted.`];
    }
    // A band's lower edge is below 1 all over a batch that gathers at the contour; exp and obs are on both sides.
    if (quantity !== 'exp' && quantity !== 'obs') return [];
    const values = limitsOf(rows, quantity);
    const isAllBelowOne = values.length >= ENOUGH_FOR_CLS && values.every((y) => y <= 0);
    if (!isAllBelowOne) return [];
    return [
      `All ${values.length} values of \`${column}\` (${quantity}) lie between 0 and 1: either every point is excluded, ` +
        'or these are CLs values and no limits on μ.',
    ];
  });
}

function limitsOf(rows: readonly LimitRow[], quantity: Quantity): number[] {
  return rows.flatMap(({ limits }) =>
    limits.filter((limit) => limit.quantity === quantity).map(({ y }) => y),
  );
}

/** Limits of the band −2σ … +2σ that stand in the wrong order in most rows (swapped columns) or in some. */
function warnOfBands(rows: readonly LimitRow[]): string[] {
  return bandPairs().flatMap(({ lower: below, upper: above }) => {
    const wrong: number[] = [];
    let both = 0;
    for (const { line, limits } of rows) {
      const lower = limits.find(({ quantity }) => quantity === below);
      const upper = limits.find(({ quantity }) => quantity === above);
      if (lower === undefined || upper === undefined) continue;
      both++;
      if (lower.y > upper.y) wrong.push(line);
    }
    if (wrong.length === 0) return [];
    const where = `${below} is larger than ${above} in ${wrong.length} of ${both} rows (first on line ${wrong[0]})`;
    return wrong.length > both / 2 ? [`${where}: the columns look swapped.`] : [`${where}.`];
  });
}
