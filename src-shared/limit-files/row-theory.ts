import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import { cellText, parseNumber } from '#shared/formats/cell.ts';
import type { Table, TableRow } from '#shared/formats/table.ts';
import { checkTheoryUnit } from './check-written-units.ts';
import { inLimitUnit } from './limit-value.ts';
import { errorColumnName, errorUnitOf } from './mapping.ts';
import { isMissingText } from './missing-value.ts';
import type { LocatedMapping } from './parse-mapping.ts';
import type { RejectedCell, SimpleReason } from './reasons.ts';
import { requireColumn } from './require-column.ts';
import { prepareTheoryTable, type TheoryCrossSection } from './theory-table.ts';

/** Why a row has no cross section; the caller knows the row. */
export type TheoryFault = Pick<RejectedCell, 'column' | 'value'> & { readonly reason: SimpleReason };

/** Finds σ_theory of a row, in the unit of the limits; null where the mapping names no theory. */
export type RowTheory = (
  row: TableRow,
  theta: ArrayLike<number> | null,
) => TheoryCrossSection | TheoryFault | null;

/**
 * Prepares the look-up of σ_theory that the mapping describes: in a column of the limit file, or in a table of its own.
 *
 * @param theoryTable the content of `limit.theory.file`, needed when the mapping names one
 * @throws ContouristError as `prepareTheoryTable`, and `limit_file.missing_column`
 */
export function prepareRowTheory(
  table: Table,
  mapping: LocatedMapping,
  definition: CampaignDefinition,
  theoryTable: Table | null,
): RowTheory {
  const settings = mapping.limit.theory;
  if (settings === undefined) return () => null;
  const find =
    settings.file === undefined
      ? inSameFile(table, mapping)
      : inTheoryTable(mapping, definition, theoryTable);
  return (row, theta) => {
    const found = find(row, theta);
    if ('reason' in found) return found;
    return { ...found, crossSection: inLimitUnit(found.crossSection, settings.unit, mapping) };
  };
}

type FindTheory = (row: TableRow, theta: ArrayLike<number> | null) => TheoryCrossSection | TheoryFault;

function inSameFile(table: Table, mapping: LocatedMapping): FindTheory {
  const column = (entry: 'column' | 'error') => {
    const given = mapping.limit.theory?.[entry];
    if (given === undefined) return null;
    const name = errorColumnName(given);
    return {
      name,
      index: requireColumn(table, name, { position: mapping.locate(['limit', 'theory', entry]) }),
    };
  };
  const errorSetting = mapping.limit.theory?.error;
  const crossSectionColumn = column('column');
  if (crossSectionColumn !== null && mapping.limit.theory !== undefined) {
    checkTheoryUnit(table, crossSectionColumn.index, mapping.limit.theory.unit);
  }
  const errorColumn = column('error');
  return ({ cells }) => {
    const cell = cells[crossSectionColumn?.index ?? -1] ?? '';
    const crossSection = parseNumber(cell);
    if (crossSection === null || !(crossSection > 0 && crossSection < Infinity)) {
      return {
        column: crossSectionColumn?.name ?? '',
        value: cellText(cell),
        reason: { code: isMissingText(cell) ? 'theory-missing' : 'theory-not-positive' },
      };
    }
    const errorCell = errorColumn === null ? '' : (cells[errorColumn.index] ?? '');
    if (errorColumn === null || isMissingText(errorCell)) return { crossSection, relativeError: null };
    const error = parseNumber(errorCell);
    if (error === null || !(error >= 0 && error < Infinity)) {
      return {
        column: errorColumn.name,
        value: cellText(errorCell),
        reason: { code: 'theory-error-not-usable' },
      };
    }
    return { crossSection, relativeError: (error * errorUnitOf(errorSetting, crossSection)) / crossSection };
  };
}

function inTheoryTable(
  mapping: LocatedMapping,
  definition: CampaignDefinition,
  table: Table | null,
): FindTheory {
  const settings = mapping.limit.theory;
  if (settings === undefined || table === null) {
    throw new ContouristError('internal.theory_table_missing', 'The theory table was not read.', {
      blame: 'internal',
    });
  }
  const free = definition.parameters.map(({ name }) => name);
  const theory = prepareTheoryTable(
    table,
    settings,
    [...free, ...Object.keys(definition.fixed)],
    mapping.locate,
  );
  const column = theory.parameters.join(', ');
  return (_row, theta) => {
    if (theta === null) return { column, value: '', reason: { code: 'theory-without-parameters' } };
    const values = theory.parameters.map(
      (name) => definition.fixed[name] ?? theta[free.indexOf(name)] ?? Number.NaN,
    );
    const found = theory.find(values);
    return 'code' in found ? { column, value: values.join(', '), reason: found } : found;
  };
}
