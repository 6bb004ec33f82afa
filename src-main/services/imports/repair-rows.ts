import type { ReadableCampaign, WritableCampaign } from '#main/store/campaign-connection.ts';
import { readDefinition } from '#main/store/definition-repository.ts';
import {
  type FileReading,
  findImport,
  type ImportRecord,
  setImportCounts,
} from '#main/store/imports-repository.ts';
import {
  findPointsAt,
  insertLimits,
  insertPoints,
  type Point,
  pointsById,
} from '#main/store/points-repository.ts';
import {
  listQuarantine,
  type QuarantineRecord,
  quarantineRows,
  releaseRows,
} from '#main/store/quarantine-repository.ts';
import { theoryTablesOf } from '#main/store/theory-repository.ts';
import { transaction } from '#main/store/transaction.ts';
import type { RepairReport } from '#shared/contract/imports/imports-methods.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import { createSpace, type Space } from '#shared/domain/space.ts';
import type { LimitRow } from '#shared/limit-files/limit-row.ts';
import { mappingSchema } from '#shared/limit-files/mapping.ts';
import { rereadRows } from '#shared/limit-files/reread-row.ts';
import type { RejectedCell, Table } from '#shared/limit-files/table.ts';
import { ImportPlanner, type PlannedRow } from './plan-import.ts';
import { type LoadedMapping, readLimitTable } from './read-limit-file.ts';
import { storedLimits } from './stored-limits.ts';

/** A quarantined row as somebody has corrected it. */
export interface CorrectedRow {
  readonly id: number;
  readonly rowText: string;
}

/** What comes of one corrected row. */
interface Repair {
  readonly record: ImportRecord;
  readonly entry: QuarantineRecord;
  readonly rowText: string;
  /** What is stored; null where the row still cannot be taken. */
  readonly plan: PlannedRow | null;
  /** The point of the same import and place that only lacks these limits. */
  readonly joins: Point | null;
  /** What is wrong yet: with the row, or with single limits of it. */
  readonly problems: readonly Pick<RejectedCell, 'column' | 'value' | 'reason'>[];
}

/**
 * Reads corrected rows of the quarantine again as their file was read (mapping, theory table, fidelity) and takes those
 * that can be taken into the same import. Rows that cannot stay as they are, and say why. Nothing is stored before `store`.
 *
 * @throws ContouristError `quarantine.unknown`, `quarantine.not_repairable`, `quarantine.not_one_row`
 */
export function repairRows(
  campaign: ReadableCampaign,
  rows: readonly CorrectedRow[],
): { report: RepairReport; store: (writable: WritableCampaign) => void } {
  const repairs = planRepairs(campaign, rows);
  const taken = repairs.filter(({ plan }) => plan !== null);
  const report: RepairReport = {
    taken: taken.length,
    rejected: repairs.flatMap(({ entry, problems }) =>
      problems.map((problem) => ({ id: entry.id, ...problem })),
    ),
  };
  return {
    report,
    store: (writable) => {
      if (taken.length > 0) storeRepairs(writable, taken);
    },
  };
}

function planRepairs(campaign: ReadableCampaign, rows: readonly CorrectedRow[]): Repair[] {
  const quarantine = new Map(listQuarantine(campaign).map((entry) => [entry.id, entry]));
  const space = createSpace(readDefinition(campaign));
  const planner = new ImportPlanner(campaign, 'skip');
  const byImport = Map.groupBy(
    rows.map(({ id, rowText }) => {
      const entry = quarantine.get(id);
      if (entry) return { entry, rowText };
      throw new ContouristError('quarantine.unknown', `Row ${id} is not in the quarantine any more.`, {
        blame: 'usage',
      });
    }),
    ({ entry }) => entry.importId,
  );
  return [...byImport].flatMap(([importId, corrected]) =>
    planOfImport(campaign, importId, corrected, space, planner),
  );
}

function planOfImport(
  campaign: ReadableCampaign,
  importId: number,
  corrected: readonly { readonly entry: QuarantineRecord; readonly rowText: string }[],
  space: Space,
  planner: ImportPlanner,
): Repair[] {
  const { record, reading } = requireReadable(campaign, importId);
  // Each row is told by its place in the list, since lines may repeat.
  const texts = corrected.map(({ rowText }, index) => ({ line: index + 1, text: rowText }));
  const table = rereadRows(texts, reading.format, reading.columns, record.fileName);
  const { rows, rejected } = readLimitTable(table, mappingOf(campaign, record), space);
  const rowAt = new Map(rows.map((row) => [row.line, row]));
  return corrected.map(({ entry, rowText }, index): Repair => {
    const row = rowAt.get(index + 1);
    const refuse = (problems: Repair['problems']): Repair => ({
      record,
      entry,
      rowText,
      plan: null,
      joins: null,
      problems,
    });
    if (row === undefined) return refuse(rejected.filter(({ line }) => line === index + 1).map(problemOf));
    const { news, joins } = whatIsNew(campaign, row, importId);
    if (news.limits.length === 0) {
      const problems = row.problems.map(problemOf);
      return refuse(
        problems.length > 0 ? problems : [{ column: '', value: '', reason: 'all of it is here already' }],
      );
    }
    const [plan] = planner.plan([news], reading.isTest).rows;
    if (plan === undefined || plan.action === 'skip' || plan.reason !== null) {
      const reason = plan?.reason ?? `already here as ${plan?.known}`;
      return refuse([{ column: '', value: '', reason }]);
    }
    return { record, entry, rowText, plan, joins, problems: row.problems.map(problemOf) };
  });
}

