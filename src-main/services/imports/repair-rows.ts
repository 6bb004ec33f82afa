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
import { rereadRows } from '#shared/formats/reread-rows.ts';
import type { Table } from '#shared/formats/table.ts';
import type { LimitRow } from '#shared/limit-files/limit-row.ts';
import { mappingSchema } from '#shared/limit-files/mapping.ts';
import type { LimitFileReading } from '#shared/limit-files/read-limits.ts';
import type { Reason, RejectedCell } from '#shared/limit-files/reasons.ts';
import type { Outcome } from '../batches/results/join-results.ts';
import { contradiction, type ReadResults, readResults } from '../batches/results/read-results.ts';
import { storeOutcome } from '../batches/results/store-results.ts';
import { addsNothing, ImportPlanner } from './plan-import.ts';
import { type LoadedMapping, readLimitFile } from './read-limit-file.ts';
import { storedLimits } from './stored-limits.ts';

/** A quarantined row as somebody has corrected it. */
export interface CorrectedRow {
  readonly id: number;
  readonly rowText: string;
}

type Problem = Pick<RejectedCell, 'column' | 'value' | 'reason'>;

/** What comes of the content of one corrected row. */
interface Verdict {
  /** Stores what can be taken; null where nothing can. */
  readonly take: ((campaign: WritableCampaign) => void) | null;
  /** The count of its import that grows by one; null where the row completes a point that is counted already. */
  readonly counted: string | null;
  /** What is wrong yet: with the row, or with single limits of it. */
  readonly problems: readonly Problem[];
}

interface Repair extends Verdict {
  readonly record: ImportRecord;
  readonly entry: QuarantineRecord;
  readonly rowText: string;
}

/**
 * Reads corrected rows of the quarantine again as their file was read (mapping, theory table, fidelity) and takes those
 * that can be taken into the same import; rows of results find their batch point again. Rows that cannot stay as they
 * are, and say why. Nothing is stored before `store`.
 *
 * @throws ContouristError `quarantine.unknown`, `quarantine.not_repairable`, `quarantine.not_one_row`
 */
export function repairRows(
  campaign: ReadableCampaign,
  rows: readonly CorrectedRow[],
): { report: RepairReport; store: (writable: WritableCampaign) => void } {
  const repairs = planRepairs(campaign, rows);
  const taken = repairs.filter(({ take }) => take !== null);
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
  return [...byImport].flatMap(([importId, corrected]) => {
    const { record, reading } = requireReadable(campaign, importId);
    // Each row is told by its place in the list, since lines may repeat.
    const texts = corrected.map(({ rowText }, index) => ({ line: index + 1, text: rowText }));
    const table = rereadRows(texts, reading.format, reading.columns, record.fileName);
    const verdictOn =
      record.kind === 'results'
        ? judgeResults(campaign, record, reading, table)
        : judgeLimits(campaign, record, reading, table, space, planner);
    return corrected.map(
      ({ entry, rowText }, index): Repair => ({ record, entry, rowText, ...verdictOn(index + 1) }),
    );
  });
}

const refuse = (problems: readonly Problem[]): Verdict => ({ take: null, counted: null, problems });

const refuseRow = (reason: Reason): Verdict => refuse([{ column: '', value: '', reason }]);

const problemsOfLine = ({ rejected }: LimitFileReading, line: number): Problem[] =>
  rejected.filter((cell) => cell.line === line).map(problemOf);

function problemOf({ column, value, reason }: RejectedCell): Problem {
  return { column, value, reason };
}

