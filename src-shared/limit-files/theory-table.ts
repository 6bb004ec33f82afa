import { ContouristError } from '#shared/domain/contourist-error.ts';
import { parseNumber } from '#shared/formats/cell.ts';
import type { Table, TableRow } from '#shared/formats/table.ts';
import { checkTheoryUnit } from './check-written-units.ts';
import { errorColumnName, errorUnitOf, type TheorySettings } from './mapping.ts';
import { isMissingText } from './missing-value.ts';
import type { LocatedMapping } from './parse-mapping.ts';
import type { SimpleReason } from './reasons.ts';
import { requireColumn } from './require-column.ts';

/** A theory cross section in the unit of its table, and its 1σ error relative to it (null where none is given). */
export interface TheoryCrossSection {
  readonly crossSection: number;
  readonly relativeError: number | null;
}

/** Finds the cross section of a point, given the values of the matched parameters; a reason says why there is none. */
export interface TheoryTable {
  /** Names of the parameters that find a row, in the order that `find` takes their values. */
  readonly parameters: readonly string[];
  find(values: readonly number[]): TheoryCrossSection | SimpleReason;
}

interface TheoryRow extends TheoryCrossSection {
  readonly line: number;
  readonly at: readonly number[];
}

/**
 * Prepares a table of theory cross sections for look-up: an exact join over the matched parameters (equal to 12
 * significant digits), or an interpolation in one of them, linear in σ or in ln σ, with the relative error
 * interpolated linearly. Nothing is extrapolated. Rows without a cross section are left out.
 *
 * @throws ContouristError `limit_file.missing_column`, `mapping.unknown_parameter`, `theory.not_a_number`,
 *   `theory.ambiguous` (one point with two cross sections), `theory.too_few_rows`
 */
export function prepareTheoryTable(
  table: Table,
  settings: TheorySettings,
  parameterNames: readonly string[],
  locate: LocatedMapping['locate'],
): TheoryTable {
  const columnOf = matchColumns(settings);
  const parameters = [...columnOf.keys()];
  for (const name of parameters) {
    if (!parameterNames.includes(name)) {
      throw new ContouristError(
        'mapping.unknown_parameter',
        `match names \`${name}\`, which is no parameter.`,
        {
          position: locate(['limit', 'theory', 'match']),
          hint: `The campaign's parameters are ${parameterNames.join(', ')}.`,
        },
      );
    }
  }
  const rows = distinctRows(readRows(table, settings, columnOf, locate), table.fileName, parameters);
  const find =
    settings.interpolate === undefined
      ? exactJoin(rows, table.fileName, parameters)
      : interpolation(rows, table.fileName, parameters, settings.interpolate);
  return { parameters, find };
}

function matchColumns(settings: TheorySettings): Map<string, string> {
  const { match = [] } = settings;
  return new Map(Array.isArray(match) ? match.map((name) => [name, name]) : Object.entries(match));
}

function readRows(
  table: Table,
  settings: TheorySettings,
  columnOf: ReadonlyMap<string, string>,
  locate: LocatedMapping['locate'],
): TheoryRow[] {
  const columnIndex = (name: string, entry: string) =>
    requireColumn(table, name, { position: locate(['limit', 'theory', entry]) });
  const at = [...columnOf.values()].map((column) => columnIndex(column, 'match'));
  const crossSectionAt = columnIndex(settings.column, 'column');
  checkTheoryUnit(table, crossSectionAt, settings.unit);
  const errorAt =
    settings.error === undefined ? undefined : columnIndex(errorColumnName(settings.error), 'error');

  const number = (
    row: TableRow,
    index: number,
    isValid: (value: number) => boolean,
    wanted: string,
  ): number => {
    const cell = row.cells[index] ?? '';
    const value = parseNumber(cell);
    if (value !== null && isValid(value)) return value;
    throw new ContouristError(
      'theory.not_a_number',
      `The theory table has \`${cell}\` where ${wanted} is wanted.`,
      {
        position: { file: table.fileName, line: row.line, column: table.columns[index] ?? '' },
        hint: 'Correct the row, or empty its cross section: points that need it are then quarantined.',
      },
    );
  };
  const isMissing = (row: TableRow, index: number) => isMissingText(row.cells[index] ?? '');
  return table.rows
    .filter((row) => !isMissing(row, crossSectionAt))
    .map((row) => {
      const crossSection = number(
        row,
        crossSectionAt,
        (value) => value > 0 && value < Infinity,
        'a positive number',
      );
      const hasError = errorAt !== undefined && !isMissing(row, errorAt);
      const isError = (value: number) => value >= 0 && value < Infinity;
      return {
        line: row.line,
        at: at.map((index) => number(row, index, Number.isFinite, 'a number')),
        crossSection,
        relativeError: hasError
          ? (number(row, errorAt, isError, 'an error of zero or more') *
              errorUnitOf(settings.error, crossSection)) /
            crossSection
          : null,
      };
    });
}

