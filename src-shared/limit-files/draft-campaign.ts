import type { CampaignDefinition, Parameter } from '#shared/domain/campaign-definition.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import { EXPRESSION_FUNCTIONS } from '#shared/domain/expression-functions.ts';
import { QUANTITIES, type Quantity } from '#shared/domain/quantity.ts';
import { parseNumber } from '#shared/formats/cell.ts';
import type { Table } from '#shared/formats/table.ts';
import { saysCrossSectionLimit } from './column-words.ts';
import { isBesideLimits, quantityOfColumn } from './guess-mapping.ts';

/** A campaign that a table of limits may belong to: a start, which a person looks at and changes. */
export interface DraftedCampaign {
  readonly definition: CampaignDefinition;
  /** Parameter → the column that it was made of. */
  readonly columns: Readonly<Record<string, string>>;
}

/** More columns of numbers than any model has parameters are no parameters. */
const MOST_PARAMETERS = 12;
/** Upper over lower end of positive values from which a logarithmic scale is proposed. */
const LOG_RATIO = 1000;

/**
 * Drafts a campaign from a table of limits: a parameter for each column of numbers that is neither a limit nor stands
 * beside one, between its smallest and its largest value; columns with one value are fixed; the quantities whose limits
 * are there. Scales are logarithmic where positive values span a factor of 1000.
 *
 * @param name of the campaign
 * @throws ContouristError `draft.no_parameters` where no column can be a parameter
 */
export function draftCampaign(table: Table, name: string): DraftedCampaign {
  const quantities = quantitiesOf(table);
  const columns: Record<string, string> = {};
  const parameters: Parameter[] = [];
  const fixed: Record<string, number> = {};
  for (const [index, column] of table.columns.entries()) {
    if (!mayBeParameter(table, column)) continue;
    const range = rangeOf(table, index);
    if (range === null) continue;
    const { title, unit } = splitUnit(column, table.units?.[index]);
    const parameter = freeName(title, new Set([...Object.keys(columns), ...QUANTITIES]));
    columns[parameter] = column;
    const { lower, upper } = range;
    if (lower === upper) fixed[parameter] = lower;
    else {
      const label = /[\\{}^$]/.test(title) ? { label: title.replaceAll('$', '') } : {};
      const scale = lower > 0 && upper / lower >= LOG_RATIO ? 'log' : 'linear';
      parameters.push({ name: parameter, ...label, ...(unit && { unit }), lower, upper, scale });
    }
  }
  if (parameters.length === 0 || parameters.length > MOST_PARAMETERS) {
    const found = parameters.length === 0 ? 'no column' : `${parameters.length} columns`;
    throw new ContouristError(
      'draft.no_parameters',
      `${table.fileName} has ${found} that can be parameters.`,
      {
        position: { file: table.fileName },
        hint: 'Parameters are columns of numbers beside the limits. Write a campaign.yaml instead, or make the campaign by hand.',
      },
    );
  }
  return {
    definition: {
      name,
      parameters,
      fixed,
      constraints: [],
      quantities: quantities.length === 0 ? ['exp'] : quantities,
      contour: [quantities.length === 0 || quantities.includes('exp') ? 'exp' : quantities[0]!],
    },
    columns,
  };
}

function quantitiesOf(table: Table): Quantity[] {
  const found = new Set(
    table.known === undefined
      ? table.columns.map((column) => quantityOfColumn(column))
      : Object.keys(table.known.quantities),
  );
  return QUANTITIES.filter((quantity) => found.has(quantity));
}

function mayBeParameter({ known, columns }: Table, column: string): boolean {
  if (known?.parameters !== undefined) return known.parameters.includes(column);
  // A column without a name is the index of a data frame.
  if (column === '' || columns.indexOf(column) !== columns.lastIndexOf(column)) return false;
  const isLimit =
    quantityOfColumn(column) !== null || saysCrossSectionLimit(column) || /\bmu\b|μ|limit/i.test(column);
  return (
    !isLimit &&
    !isBesideLimits(column) &&
    !/^(id|index|tag|dsid|seed|run|row|unnamed.*)$/i.test(column.trim())
  );
}

/** The ends of a column of numbers; null where it has text, or too few numbers. */
function rangeOf(table: Table, column: number): { lower: number; upper: number } | null {
  let [lower, upper, count] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (const { cells } of table.rows) {
    const cell = cells[column] ?? '';
    if (cell === '' || cell === '-') continue;
    const value = parseNumber(cell);
    if (value === null || !Number.isFinite(value)) return null;
    lower = Math.min(lower, value);
    upper = Math.max(upper, value);
    count++;
  }
  // A column that half of the rows lack belongs to another model.
  return count === 0 || count < table.rows.length / 2 ? null : { lower, upper };
}

/** `$m_{med}$ [GeV]` → `$m_{med}$` and `GeV`. */
function splitUnit(column: string, given: string | undefined): { title: string; unit: string } {
  const found = /^(.*?)\s*[[(]([^\])]*)[\])]\s*$/.exec(column);
  const unit = (given || found?.[2] || '').trim().replace(/^GEV$/, 'GeV').replace(/^TEV$/, 'TeV');
  return { title: (found?.[1] ?? column).trim(), unit };
}

/** A name for expressions: letters, digits and _, and none that is taken. */
function freeName(title: string, taken: ReadonlySet<string>): string {
  const words = title
    .replace(/\\(tilde|bar|hat|mathrm|text|widetilde)\b/g, '')
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '');
  const start = /^\p{L}/u.test(words) ? words : `x_${words}`.replace(/_$/, '');
  const isTaken = (name: string) =>
    taken.has(name) ||
    EXPRESSION_FUNCTIONS.has(name) ||
    name in Object.prototype ||
    /^(id|status|reason)$/.test(name);
  let name = start;
  for (let number = 2; isTaken(name); number++) name = `${start}_${number}`;
  return name;
}
