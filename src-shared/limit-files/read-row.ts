import type { Fidelity } from '#shared/domain/fidelity.ts';
import type { Space } from '#shared/domain/space.ts';
import { cellText, parseNumber } from '#shared/formats/cell.ts';
import type { Table, TableRow } from '#shared/formats/table.ts';
import { isBound } from '#shared/formats/written-numbers.ts';
import type { LimitRow, LimitValue, ResultFields } from './limit-row.ts';
import { type LimitCells, type LimitRules, readLimitValue } from './limit-value.ts';
import { isMissingText } from './missing-value.ts';
import type { ColumnPlan, QuantityColumns } from './plan-columns.ts';
import type { RejectedCell, SimpleReason } from './reasons.ts';
import { readStatusWord } from './result-status.ts';
import type { RowTheory } from './row-theory.ts';
import type { TheoryCrossSection } from './theory-table.ts';

/** What is the same for all rows of a table. */
export interface RowContext {
  readonly table: Table;
  readonly plan: ColumnPlan;
  readonly fidelity: Fidelity;
  readonly space: Pick<Space, 'definition' | 'whyOutside'>;
  readonly rules: LimitRules;
  readonly theory: RowTheory;
  /** Parameters of a point that a results file names by its id. */
  readonly thetaOf: (id: string) => Float64Array | null;
}

// Values written with 12 digits or more are the same number.
const FIXED_VALUE_TOLERANCE = 1e-11;

/** Reads one row, or says why nothing of it can be taken. */
export function readRow(row: TableRow, context: RowContext): LimitRow | RejectedCell {
  const result = readResultFields(row, context);
  if (result !== null && 'column' in result) return result;
  const theta = readTheta(row, context, result?.id ?? null);
  if (theta !== null && 'reason' in theta) return theta;

  const hasFailed = result?.status === 'failed';
  const read = hasFailed ? { limits: [], problems: [] } : readLimitsOfRow(row, theta, context);
  if ('reason' in read) return read;
  return {
    line: row.line,
    path: row.path,
    theta,
    fidelity: context.fidelity,
    outside: theta === null ? null : context.space.whyOutside(theta),
    ...read,
    result,
    text: row.text,
  };
}

/** What is wrong with one cell. */
interface CellProblem extends RejectedCell {
  readonly reason: SimpleReason;
}

function reject(row: TableRow, table: Table, index: number, reason: SimpleReason): CellProblem {
  return {
    line: row.line,
    path: row.path,
    column: table.columns[index] ?? '',
    value: cellText(row.cells[index] ?? ''),
    reason,
    rowText: row.text,
  };
}

function readResultFields(row: TableRow, { plan, table }: RowContext): ResultFields | RejectedCell | null {
  if (plan.result === null) return null;
  const text = (index: number | null) => (index === null ? '' : cellText(row.cells[index] ?? ''));
  const { id, status, reason } = plan.result;
  const word = readStatusWord(text(status));
  if (word === null) return reject(row, table, status ?? -1, { code: 'status-unknown' });
  if (word.status === 'unfinished') return reject(row, table, status ?? -1, { code: 'unfinished' });
  return { id: text(id) || null, status: word.status, reason: text(reason) || word.reason };
}

/** The free parameters; the columns of fixed ones must hold their values. */
function readTheta(
  row: TableRow,
  context: RowContext,
  id: string | null,
): Float64Array | RejectedCell | null {
  const { table, plan, thetaOf, rules } = context;
  const { scale = {} } = rules.mapping;
  for (const { name, value, index } of plan.fixed) {
    const written = parseNumber(row.cells[index] ?? '');
    const found = written === null ? null : written * (scale[name] ?? 1);
    if (found === null || !(Math.abs(found - value) <= FIXED_VALUE_TOLERANCE * Math.abs(value))) {
      return reject(row, table, index, { code: 'not-the-fixed-value', parameter: name, value });
    }
  }
  if (plan.parameters === null) return id === null ? null : thetaOf(id);

  const theta = new Float64Array(plan.parameters.length);
  for (const [axis, index] of plan.parameters.entries()) {
    const cell = row.cells[index] ?? '';
    const value = parseNumber(cell);
    if (value === null || !Number.isFinite(value)) {
      return reject(row, table, index, {
        code: isMissingText(cell) ? 'parameter-missing' : 'parameter-not-a-number',
      });
    }
    const { name } = context.space.definition.parameters[axis] ?? { name: '' };
    theta[axis] = value * (scale[name] ?? 1);
  }
  return theta;
}

type ReadLimits = Pick<LimitRow, 'limits' | 'problems'>;

function readLimitsOfRow(
  row: TableRow,
  theta: Float64Array | null,
  context: RowContext,
): ReadLimits | RejectedCell {
  const { plan, rules, table } = context;
  const isMissing = ({ value }: QuantityColumns) => value !== null && rules.isMissing(row.cells[value] ?? '');
  const present = plan.quantities.filter((columns) => !isMissing(columns));
  if (present.length === 0) return withoutLimits(row, table, plan.quantities);
  const theory = context.theory(row, theta);
  if (theory !== null && 'reason' in theory)
    return { line: row.line, path: row.path, ...theory, rowText: row.text };

  const limits: LimitValue[] = [];
  const problems: CellProblem[] = [];
  for (const columns of present) {
    const cells = limitCells(row, columns, theory, rules.mapping.limit.kind === 'theory');
    const outcome = readLimitValue(cells, rules);
    if ('y' in outcome) limits.push(outcome);
    else {
      const cell = row.cells[columns[outcome.fault] ?? -1] ?? '';
      const reason = isBound(cell) ? { code: 'bound' as const } : outcome.reason;
      problems.push(reject(row, table, columns[outcome.fault] ?? -1, reason));
    }
  }
  return limits.length > 0 ? { limits, problems } : mergeProblems(problems);
}

/** A kind-theory limit is the cross section itself; it has no theory error beside it. */
function limitCells(
  row: TableRow,
  columns: QuantityColumns,
  theory: TheoryCrossSection | null,
  isCrossSection: boolean,
): LimitCells {
  const optional = (index: number | null) => (index === null ? null : (row.cells[index] ?? ''));
  return {
    quantity: columns.quantity,
    value:
      columns.value === null ? (theory?.crossSection ?? null) : parseNumber(row.cells[columns.value] ?? ''),
    variance: optional(columns.variance),
    error: optional(columns.error),
    crossSection: theory?.crossSection ?? null,
    relativeTheoryError: isCrossSection ? null : (theory?.relativeError ?? null),
  };
}

function withoutLimits(row: TableRow, table: Table, missing: readonly QuantityColumns[]): RejectedCell {
  const columns = missing.map(({ value }) => table.columns[value ?? -1] ?? '');
  return reject(row, table, missing[0]?.value ?? -1, { code: 'no-limit', columns });
}

/** One entry for a row of which no limit can be taken: the first cell at fault, and every reason once. */
function mergeProblems([first, ...others]: readonly CellProblem[]): RejectedCell {
  const further = others
    .filter(({ column, reason }) => column !== first!.column || !isSameReason(reason, first!.reason))
    .map(({ column, value, reason }) => ({ column, value, reason }));
  if (further.length === 0) return first!;
  return { ...first!, reason: { code: 'several', first: first!.reason, others: further } };
}

const isSameReason = (one: SimpleReason, other: SimpleReason): boolean =>
  JSON.stringify(one) === JSON.stringify(other);
