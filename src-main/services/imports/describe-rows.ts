import type { FilePlan, RowDetail, RowOutcome } from '#shared/contract/imports/imports-methods.ts';
import type { Quantity } from '#shared/domain/quantity.ts';
import { cellText } from '#shared/formats/cell.ts';
import { type Origin, raggedReasonSchema, type Table, type TableRow } from '#shared/formats/table.ts';
import type { LimitRow } from '#shared/limit-files/limit-row.ts';
import { errorColumnName, type Mapping } from '#shared/limit-files/mapping.ts';
import { missingTest } from '#shared/limit-files/missing-value.ts';
import type { RejectedCell } from '#shared/limit-files/reasons.ts';
import type { PlannedRow } from './plan-import.ts';
import type { PreparedFile } from './prepare-import.ts';

/** What becomes of one row. */
interface RowReport extends Origin {
  readonly cells: TableRow['cells'];
  readonly outcome: RowOutcome;
  readonly detail: RowDetail;
  /** Names of columns at fault. */
  readonly faults: readonly string[];
}

/** Every row of a file with what an import does with it and why, in columns. */
export function describeRows(prepared: PreparedFile): Pick<FilePlan, 'columns' | 'rows'> {
  const { reading } = prepared;
  const { table } = reading;
  const columns = readColumns(table, reading.mapping);
  const reports = reportRows(prepared).sort((a, b) => a.line - b.line);
  // Equal details are equal texts.
  const keys = reports.map(({ detail }) => JSON.stringify(detail));
  const indexOf = new Map([...new Set(keys)].map((key, index) => [key, index]));
  const cellIndices = columns.map((name) => table.columns.indexOf(name));
  const faults = reports.flatMap((report, row) => {
    const at = report.faults.map((name) => columns.indexOf(name)).filter((index) => index >= 0);
    return at.length === 0 ? [] : [[String(row), at] as const];
  });
  return {
    columns,
    rows: {
      lines: reports.map(({ line }) => line),
      paths: Object.fromEntries(
        reports.flatMap(({ path }, row) => (path === null ? [] : [[String(row), path] as const])),
      ),
      outcomes: reports.map(({ outcome }) => outcome),
      details: [...indexOf.keys()].map((key) => JSON.parse(key) as RowDetail),
      detailOf: keys.map((key) => indexOf.get(key) ?? 0),
      cells: cellIndices.map((index) => reports.map(({ cells }) => cellText(cells[index] ?? ''))),
      faults: Object.fromEntries(faults),
    },
  };
}

/** The columns that a completed mapping reads, in the file's order. */
function readColumns(
  { columns }: Table,
  { parameters, quantities, variance, error, limit }: Mapping,
): string[] {
  const { theory: settings } = limit;
  const theoryError = settings?.error && errorColumnName(settings.error);
  const theory = settings?.file === undefined ? [settings?.column, theoryError] : [];
  const named = new Set([
    ...[parameters, quantities, variance].flatMap((entry) => Object.values(entry)),
    ...Object.values(error).map(errorColumnName),
    ...theory,
    limit.column,
  ]);
  return columns.filter((name) => named.has(name));
}

function reportRows({ reading, planned, importedBefore }: PreparedFile): RowReport[] {
  const { table } = reading;
  const plans = new Map(planned.map((entry) => [entry.row, entry]));
  const isEmpty = emptyTest(table, reading.mapping);
  const wanted = Object.keys(reading.mapping.quantities) as Quantity[];
  // Rows and rejections are both in the file's order, so that one walk tells which is which; lines cannot: JSON may have
  // all of its records on one.
  const kept = reading.rows[Symbol.iterator]();
  const rejected = reading.rejected.filter(({ reason }) => !isRagged(reason))[Symbol.iterator]();
  let nextKept = kept.next().value as LimitRow | undefined;
  const reports = table.rows.map((row): RowReport => {
    if (nextKept !== undefined && nextKept.line === row.line && nextKept.text === row.text) {
      const limitRow = nextKept;
      nextKept = kept.next().value as LimitRow | undefined;
      return importedBefore === null
        ? reportKept(row, limitRow, plans.get(limitRow), wanted)
        : reportRow(row, 'known', { code: 'file-known', import: importedBefore.import });
    }
    return reportRejected(row, rejected.next().value as RejectedCell | undefined, isEmpty(row));
  });
  const raggedReports = table.ragged.map(({ line, path, reason }): RowReport => {
    return { line, path, cells: [], outcome: 'quarantine', detail: { code: 'reason', reason }, faults: [] };
  });
  return [...reports, ...raggedReports];
}

const isRagged = ({ code }: RejectedCell['reason']): boolean =>
  raggedReasonSchema.options.some(({ shape }) => shape.code.value === code);

function reportRejected(row: TableRow, cell: RejectedCell | undefined, isEmpty: boolean): RowReport {
  if (isEmpty || cell === undefined) {
    return reportRow(row, 'empty', { code: 'nothing' });
  }
  return reportRow(row, 'quarantine', { code: 'reason', reason: cell.reason }, [cell.column]);
}

function reportRow(
  { line, path, cells }: TableRow,
  outcome: RowOutcome,
  detail: RowDetail,
  faults: readonly string[] = [],
): RowReport {
  return { line, path, cells, outcome, detail, faults };
}

function reportKept(
  row: TableRow,
  { limits, problems, outside }: LimitRow,
  plan: PlannedRow | undefined,
  wanted: readonly Quantity[],
): RowReport {
  const faults = problems.map(({ column }) => column);
  const report = (outcome: RowOutcome, detail: RowDetail) => reportRow(row, outcome, detail, faults);
  if (plan === undefined) return report('refused', { code: 'nothing' });
  const place: RowDetail = plan.known === null ? { code: 'nothing' } : { code: 'known', place: plan.known };
  if (plan.action === 'skip') return report('known', place);
  if (plan.reason !== null) return report('refused', { code: 'reason', reason: plan.reason });
  if (plan.action === 'replicate') return report('replicate', place);
  if (plan.action === 'replace') return report('replace', place);
  if (outside !== null) return report('outside', { code: 'outside', why: outside });
  const [problem] = problems;
  if (problem !== undefined) {
    return report('partial', { code: 'without', column: problem.column, reason: problem.reason });
  }
  const missing = wanted.filter((quantity) => !limits.some((limit) => limit.quantity === quantity));
  if (missing.length > 0) return report('partial', { code: 'missing', quantities: missing });
  return report('new', { code: 'nothing' });
}

/** Tells whether a row has no limit at all, by the cells that its quantities are read from. */
function emptyTest(table: Table, mapping: Mapping): (row: TableRow) => boolean {
  const isMissing = missingTest(mapping.limit.kind, mapping.missing);
  const indices = Object.values(mapping.quantities).map((name) => table.columns.indexOf(name));
  return ({ cells }) => indices.length > 0 && indices.every((index) => isMissing(cells[index] ?? ''));
}