function problemOf({ column, value, reason }: RejectedCell): Repair['problems'][number] {
  return { column, value, reason };
}

/** The row without the limits that its import has brought before, and the point that holds those. */
function whatIsNew(
  campaign: ReadableCampaign,
  row: LimitRow,
  importId: number,
): { news: LimitRow; joins: Point | null } {
  if (row.theta === null) return { news: row, joins: null };
  const here = pointsById(campaign, findPointsAt(campaign, row.fidelity, row.theta)).filter(
    (point) => point.importId === importId,
  );
  const isHere = ({ quantity, y }: LimitRow['limits'][number]) =>
    here.some(({ limits }) => limits[quantity]?.y === y);
  const news = { ...row, limits: row.limits.filter((limit) => !isHere(limit)) };
  const lacksThem = (point: Point) =>
    news.limits.every(({ quantity }) => point.limits[quantity] === undefined);
  return { news, joins: here.find(lacksThem) ?? null };
}

function requireReadable(
  campaign: ReadableCampaign,
  importId: number,
): { record: ImportRecord; reading: FileReading } {
  const record = findImport(campaign, importId);
  if (record?.kind === 'limits' && record.reading !== null && record.mapping !== null) {
    return { record, reading: record.reading };
  }
  throw new ContouristError(
    'quarantine.not_repairable',
    record?.kind === 'results'
      ? 'Rows of a results file are not repaired one by one.'
      : `How import ${importId} laid its rows out was not kept by the version that read it.`,
    { hint: 'Correct the file and import it again: what is here already is recognised.' },
  );
}

function mappingOf(campaign: ReadableCampaign, record: ImportRecord): LoadedMapping {
  const mapping = { ...mappingSchema.parse(record.mapping), locate: () => ({ file: record.fileName }) };
  const [theory] = theoryTablesOf(campaign, record.id);
  if (theory === undefined) return { mapping, theory: null };
  const { fileName, sha256, rows } = theory;
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const table: Table = {
    fileName,
    format: { kind: 'records' },
    columns,
    rows: rows.map((row, index) => ({
      line: index + 1,
      cells: columns.map((name) => String(row[name] ?? '')),
      text: JSON.stringify(row),
    })),
    ragged: [],
  };
  return { mapping, theory: { file: { path: fileName, text: '', sha256 }, table } };
}

function storeRepairs(campaign: WritableCampaign, repairs: readonly Repair[]): void {
  campaign.atomically(() => {
    for (const [record, ofImport] of Map.groupBy(repairs, ({ record }) => record)) {
      transaction(
        campaign,
        'repair',
        () => {
          for (const repair of ofImport) storeRepair(campaign, repair);
          setImportCounts(campaign, record.id, {
            ...record.counts,
            imported:
              Number(record.counts.imported ?? 0) + ofImport.filter(({ joins }) => joins === null).length,
          });
        },
        () => ({
          import: record.id,
          file: record.fileName,
          rows: ofImport.map(({ entry, rowText }) => ({
            line: entry.line,
            before: entry.rowText,
            after: rowText,
          })),
        }),
      );
    }
  });
}

function storeRepair(
  campaign: WritableCampaign,
  { record, entry, rowText, plan, joins, problems }: Repair,
): void {
  if (plan === null) return;
  if (joins !== null) insertLimits(campaign, joins.id, storedLimits(plan.row));
  else {
    insertPoints(campaign, [
      {
        fidelity: plan.row.fidelity,
        theta: plan.theta,
        isTest: record.reading?.isTest ?? false,
        importId: record.id,
        limits: plan.limits,
      },
    ]);
  }
  // Several entries may speak of one row: what of it is still wrong is said again, with the corrected text.
  const ofSameRow = listQuarantine(campaign, record.id).filter(
    ({ line, rowText: text }) => line === entry.line && text === entry.rowText,
  );
  releaseRows(
    campaign,
    ofSameRow.map(({ id }) => id),
  );
  quarantineRows(
    campaign,
    record.id,
    problems.map(({ column, value, reason }) => ({
      file: entry.file,
      line: entry.line,
      column: column || null,
      value: column ? value : null,
      reason,
      rowText,
    })),
  );
}
