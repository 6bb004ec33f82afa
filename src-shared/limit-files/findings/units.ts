import { parseNumber } from '#shared/formats/cell.ts';
import type { Table } from '#shared/formats/table.ts';
import { crossSectionUnitOf, saysPercent } from '../column-words.ts';
import { errorColumnName } from '../mapping.ts';
import { type CrossSectionUnit, crossSectionFactor } from '../units.ts';
import type { Check, ReadFile } from './check.ts';
import { concerning, type Finding, type Remedy } from './finding.ts';
import { limitColumns, limitsOf, middle } from './limit-columns.ts';

/** Units of cross sections that are not those of the columns' names, and errors in per cent. */
export const findWrongUnits: Check = (file) => [
  ...limitUnits(file),
  ...theoryUnit(file),
  ...theoryErrors(file),
  ...limitErrors(file),
  ...farFromOne(file),
];

function contradiction(
  column: string,
  mapped: CrossSectionUnit | undefined,
  lines: readonly number[],
  remedy: (named: CrossSectionUnit) => Remedy,
): Finding[] {
  const named = crossSectionUnitOf(column);
  if (named === null || mapped === undefined || named === mapped) return [];
  return [
    {
      subject: { code: 'unit-not-of-name', column, named, mapped },
      severity: 'refuse',
      certainty: 'likely',
      ...concerning(lines),
      remedy: remedy(named),
    },
  ];
}

function limitUnits(file: ReadFile): Finding[] {
  const { kind, unit } = file.mapping.limit;
  if (kind !== 'sigma' && kind !== 'theory') return [];
  const [first] = limitColumns(file);
  if (first === undefined) return [];
  const lines = limitsOf(file, first.quantity).map(({ line }) => line);
  return contradiction(first.name, unit, lines, (named) => ({ limit: { unit: named } }));
}

function theoryUnit({ mapping, rows }: ReadFile): Finding[] {
  const { theory } = mapping.limit;
  if (theory === undefined) return [];
  const lines = rows.map(({ line }) => line);
  return contradiction(theory.column, theory.unit, lines, (named) => ({
    limit: { theory: { unit: named } },
  }));
}

/** Errors of one column against the values that they belong to. */
function percentFinding(
  table: Table,
  { error, value, isOfTheory }: { error: string; value: string; isOfTheory: boolean },
  remedy: Remedy,
): Finding[] {
  const [errorAt, valueAt] = [table.columns.indexOf(error), table.columns.indexOf(value)];
  if (errorAt < 0 || valueAt < 0) return [];
  const pairs = table.rows.flatMap(({ cells, line }) => {
    const [size, of] = [parseNumber(cells[errorAt] ?? ''), parseNumber(cells[valueAt] ?? '')];
    return size !== null && of !== null && of > 0 && size > 0 ? [{ size, of, line }] : [];
  });
  const larger = pairs.filter(({ size, of }) => size > of);
  const isNamed = saysPercent(error);
  if (!isNamed && larger.length === 0) return [];
  // One bad error is the row's own; where most are, or the name says it, the whole column is something else.
  const isColumn = isNamed || 2 * larger.length > pairs.length;
  return [
    {
      subject: {
        code: 'error-in-percent',
        column: error,
        isOfTheory,
        isNamed,
        larger: larger.length,
        of: pairs.length,
      },
      severity: isColumn ? 'refuse' : 'warn',
      certainty: isNamed ? 'sure' : isColumn ? 'likely' : 'possible',
      ...concerning((isColumn ? pairs : larger).map(({ line }) => line)),
      remedy: isColumn ? remedy : null,
    },
  ];
}

function theoryErrors({ mapping, table, theoryTable }: ReadFile): Finding[] {
  const { theory } = mapping.limit;
  if (theory === undefined || typeof theory.error !== 'string') return [];
  const of = theory.file === undefined ? table : theoryTable;
  if (of === null) return [];
  const error = { column: theory.error, unit: 'percent' };
  return percentFinding(
    of,
    { error: theory.error, value: theory.column, isOfTheory: true },
    { limit: { theory: { error } } },
  );
}

function limitErrors(file: ReadFile): Finding[] {
  const { mapping, table } = file;
  if (mapping.limit.kind === 'ln_mu') return [];
  return limitColumns(file).flatMap(({ quantity, index }) => {
    const error = mapping.error[quantity];
    if (typeof error !== 'string') return [];
    const value = table.columns[index] ?? '';
    const column = errorColumnName(error);
    return percentFinding(
      table,
      { error: column, value, isOfTheory: false },
      { error: { [quantity]: { column, unit: 'percent' } } },
    );
  });
}

/** Limits on cross sections whose middle is as far from μ = 1 as a wrong unit makes it. */
function farFromOne(file: ReadFile): Finding[] {
  const { kind, unit, theory } = file.mapping.limit;
  if (kind !== 'sigma' || unit === undefined || theory === undefined) return [];
  const [first] = limitColumns(file);
  if (first === undefined) return [];
  const limits = limitsOf(file, first.quantity);
  const mu = Math.exp(middle(limits.map(({ y }) => y)));
  const factor = crossSectionFactor('pb', 'fb');
  if (limits.length < 5 || !(mu >= factor || mu <= 1 / factor)) return [];
  return [
    {
      subject: { code: 'limits-far-from-one', quantity: first.quantity, mu },
      severity: 'warn',
      certainty: 'possible',
      ...concerning(limits.map(({ line }) => line)),
      remedy: null,
    },
  ];
}