/** Text that is equal for values that agree to 12 digits: files round, and 0.1 + 0.2 is to find 0.3. */
function joinKey(values: readonly number[]): string {
  return values.map((value) => (value === 0 ? '0' : value.toPrecision(12))).join(' ');
}

function distinctRows(
  rows: readonly TheoryRow[],
  fileName: string,
  parameters: readonly string[],
): ReadonlyMap<string, TheoryRow> {
  const distinct = new Map<string, TheoryRow>();
  for (const row of rows) {
    const known = distinct.get(joinKey(row.at));
    if (known !== undefined && known.crossSection !== row.crossSection) {
      throw new ContouristError(
        'theory.ambiguous',
        `Two cross sections at ${describePoint(parameters, row.at)}: ${known.crossSection} (line ${known.line}) and ` +
          `${row.crossSection}.`,
        {
          position: { file: fileName, line: row.line },
          hint: 'Let match name every parameter on which the cross section depends.',
        },
      );
    }
    if (known === undefined) distinct.set(joinKey(row.at), row);
  }
  return distinct;
}

function exactJoin(
  rows: ReadonlyMap<string, TheoryRow>,
  fileName: string,
  parameters: readonly string[],
): TheoryTable['find'] {
  return (values) =>
    rows.get(joinKey(values)) ?? {
      code: 'theory-not-found',
      file: fileName,
      at: parameters.map((name, index) => ({ name, value: values[index] ?? Number.NaN })),
    };
}

function interpolation(
  distinct: ReadonlyMap<string, TheoryRow>,
  fileName: string,
  parameters: readonly string[],
  scale: 'log' | 'linear',
): TheoryTable['find'] {
  const rows = [...distinct.values()]
    .map((row) => ({ x: row.at[0] ?? Number.NaN, row }))
    .sort((a, b) => a.x - b.x);
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined || rows.length < 2) {
    throw new ContouristError(
      'theory.too_few_rows',
      `${fileName} has fewer than two cross sections to interpolate.`,
      {
        position: { file: fileName },
      },
    );
  }
  const forward = scale === 'log' ? Math.log : (value: number) => value;
  const back = scale === 'log' ? Math.exp : (value: number) => value;

  return ([x = Number.NaN]) => {
    const exact = distinct.get(joinKey([x]));
    if (exact !== undefined) return exact;
    const above = rows.findIndex((entry) => entry.x > x);
    const [left, right] = [rows[above - 1], rows[above]];
    if (left === undefined || right === undefined) {
      return {
        code: 'theory-out-of-range',
        file: fileName,
        name: parameters[0] ?? '',
        value: x,
        range: [first.x, last.x],
      };
    }
    const share = (x - left.x) / (right.x - left.x);
    const between = (a: number, b: number) => a + share * (b - a);
    const errors = [left.row.relativeError, right.row.relativeError] as const;
    return {
      crossSection: back(between(forward(left.row.crossSection), forward(right.row.crossSection))),
      relativeError: errors[0] === null || errors[1] === null ? null : between(errors[0], errors[1]),
    };
  };
}

function describePoint(parameters: readonly string[], values: readonly number[]): string {
  return parameters.map((name, index) => `${name} = ${values[index]}`).join(', ');
}
