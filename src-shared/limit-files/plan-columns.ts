import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import type { Quantity } from '#shared/domain/quantity.ts';
import type { Table } from '#shared/formats/table.ts';
import { errorColumnName } from './mapping.ts';
import type { LocatedMapping, MappingPath } from './parse-mapping.ts';
import type { Remark } from './reasons.ts';
import { listColumns, requireColumn } from './require-column.ts';
import { suggestColumn } from './suggest-column.ts';

/** A fixed parameter that the file repeats: its column must hold its value. */
export interface FixedColumn {
  readonly name: string;
  readonly value: number;
  readonly index: number;
}

/** Where the limit of a quantity stands; indices into a row's cells. */
export interface QuantityColumns {
  readonly quantity: Quantity;
  /** Null where the value is the theory cross section itself, found by `limit.theory`. */
  readonly value: number | null;
  readonly variance: number | null;
  readonly error: number | null;
}

/** Columns that a results file may have beside the limits. */
export interface ResultColumns {
  readonly id: number | null;
  readonly status: number | null;
  readonly reason: number | null;
}

/** Which column of a table is what. */
export interface ColumnPlan {
  /** One index per free parameter, in the campaign's order; null where a results file names its points by id alone. */
  readonly parameters: readonly number[] | null;
  readonly fixed: readonly FixedColumn[];
  readonly quantities: readonly QuantityColumns[];
  readonly result: ResultColumns | null;
  readonly remarks: readonly Remark[];
}

/**
 * Finds the columns that a mapping names, and for what it leaves out those named like the campaign's parameters and
 * quantities.
 *
 * @param isResults the table is a results file: it may have id, status and reason, and then needs no parameters
 * @throws ContouristError `limit_file.missing_column`, `limit_file.no_limits`, `mapping.unknown_parameter`
 */
export function planColumns(
  table: Table,
  mapping: LocatedMapping,
  definition: CampaignDefinition,
  isResults: boolean,
): ColumnPlan {
  const result = isResults ? resultColumns(table) : null;
  const mappable = [...definition.parameters.map(({ name }) => name), ...Object.keys(definition.fixed)];
  for (const [entry, name] of [
    ...Object.keys(mapping.parameters).map((name) => ['parameters', name] as const),
    ...Object.keys(mapping.scale ?? {}).map((name) => ['scale', name] as const),
  ]) {
    if (mappable.includes(name)) continue;
    throw new ContouristError(
      'mapping.unknown_parameter',
      `The mapping names \`${name}\`, which is no parameter.`,
      {
        position: mapping.locate([entry, name]),
        hint: `The campaign's parameters are ${mappable.join(', ')}.`,
      },
    );
  }
  const unused = Object.keys(mapping.quantities).filter(
    (name) => !definition.quantities.includes(name as Quantity),
  );
  const remarks = unused.map(
    (name): Remark => ({
      code: 'quantity-not-in-campaign',
      quantity: name as Quantity,
      campaign: [...definition.quantities],
    }),
  );
  return {
    parameters: parameterColumns(table, mapping, definition, result),
    fixed: fixedColumns(table, mapping, definition),
    quantities: quantityColumns(table, mapping, definition, result),
    result,
    remarks,
  };
}

function resultColumns(table: Table): ResultColumns {
  const find = (name: string) => {
    const index = table.columns.indexOf(name);
    return index < 0 ? null : index;
  };
  return { id: find('id'), status: find('status'), reason: find('reason') };
}

function parameterColumns(
  table: Table,
  mapping: LocatedMapping,
  definition: CampaignDefinition,
  result: ResultColumns | null,
): number[] | null {
  const wanted = definition.parameters.map(({ name }) => ({
    name,
    column: mapping.parameters[name] ?? name,
  }));
  const namesPointsById = result !== null && result.id !== null;
  if (namesPointsById && wanted.every(({ column }) => !table.columns.includes(column))) return null;
  return wanted.map(({ name, column }) => {
    if (mapping.parameters[name] !== undefined) return named(table, mapping, ['parameters', name], column);
    const near = suggestColumn(name, table.columns);
    return requireColumn(table, column, {
      hint:
        near === null
          ? 'A mapping names the column of each parameter: parameters: { m_zp: mzp }.'
          : `If \`${near}\` is meant, a mapping says so: parameters: { ${name}: ${near} }.`,
    });
  });
}

function fixedColumns(table: Table, mapping: LocatedMapping, definition: CampaignDefinition): FixedColumn[] {
  return Object.entries(definition.fixed).flatMap(([name, value]) => {
    const column = mapping.parameters[name];
    if (column !== undefined)
      return [{ name, value, index: named(table, mapping, ['parameters', name], column) }];
    return table.columns.includes(name) ? [{ name, value, index: requireColumn(table, name) }] : [];
  });
}

function quantityColumns(
  table: Table,
  mapping: LocatedMapping,
  definition: CampaignDefinition,
  result: ResultColumns | null,
): QuantityColumns[] {
  const optional = (entry: 'variance' | 'error', quantity: Quantity): number | null => {
    const column = mapping[entry][quantity];
    return column === undefined ? null : named(table, mapping, [entry, quantity], errorColumnName(column));
  };
  const found = definition.quantities.flatMap((quantity) => {
    const value = valueColumn(table, mapping, quantity);
    if (value === undefined) return [];
    return [
      { quantity, value, variance: optional('variance', quantity), error: optional('error', quantity) },
    ];
  });
  const mayTellOutcomesAlone = result !== null && result.status !== null;
  if (found.length === 0 && !mayTellOutcomesAlone) throw noLimits(table, mapping, definition);
  return found;
}

/** The column of a quantity's number; null where it comes out of the theory table, undefined where there is none. */
function valueColumn(table: Table, mapping: LocatedMapping, quantity: Quantity): number | null | undefined {
  const { limit, quantities } = mapping;
  const column = quantities[quantity];
  if (column !== undefined) return named(table, mapping, ['quantities', quantity], column);
  if (limit.kind === 'theory') {
    // Cross sections are alike for all quantities, unless the mapping chooses some of them.
    if (Object.keys(quantities).length > 0) return undefined;
    if (limit.column !== undefined) return named(table, mapping, ['limit', 'column'], limit.column);
    return limit.theory === undefined ? undefined : null;
  }
  return table.columns.includes(quantity) ? requireColumn(table, quantity) : undefined;
}

function named(table: Table, mapping: LocatedMapping, path: MappingPath, column: string): number {
  return requireColumn(table, column, { position: mapping.locate(path) });
}

function noLimits(table: Table, mapping: LocatedMapping, definition: CampaignDefinition): ContouristError {
  if (mapping.limit.kind === 'theory') {
    return new ContouristError('limit_file.no_limits', 'kind theory needs a cross section: none is named.', {
      position: mapping.locate(['limit']),
      hint: 'Say which: limit: { kind: theory, column: xsec_fb, unit: fb, reference: 1 }.',
    });
  }
  const near = definition.quantities.flatMap((quantity) => {
    const column = suggestColumn(quantity, table.columns);
    return column === null ? [] : [`${quantity}: ${column}`];
  });
  const example = near.length > 0 ? near.join(', ') : `${definition.quantities[0]}: <column>`;
  return new ContouristError(
    'limit_file.no_limits',
    `${table.fileName} has no column named like the campaign's quantities (${definition.quantities.join(', ')}).`,
    {
      position: { file: table.fileName },
      hint: `Its columns are ${listColumns(table)}. A mapping names them: quantities: { ${example} }.`,
    },
  );
}
