import { isDeepStrictEqual } from 'node:util';
import { type BatchPoint, pointsOfBatch } from '#main/store/batch-points-repository.ts';
import { type Batch, listBatches, readBatch } from '#main/store/batches-repository.ts';
import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { readDefinition } from '#main/store/definition-repository.ts';
import { pointsById } from '#main/store/points-repository.ts';
import { isPending } from '#shared/domain/batch-point-state.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import { createSpace } from '#shared/domain/space.ts';
import type { LimitRow } from '#shared/limit-files/limit-row.ts';
import type { LimitFileReading } from '#shared/limit-files/read-limits.ts';
import type { Reason, RejectedCell } from '#shared/limit-files/reasons.ts';
import { addsNothing } from '../../imports/plan-import.ts';
import { type LoadedMapping, readLimitFile } from '../../imports/read-limit-file.ts';
import { storedLimits } from '../../imports/stored-limits.ts';
import type { TableFile } from '../../imports/table-file.ts';
import { joinResults, type Outcome } from './join-results.ts';

export interface ResultsOptions {
  /** The batch that the file answers; by default any. */
  readonly batch?: number | undefined;
  /**
   * Largest distance in v between a row's coordinates and its point. By default 1e-4, and for rows with the point's id
   * what rounding explains (see `joinResults`).
   */
  readonly tolerance?: number | undefined;
}

/** What of a file is read of results: its table, and where it is from. */
export type ResultsFile = Pick<TableFile, 'path' | 'sha256' | 'table'> & Partial<TableFile>;

/** A results file that is read and joined; nothing of it is stored yet. */
export interface ReadResults {
  readonly campaign: ReadableCampaign;
  readonly file: ResultsFile;
  readonly mapping: LoadedMapping;
  readonly options: ResultsOptions;
  readonly reading: LimitFileReading;
  /** One for each row that can be read, in the file's order. */
  readonly outcomes: readonly Outcome[];
  /** The batches in question. */
  readonly batches: readonly Batch[];
  /** Points that wait for a result still. */
  readonly missing: readonly BatchPoint[];
}

/**
 * Reads a results file as any limit file is read, and joins its rows to the points of batches.
 *
 * @throws ContouristError `batch.unknown`, `results.no_batch`, `results.other_fidelity`, `limit_file.…`, `theory.…`
 */
export function readResults(
  campaign: ReadableCampaign,
  file: ResultsFile,
  mapping: LoadedMapping,
  options: ResultsOptions,
): ReadResults {
  const batches = batchesInQuestion(campaign, mapping, options.batch);
  const points = batches.flatMap(({ number }) => pointsOfBatch(campaign, number));
  const pointOf = new Map(points.map((point) => [point.id, point]));
  const space = createSpace(readDefinition(campaign));
  const thetaOf = (id: string): Float64Array | null => {
    const point = pointOf.get(id);
    return point === undefined ? null : Float64Array.from(point.theta);
  };
  const fidelities = new Set(batches.map(({ fidelity }) => fidelity));
  const [fidelity] = fidelities.size === 1 ? fidelities : [];
  const reading = readLimitFile(file, mapping, space, {
    results: { thetaOf },
    ...(fidelity !== undefined && { fidelity }),
  });
  const outcomes = joinResults(reading.rows, points, {
    space,
    batch: options.batch ?? null,
    tolerance: options.tolerance ?? null,
    isSuperseded: newerBatchTest(listBatches(campaign)),
  });
  const missing = pointsStillMissing(campaign, outcomes, batches, options.batch);
  return { campaign, file, mapping, options, reading, outcomes, batches, missing };
}

/**
 * What of a results file is not taken and has to be kept, by line: rows that cannot be read, rows of no point that was
 * asked for, second results that differ from the first, and single limits of rows whose others are taken.
 */
export function rejectedResults({ campaign, reading, outcomes }: ReadResults): RejectedCell[] {
  const cells = outcomes.flatMap((outcome): readonly RejectedCell[] => {
    const { kind, row } = outcome;
    if (kind === 'unknown') return [wholeRow(row, outcome.reason)];
    if (kind === 'duplicate') return isRepetition(campaign, outcome) ? [] : [contradiction(outcome)];
    return row.problems;
  });
  return [...reading.rejected, ...cells].sort((a, b) => a.line - b.line);
}

