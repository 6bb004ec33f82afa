import type {
  ImportedFile,
  ImportResult,
  PlannedRowReport,
  RejectedRow,
} from '#shared/contract/imports/import.ts';
import { tallyOutside } from '#shared/domain/outside-tally.ts';
import type { RejectedCell } from '#shared/limit-files/reasons.ts';
import type { PlannedRow } from './plan-import.ts';
import type { PreparedFile } from './prepare-import.ts';

type Counts = Pick<ImportResult, 'imported' | 'quarantined' | 'duplicates' | 'outside' | 'clipped'>;

/** Whether a row becomes a point. */
export function isTaken({ action }: PlannedRow): boolean {
  return action !== 'refuse' && action !== 'superseded' && action !== 'skip';
}

/** Everything of a file that goes to the quarantine, by line: rows, and single limits of rows that are taken. */
export function rejectedCells({ importedBefore, reading, planned }: PreparedFile): RejectedCell[] {
  if (importedBefore !== null) return [];
  const problems = planned.filter(isTaken).flatMap(({ row }) => row.problems);
  const duplicates = planned.flatMap(({ row, reason }) =>
    reason === null
      ? []
      : [{ line: row.line, path: row.path, column: '', value: '', reason, rowText: row.text }],
  );
  return [...reading.rejected, ...problems, ...duplicates].sort((a, b) => a.line - b.line);
}

/** How many rows of a file went where. */
export function countRows({ importedBefore, reading, planned, duplicates }: PreparedFile): Counts {
  const taken = planned.filter(isTaken);
  const refused = planned.filter(({ reason }) => reason !== null);
  const limits = taken.flatMap((entry) => Object.values(entry.limits));
  return {
    imported: taken.length,
    quarantined: importedBefore === null ? reading.rejected.length + refused.length : 0,
    duplicates,
    outside: taken.filter(({ row }) => row.outside !== null).length,
    clipped: limits.filter(({ isClipped }) => isClipped).length,
  };
}

/** The result of an import as it leaves the program. */
export function describeImport(prepared: readonly PreparedFile[], dryRun: boolean): ImportResult {
  const files = prepared.map(describeFile);
  const total = (key: keyof Counts) => files.reduce((sum, file) => sum + file[key], 0);
  return {
    imported: total('imported'),
    quarantined: total('quarantined'),
    duplicates: total('duplicates'),
    outside: total('outside'),
    clipped: total('clipped'),
    rejected: prepared.flatMap((entry) => rejectedCells(entry).map((cell) => describeRejected(entry, cell))),
    dryRun,
    files,
  };
}

/** One file of an import as it leaves the program. */
export function describeFile(prepared: PreparedFile): ImportedFile {
  const { file, reading, importedBefore, warnings } = prepared;
  return {
    file: file.path,
    sha256: file.sha256,
    format: file.table.format,
    detection: file.detection,
    fidelity: reading.fidelity,
    ...countRows(prepared),
    outsideBy: tallyOutside(prepared.planned.filter(isTaken).map(({ row }) => row.outside)),
    importedBefore,
    findings: [...prepared.findings],
    warnings: [...warnings],
    suggestions: importedBefore === null ? [...reading.suggestions] : [],
  };
}

function describeRejected({ file }: PreparedFile, { rowText: _, ...cell }: RejectedCell): RejectedRow {
  return { file: file.path, ...cell };
}

/**
 * A planned row as it leaves the program.
 *
 * @param names the free parameters, in the order of θ
 */
export function describeRow(file: string, entry: PlannedRow, names: readonly string[]): PlannedRowReport {
  const { row, theta, action, limits } = entry;
  return {
    file,
    line: row.line,
    path: row.path,
    action,
    parameters: Object.fromEntries(names.map((name, axis) => [name, theta[axis] ?? Number.NaN])),
    outside: row.outside,
    limits: Object.fromEntries(
      Object.entries(limits).map(([quantity, { y, knownVariance, isClipped }]) => [
        quantity,
        { y, knownVariance, isClipped },
      ]),
    ),
  };
}
