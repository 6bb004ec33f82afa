import type { FilePlan, RowFate } from '#shared/contract/imports/imports-methods.ts';
import { QUANTITY_NAMES, type Quantity } from '#shared/domain/quantity.ts';
import type { LimitRow } from '#shared/limit-files/limit-row.ts';
import type { Mapping } from '#shared/limit-files/mapping.ts';
import { missingTest } from '#shared/limit-files/missing-value.ts';
import type { RejectedCell, Table, TableRow } from '#shared/limit-files/table.ts';
import type { PlannedRow } from './plan-import.ts';
import type { PreparedFile } from './prepare-import.ts';

/** What becomes of one row, in words. */
interface RowReport {
  readonly line: number;
  readonly cells: readonly string[];
  readonly fate: RowFate;
  readonly reason: string;
  /** Names of columns at fault. */
  readonly faults: readonly string[];
}

/** Every row of a file with what an import does with it and why, in columns. */
export function describeRows(prepared: PreparedFile): Pick<FilePlan, 'columns' | 'rows'> {
  const { table, reading } = prepared;
  const columns = readColumns(table, reading.mapping);
  const reports = reportRows(prepared).sort((a, b) => a.line - b.line);
  const reasons = [...new Set(reports.map(({ reason }) => reason))];
  const reasonIndex = new Map(reasons.map((reason, index) => [reason, index]));
  const cellIndices = columns.map((name) => table.columns.indexOf(name));
  const faults = reports.flatMap((report, row) => {
    const at = report.faults.map((name) => columns.indexOf(name)).filter((index) => index >= 0);
    return at.length === 0 ? [] : [[String(row), at] as const];
  });
  return {
    columns,
    rows: {
      lines: reports.map(({ line }) => line),
      fates: reports.map(({ fate }) => fate),
      reasons,
      reasonOf: reports.map(({ reason }) => reasonIndex.get(reason) ?? 0),
      cells: cellIndices.map((index) => reports.map(({ cells }) => cells[index] ?? '')),
      faults: Object.fromEntries(faults),
    },
  };
}

/** The columns that a completed mapping reads, in the file's order. */
function readColumns(
  { columns }: Table,
  { parameters, quantities, variance, error, limit }: Mapping,
): string[] {
  const theory = limit.theory?.file === undefined ? [limit.theory?.column, limit.theory?.error] : [];
  const named = new Set([
    ...[parameters, quantities, variance, error].flatMap((entry) => Object.values(entry)),
    ...theory,
    limit.column,
  ]);
  return columns.filter((name) => named.has(name));
}

function reportRows({ table, reading, planned, importedBefore }: PreparedFile): RowReport[] {
  const plans = new Map(planned.map((entry) => [entry.row, entry]));
  const isEmpty = emptyTest(table, reading.mapping);
  const wanted = Object.keys(reading.mapping.quantities) as Quantity[];
  const before =
    importedBefore === null
      ? null
      : `this file ${importedBefore.import === null ? 'is here twice' : `is import ${importedBefore.import} already`}`;
  // Rows and rejections are both in the file's order, so that one walk tells which is which; lines cannot: JSON may have
  // all of its records on one.
  const kept = reading.rows[Symbol.iterator]();
  const ragged = new Set(table.ragged);
  const rejected = reading.rejected.filter((cell) => !ragged.has(cell))[Symbol.iterator]();
  let nextKept = kept.next().value as LimitRow | undefined;
  const reports = table.rows.map((row): RowReport => {
    if (nextKept !== undefined && nextKept.line === row.line && nextKept.text === row.text) {
      const limitRow = nextKept;
      nextKept = kept.next().value as LimitRow | undefined;
      return before === null
        ? reportKept(row, limitRow, plans.get(limitRow), wanted)
        : { ...row, fate: 'known', reason: before, faults: [] };
    }
    return reportRejected(row, rejected.next().value as RejectedCell | undefined, isEmpty(row));
  });
  const raggedReports = table.ragged.map(
    ({ line, reason }): RowReport => ({ line, cells: [], fate: 'quarantine', reason, faults: [] }),
  );
  return [...reports, ...raggedReports];
}

function reportRejected(row: TableRow, cell: RejectedCell | undefined, isEmpty: boolean): RowReport {
  const { column = '', reason = 'it cannot be read' } = cell ?? {};
  return {
    ...row,
    fate: isEmpty ? 'empty' : 'quarantine',
    reason: isEmpty ? 'no limit in this row' : reason,
    faults: isEmpty ? [] : [column],
  };
}

function reportKept(
  row: TableRow,
  { limits, problems, outside }: LimitRow,
  plan: PlannedRow | undefined,
  wanted: readonly Quantity[],
): RowReport {
  const faults = problems.map(({ column }) => column);
  const report = (fate: RowFate, reason: string): RowReport => ({ ...row, fate, reason, faults });
  if (plan?.action === 'skip') return report('known', `already here as ${plan.known}`);
  if (plan === undefined || plan.reason !== null) {
    return report('refused', plan?.reason ?? 'it cannot be taken');
  }
  if (plan.action === 'replicate') return report('replicate', `another limit beside ${plan.known}`);
  if (plan.action === 'replace') return report('replace', `takes the place of ${plan.known}`);
  if (outside !== null) return report('outside', `new, outside the space: ${outside}`);
  const [problem] = problems;
  if (problem !== undefined) return report('partial', `new without ${problem.column}: ${problem.reason}`);
  const missing = wanted.filter((quantity) => !limits.some((limit) => limit.quantity === quantity));
  if (missing.length > 0) {
    return report(
      'partial',
      `new, ${missing.map((quantity) => QUANTITY_NAMES[quantity]).join(', ')} missing`,
    );
  }
  return report('new', 'new point');
}

/** Tells whether a row has no limit at all, by the cells that its quantities are read from. */
function emptyTest(table: Table, mapping: Mapping): (row: TableRow) => boolean {
  const isMissing = missingTest(mapping.limit.kind, mapping.missing);
  const indices = Object.values(mapping.quantities).map((name) => table.columns.indexOf(name));
  return ({ cells }) => indices.length > 0 && indices.every((index) => isMissing(cells[index] ?? ''));
}
