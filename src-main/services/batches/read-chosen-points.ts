import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { readDefinition } from '#main/store/definition-repository.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import { outsideText } from '#shared/domain/outside-reason.ts';
import { createSpace, type Space } from '#shared/domain/space.ts';
import { parseNumber } from '#shared/formats/cell.ts';
import type { Table, TableRow } from '#shared/formats/table.ts';
import { describeReason } from '#shared/limit-files/describe-reason.ts';
import { requireColumn } from '#shared/limit-files/require-column.ts';

/**
 * The points that an analyst chose: a table with a column for each free parameter, named like it; other columns are
 * left alone. Nothing is taken when one row is bad: whoever writes such a table can mend it.
 *
 * @returns θ of each row, in the parameters' own units
 * @throws ContouristError `limit_file.missing_column`, `points.ragged`, `points.not_a_number`, `points.outside`
 */
export function readChosenPoints(table: Table, space: Space): Float64Array[] {
  const columns = space.names.map((name) => requireColumn(table, name));
  const [ragged] = table.ragged;
  if (ragged !== undefined) {
    throw new ContouristError(
      'points.ragged',
      `Line ${ragged.line} of ${table.fileName}: ${describeReason(ragged.reason)}.`,
      {
        position: { file: table.fileName, line: ragged.line },
      },
    );
  }
  return table.rows.map((row) => readPoint(table, row, columns, space));
}

/** The points of a table that an analyst chose for this campaign; see {@link readChosenPoints}. */
export function readChosenPointsTable(campaign: ReadableCampaign, table: Table): Float64Array[] {
  return readChosenPoints(table, createSpace(readDefinition(campaign)));
}

/**
 * θ of a point that an analyst gives by its parameters' names.
 *
 * @throws ContouristError `points.missing_parameter`, `points.outside`
 */
export function thetaOfParameters(
  campaign: ReadableCampaign,
  parameters: Readonly<Record<string, number>>,
): Float64Array {
  const space = createSpace(readDefinition(campaign));
  const missing = space.names.find((name) => parameters[name] === undefined);
  if (missing !== undefined) {
    throw new ContouristError('points.missing_parameter', `The point has no value of ${missing}.`);
  }
  const theta = Float64Array.from(space.names, (name) => parameters[name] ?? Number.NaN);
  const why = space.whyOutside(theta);
  if (why === null) return theta;
  throw new ContouristError('points.outside', `The point is outside the campaign: ${outsideText(why)}.`);
}

function readPoint(table: Table, row: TableRow, columns: readonly number[], space: Space): Float64Array {
  const theta = Float64Array.from(columns, (index, axis) => {
    const cell = row.cells[index] ?? '';
    const value = parseNumber(cell);
    if (value !== null && Number.isFinite(value)) return value;
    throw new ContouristError(
      'points.not_a_number',
      `Line ${row.line} of ${table.fileName}: ${space.names[axis]} = "${cell}" is no number.`,
      { position: { file: table.fileName, line: row.line, column: table.columns[index] ?? index + 1 } },
    );
  });
  const why = space.whyOutside(theta);
  if (why === null) return theta;
  throw new ContouristError(
    'points.outside',
    `Line ${row.line} of ${table.fileName} is outside the campaign: ${outsideText(why)}.`,
    {
      position: { file: table.fileName, line: row.line },
      hint: 'Bounds and constraints can be changed with `contourist edit`.',
    },
  );
}
