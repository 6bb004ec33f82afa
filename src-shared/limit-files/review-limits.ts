import type { Fidelity } from '#shared/domain/fidelity.ts';
import { bandPairs, type Quantity } from '#shared/domain/quantity.ts';
import type { Table } from '#shared/formats/table.ts';
import { ABSURD_MU, CREDIBLE_MU } from './credible-mu.ts';
import type { LimitRow } from './limit-row.ts';
import type { LocatedMapping } from './parse-mapping.ts';
import type { ColumnPlan } from './plan-columns.ts';
import type { Remark } from './reasons.ts';

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
): { warnings: Remark[]; suggestions: Remark[] } {
  const { kind } = mapping.limit;
  if (kind === 'theory') {
    return { warnings: fidelity === 'high' ? [{ code: 'cross-sections-as-high' }] : [], suggestions: [] };
  }
  return {
    warnings: [...(kind === 'mu' ? warnOfCls(rows, table, plan) : []), ...warnOfBands(rows)],
    suggestions: suggestClip(rows, mapping),
  };
}

function suggestClip(rows: readonly LimitRow[], { clip, accept }: LocatedMapping): Remark[] {
  // A range that was only guessed leaves these limits in.
  if (clip !== undefined || (accept !== undefined && accept[1] < ABSURD_MU[1])) return [];
  let count = 0;
  let largest = { y: Math.log(HUGE_MU), line: 0 };
  for (const { line, limits } of rows) {
    for (const { y } of limits) {
      if (y > Math.log(HUGE_MU)) count++;
      if (y > largest.y) largest = { y, line };
    }
  }
  if (count === 0) return [];
  return [{ code: 'incredible-limits', count, largest: largest.y, line: largest.line }];
}

function warnOfCls(rows: readonly LimitRow[], table: Table, plan: ColumnPlan): Remark[] {
  return plan.quantities.flatMap(({ quantity, value }): Remark[] => {
    const column = table.columns[value ?? -1] ?? '';
    // What is named like CLs is a finding.
    if (/cls/i.test(column)) return [];
    // A band's lower edge is below 1 all over a batch that gathers at the contour; exp and obs are on both sides.
    if (quantity !== 'exp' && quantity !== 'obs') return [];
    const values = limitsOf(rows, quantity);
    const isAllBelowOne = values.length >= ENOUGH_FOR_CLS && values.every((y) => y <= 0);
    if (!isAllBelowOne) return [];
    return [{ code: 'all-below-one', column, quantity, count: values.length }];
  });
}

function limitsOf(rows: readonly LimitRow[], quantity: Quantity): number[] {
  return rows.flatMap(({ limits }) =>
    limits.filter((limit) => limit.quantity === quantity).map(({ y }) => y),
  );
}

/** Limits of the band −2σ … +2σ that stand in the wrong order in most rows (swapped columns) or in some. */
function warnOfBands(rows: readonly LimitRow[]): Remark[] {
  return bandPairs().flatMap(({ lower: below, upper: above }): Remark[] => {
    const wrong: number[] = [];
    let both = 0;
    for (const { line, limits } of rows) {
      const lower = limits.find(({ quantity }) => quantity === below);
      const upper = limits.find(({ quantity }) => quantity === above);
      if (lower === undefined || upper === undefined) continue;
      both++;
      if (lower.y > upper.y) wrong.push(line);
    }
    const [firstLine] = wrong;
    if (firstLine === undefined) return [];
    return [{ code: 'band-order', below, above, wrong: wrong.length, rows: both, firstLine }];
  });
}
