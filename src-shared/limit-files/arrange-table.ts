import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import type { Quantity } from '#shared/domain/quantity.ts';
import { type Cell, cellText, parseNumber } from '#shared/formats/cell.ts';
import type { Table, TableRow } from '#shared/formats/table.ts';
import type { LocatedMapping } from './parse-mapping.ts';
import { requireColumn } from './require-column.ts';

/** combine writes quantiles as float32: 0.84 comes as 0.8399999737739563. */
const SAME_VALUE = 1e-6;

/**
 * The table that a mapping's `where` and `pivot` make of a file: the rows that are selected, and with `pivot` one row
 * for each point in place of one for each of its quantities. A pivoted table has the columns of the file but for the
 * two that were taken apart, then one named after each quantity. Its rows are at the line of the first of their rows,
 * and rows that repeat a quantity of the same point start another one.
 *
 * @throws ContouristError `limit_file.missing_column`
 */
export function arrangeTable(table: Table, mapping: LocatedMapping, definition: CampaignDefinition): Table {
  const selected = selectRows(table, mapping);
  return mapping.pivot === undefined ? selected : pivotRows(selected, mapping, mapping.pivot, definition);
}

function selectRows(table: Table, { where, locate }: LocatedMapping): Table {
  if (where === undefined) return table;
  const tests = Object.entries(where).map(([name, wanted]) => ({
    index: requireColumn(table, name, { position: locate(['where', name]) }),
    wanted: Array.isArray(wanted) ? wanted : [wanted],
  }));
  const rows = table.rows.filter(({ cells }) =>
    tests.every(({ index, wanted }) => wanted.some((value) => isSameValue(cells[index] ?? '', value))),
  );
  return { ...table, rows };
}

/** Numbers are compared as numbers, anything else as text. */
function isSameValue(cell: Cell, wanted: string | number): boolean {
  const [value, other] = [parseNumber(cell), parseNumber(wanted)];
  if (value === null || other === null) return cellText(cell) === String(wanted);
  return Math.abs(value - other) <= SAME_VALUE * Math.max(Math.abs(value), Math.abs(other));
}

function pivotRows(
  table: Table,
  { parameters, locate }: LocatedMapping,
  { column, limit, values }: NonNullable<LocatedMapping['pivot']>,
  definition: CampaignDefinition,
): Table {
  const key = requireColumn(table, column, { position: locate(['pivot', 'column']) });
  const value = requireColumn(table, limit, { position: locate(['pivot', 'limit']) });
  const quantities = [...Object.values(values)];
  const kept = table.columns.flatMap((name, index) =>
    index === key || index === value || quantities.includes(name as Quantity) ? [] : [index],
  );
  const names = [...definition.parameters.map(({ name }) => name), ...Object.keys(definition.fixed), 'id'];
  const places = names.map((name) => table.columns.indexOf(parameters[name] ?? name)).filter((i) => i >= 0);

  interface Pivoted {
    readonly first: TableRow;
    readonly texts: string[];
    readonly limits: Map<Quantity, Cell>;
  }
  const rows: Pivoted[] = [];
  const openAt = new Map<string, Pivoted>();
  for (const row of table.rows) {
    const entry = Object.entries(values).find(([wanted]) => isSameValue(row.cells[key] ?? '', wanted));
    if (entry === undefined) continue;
    const [, quantity] = entry;
    const place = JSON.stringify(places.map((index) => placeOf(row.cells[index] ?? '')));
    let pivoted = openAt.get(place);
    if (pivoted === undefined || pivoted.limits.has(quantity)) {
      pivoted = { first: row, texts: [], limits: new Map() };
      openAt.set(place, pivoted);
      rows.push(pivoted);
    }
    pivoted.texts.push(row.text);
    pivoted.limits.set(quantity, row.cells[value] ?? '');
  }
  return {
    ...table,
    columns: [...kept.map((index) => table.columns[index] ?? ''), ...quantities],
    ...(table.units && {
      units: [
        ...kept.map((index) => table.units?.[index] ?? ''),
        ...quantities.map(() => table.units?.[value] ?? ''),
      ],
    }),
    rows: rows.map(({ first, texts, limits }) => ({
      line: first.line,
      path: first.path,
      cells: [
        ...kept.map((index) => first.cells[index] ?? ''),
        ...quantities.map((quantity) => limits.get(quantity) ?? ''),
      ],
      text: texts.join('\n'),
    })),
  };
}

/** 200 and 200.0 are one place. */
const placeOf = (cell: Cell): Cell => parseNumber(cell) ?? cellText(cell);
