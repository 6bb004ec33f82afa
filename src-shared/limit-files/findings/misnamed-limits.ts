import { crossSectionUnitOf, saysCrossSectionLimit, wordsOf } from '../column-words.ts';
import type { Check, ReadFile } from './check.ts';
import { concerning, type Finding, type Remedy } from './finding.ts';
import { type LimitColumn, limitColumns, limitsOf } from './limit-columns.ts';

/** Columns of limits whose names say that they are something else than the mapping reads. */
export const findMisnamedLimits: Check = (file) =>
  limitColumns(file).flatMap((column) => [
    ...asCrossSection(file, column),
    ...asCls(file, column),
    ...asLogarithm(file, column),
    ...asReciprocal(file, column),
  ]);

const linesOf = (file: ReadFile, { quantity }: LimitColumn): number[] =>
  limitsOf(file, quantity).map(({ line }) => line);

function asCrossSection(file: ReadFile, column: LimitColumn): Finding[] {
  const { kind } = file.mapping.limit;
  if (kind !== 'mu' || !saysCrossSectionLimit(column.name)) return [];
  return [
    {
      subject: {
        code: 'cross-section-as-mu',
        column: column.name,
        quantity: column.quantity,
        unit: crossSectionUnitOf(column.name),
      },
      severity: 'refuse',
      certainty: 'likely',
      ...concerning(linesOf(file, column)),
      remedy: null,
    },
  ];
}

function asCls(file: ReadFile, column: LimitColumn): Finding[] {
  const words = wordsOf(column.name);
  const isCls =
    /cls/i.test(column.name) ||
    (words.some((word) => /^(cl|pvalue|p0)$/.test(word)) && !words.includes('95'));
  if (file.mapping.limit.kind !== 'mu' || !isCls || words.includes('mu') || words.includes('ul')) return [];
  const limits = limitsOf(file, column.quantity);
  const isPercent =
    limits.some(({ y }) => y > Math.log(2)) && limits.every(({ y }) => y <= Math.log(100.001));
  const isInverse = /1\s*[-−–]\s*cl|one_?minus|exclusion/i.test(column.name);
  return [
    {
      subject: {
        code: 'cls-as-mu',
        column: column.name,
        quantity: column.quantity,
        form: isInverse ? 'one-minus-cls' : isPercent ? 'percent' : 'cls',
      },
      severity: 'refuse',
      certainty: 'likely',
      ...concerning(limits.map(({ line }) => line)),
      remedy: isInverse || isPercent ? null : { limit: { kind: 'cls' } },
    },
  ];
}

function asLogarithm(file: ReadFile, column: LimitColumn): Finding[] {
  const { kind } = file.mapping.limit;
  const isLogarithm = /log_?10|(^|[^a-z])lg([^a-z]|$)/i.test(column.name);
  if (!isLogarithm || (kind !== 'ln_mu' && kind !== 'mu')) return [];
  const remedy: Remedy = { limit: { kind: 'log10_mu' } };
  return [
    {
      subject: { code: 'log10-as-ln', column: column.name, quantity: column.quantity },
      severity: 'refuse',
      certainty: 'sure',
      ...concerning(linesOf(file, column)),
      remedy,
    },
  ];
}

function asReciprocal(file: ReadFile, column: LimitColumn): Finding[] {
  const isReciprocal =
    /1\s*\/\s*mu|1\s*\/\s*μ|inverse|(^|[^a-z])inv([^a-z]|$)|sensitivity/i.test(column.name) ||
    wordsOf(column.name).includes('r_value');
  if (file.mapping.limit.kind !== 'mu' || !isReciprocal) return [];
  return [
    {
      subject: { code: 'reciprocal-as-mu', column: column.name, quantity: column.quantity },
      severity: 'refuse',
      certainty: 'likely',
      ...concerning(linesOf(file, column)),
      remedy: null,
    },
  ];
}