function judgeLimits(
  campaign: ReadableCampaign,
  record: ImportRecord,
  { isTest }: FileReading,
  table: Table,
  space: Space,
  planner: ImportPlanner,
): (line: number) => Verdict {
  const reading = readLimitFile({ table }, mappingOf(campaign, record), space);
  const rowAt = new Map(reading.rows.map((row) => [row.line, row]));
  return (line) => {
    const row = rowAt.get(line);
    if (row === undefined) return refuse(problemsOfLine(reading, line));
    const problems = row.problems.map(problemOf);
    const { news, joins } = whatIsNew(campaign, row, record.id);
    if (news.limits.length === 0) {
      return problems.length > 0 ? refuse(problems) : refuseRow({ code: 'already-here', of: null });
    }
    const [plan] = planner.plan([news], isTest).rows;
    if (plan === undefined || plan.action === 'skip' || plan.reason !== null) {
      return refuseRow(plan?.reason ?? { code: 'already-here', of: plan?.known ?? null });
    }
    const { fidelity } = plan.row;
    const point = {
      fidelity,
      theta: plan.theta,
      isTest,
      importId: record.id,
      limits: plan.limits,
    };
    return {
      take: (writable) => {
        if (joins !== null) insertLimits(writable, joins.id, storedLimits(plan.row));
        else insertPoints(writable, [point]);
      },
      counted: joins === null ? 'imported' : null,
      problems,
    };
  };
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

function judgeResults(
  campaign: ReadableCampaign,
  record: ImportRecord,
  { results: options }: FileReading,
  table: Table,
): (line: number) => Verdict {
  const { fileName: path, sha256 } = record;
  const results = readResults(campaign, { path, sha256, table }, mappingOf(campaign, record), {
    batch: options?.batch ?? undefined,
    tolerance: options?.tolerance ?? undefined,
  });
  const outcomeAt = new Map(results.outcomes.map((outcome) => [outcome.row.line, outcome]));
  return (line) => {
    const outcome = outcomeAt.get(line);
    if (outcome === undefined) return refuse(problemsOfLine(results.reading, line));
    if (outcome.kind === 'unknown') return refuseRow(outcome.reason);
    if (outcome.kind === 'duplicate') return judgeFurtherResult(campaign, record, outcome);
    return takeOutcome(record, results, outcome);
  };
}

function takeOutcome(record: ImportRecord, results: ReadResults, outcome: Outcome): Verdict {
  return {
    take: (writable) => storeOutcome(writable, record.id, results, outcome),
    counted: outcome.kind,
    problems: outcome.row.problems.map(problemOf),
  };
}

/** A row for a point that has its result: limits that the point lacks join it, where the others are the same. */
function judgeFurtherResult(
  campaign: ReadableCampaign,
  record: ImportRecord,
  outcome: Extract<Outcome, { kind: 'duplicate' }>,
): Verdict {
  const { row, point } = outcome;
  const [known] = point.pointId === null ? [] : pointsById(campaign, [point.pointId]);
  const contradicts = refuseRow(contradiction(outcome).reason);
  if (known === undefined || outcome.answeredBy !== null || known.importId !== record.id) return contradicts;
  const isKnown = ({ quantity }: LimitRow['limits'][number]) => known.limits[quantity] !== undefined;
  const same = storedLimits({ ...row, limits: row.limits.filter(isKnown) });
  const news = storedLimits({ ...row, limits: row.limits.filter((limit) => !isKnown(limit)) });
  if (!addsNothing(same, [known.limits])) return contradicts;
  const problems = row.problems.map(problemOf);
  if (Object.keys(news).length === 0) {
    const of = { kind: 'point', id: known.id, isTest: known.isTest } as const;
    return problems.length > 0 ? refuse(problems) : refuseRow({ code: 'already-here', of });
  }
  return { take: (writable) => insertLimits(writable, known.id, news), counted: null, problems };
}

function requireReadable(
  campaign: ReadableCampaign,
  importId: number,
): { record: ImportRecord; reading: FileReading } {
  const record = findImport(campaign, importId);
  if (record?.reading && record.mapping !== null) return { record, reading: record.reading };
  throw new ContouristError(
    'quarantine.not_repairable',
    `How import ${importId} laid its rows out was not kept by the version that read it.`,
    { hint: 'Correct the file and import it again: what is here already is recognised.' },
  );
}

function mappingOf(campaign: ReadableCampaign, record: ImportRecord): LoadedMapping {
  const { fidelity, ...settings } = mappingSchema.parse(record.mapping);
  const mapping = {
    ...settings,
    // The batches say of which fidelity results are.
    ...(record.kind === 'limits' && fidelity !== undefined && { fidelity }),
    locate: () => ({ file: record.fileName }),
  };
  const [theory] = theoryTablesOf(campaign, record.id);
  if (theory === undefined) return { mapping, theory: null };
  const { fileName, sha256, rows } = theory;
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const table: Table = {
    fileName,
    name: null,
    format: { kind: 'records' },
    columns,
    rows: rows.map((row, index) => ({
      line: index + 1,
      path: null,
      cells: columns.map((name) => String(row[name] ?? '')),
      text: JSON.stringify(row),
    })),
    ragged: [],
  };
  return { mapping, theory: { path: fileName, sha256, table } };
}

function storeRepairs(campaign: WritableCampaign, repairs: readonly Repair[]): void {
  campaign.atomically(() => {
    for (const [record, ofImport] of Map.groupBy(repairs, ({ record }) => record)) {
      transaction(
        campaign,
        'repair',
        () => {
          for (const repair of ofImport) storeRepair(campaign, repair);
          const counts = { ...record.counts };
          for (const { counted } of ofImport) {
            if (counted !== null) counts[counted] = Number(counts[counted] ?? 0) + 1;
          }
          setImportCounts(campaign, record.id, counts);
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

function storeRepair(campaign: WritableCampaign, { record, entry, rowText, take, problems }: Repair): void {
  take?.(campaign);
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
      path: entry.path,
      column: column || null,
      value: column ? value : null,
      reason,
      rowText,
    })),
  );
}