type Duplicate = Extract<Outcome, { kind: 'duplicate' }>;

/** Whether a row says what is known already: a longer results file often begins with the rows of the shorter one. */
export function isRepetition(campaign: ReadableCampaign, { row, point, answeredBy }: Duplicate): boolean {
  if (answeredBy !== null) {
    return (
      isDeepStrictEqual(outcomeOf(answeredBy), outcomeOf(row)) &&
      addsNothing(storedLimits(row), [storedLimits(answeredBy)])
    );
  }
  if (row.result?.status === 'failed') {
    const { reason } = row.result;
    return reason === null || (point.failureReason?.code === 'text' && point.failureReason.text === reason);
  }
  const [known] = point.pointId === null ? [] : pointsById(campaign, [point.pointId]);
  return known !== undefined && addsNothing(storedLimits(row), [known.limits]);
}

const outcomeOf = ({ result }: LimitRow) => ({ status: result?.status, reason: result?.reason });

/** A second outcome of a point that is not its first. */
export function contradiction({ row, point, answeredBy }: Duplicate): RejectedCell {
  return wholeRow(row, {
    code: 'other-outcome',
    point: point.id,
    line: answeredBy?.line ?? null,
    state: answeredBy === null ? point.state : null,
  });
}

function wholeRow({ line, path, text }: LimitRow, reason: Reason): RejectedCell {
  return { line, path, column: '', value: '', reason, rowText: text };
}

/** The batch that is named, or all of the mapping's fidelity. */
function batchesInQuestion(
  campaign: ReadableCampaign,
  { mapping }: LoadedMapping,
  number: number | undefined,
): Batch[] {
  const fidelity = mapping?.fidelity;
  if (number === undefined) {
    const batches = listBatches(campaign).filter(
      (batch) => fidelity === undefined || batch.fidelity === fidelity,
    );
    if (batches.length > 0) return batches;
    const kind = fidelity === undefined ? 'batch' : `batch at ${fidelity} fidelity`;
    throw new ContouristError(
      'results.no_batch',
      `The campaign has no ${kind} that results could belong to.`,
      {
        hint: 'Limits that no batch asked for are read with `contourist import`.',
      },
    );
  }
  const batch = readBatch(campaign, number);
  if (fidelity === undefined || fidelity === batch.fidelity) return [batch];
  throw new ContouristError(
    'results.other_fidelity',
    `The mapping says ${fidelity} fidelity, batch ${number} asked for ${batch.fidelity}.`,
  );
}

/** Whether a newer batch of the same fidelity than a given one exists. */
function newerBatchTest(batches: readonly Batch[]): (number: number) => boolean {
  const fidelityOf = new Map(batches.map(({ number, fidelity }) => [number, fidelity]));
  const newestOf = new Map(batches.map(({ number, fidelity }) => [fidelity, number]));
  return (number) => {
    const fidelity = fidelityOf.get(number);
    return fidelity !== undefined && (newestOf.get(fidelity) ?? 0) > number;
  };
}

/**
 * Points that the file leaves without an outcome: of the batch that is named, else of those that it speaks of, else
 * (nothing of it belongs to any) of all that could be meant.
 */
function pointsStillMissing(
  campaign: ReadableCampaign,
  outcomes: readonly Outcome[],
  batches: readonly Batch[],
  named: number | undefined,
): BatchPoint[] {
  const spokenOf = new Set(outcomes.flatMap((outcome) => ('point' in outcome ? [outcome.point.batch] : [])));
  const inQuestion = batches.filter(({ number }) => named !== undefined || spokenOf.has(number));
  const answered = new Set(outcomes.flatMap((outcome) => ('point' in outcome ? [outcome.point.id] : [])));
  return (inQuestion.length > 0 ? inQuestion : batches)
    .flatMap(({ number }) => pointsOfBatch(campaign, number))
    .filter(({ id, state }) => isPending(state) && !answered.has(id));
}
