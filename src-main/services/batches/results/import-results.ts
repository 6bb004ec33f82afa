import type { TextFile } from '#main/files/read-text-file.ts';
import { type BatchPoint, pointsOfBatch } from '#main/store/batch-points-repository.ts';
import { type Batch, listBatches, readBatch } from '#main/store/batches-repository.ts';
import type { ReadableCampaign, WritableCampaign } from '#main/store/campaign-connection.ts';
import { readDefinition } from '#main/store/definition-repository.ts';
import type { ResultsPreview, ResultsReport } from '#shared/contract/batches/results.ts';
import { isPending } from '#shared/domain/batch-point-state.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import { createSpace } from '#shared/domain/space.ts';
import { type LoadedMapping, readLimitFile } from '../../imports/read-limit-file.ts';
import { describeResultRows } from './describe-result-rows.ts';
import { describeResults } from './describe-results.ts';
import { joinResults, type Outcome } from './join-results.ts';
import { rejectResults } from './reject-results.ts';
import { type JoinedResults, storeResults } from './store-results.ts';

export interface ResultsOptions {
  /** The batch that the file answers; by default any. */
  readonly batch?: number | undefined;
  /** Largest distance in v between a row's coordinates and its point; default 1e-4. */
  readonly tolerance?: number | undefined;
}

/**
 * Coordinates come back rounded to six digits by many programs, and proposals keep 1e-2 of distance: what is this near
 * is the same point.
 */
const DEFAULT_TOLERANCE = 1e-4;

/**
 * Joins the results of a batch to its points, by id or by coordinates, in one transaction. Every row of the file has
 * exactly one outcome (see `joinResults`); what cannot be joined or read is kept in the quarantine. A point's result is
 * stored at the θ that was asked for. The same rows may come again in a longer file: they are duplicates then.
 *
 * @throws ContouristError `batch.unknown`, `results.no_batch`, `results.other_fidelity`, `table.…`, `json.…`,
 *   `limit_file.…`, `theory.…`
 */
export function importResults(
  campaign: WritableCampaign,
  file: TextFile,
  mapping: LoadedMapping,
  options: ResultsOptions = {},
): ResultsReport {
  const { joined, batches, missing } = readResults(campaign, file, mapping, options);
  storeResults(campaign, joined, mapping, batches);
  return describeResults(joined, missing);
}

/**
 * What `importResults` would do with a file, row by row; nothing is stored.
 *
 * @throws ContouristError as `importResults`
 */
export function previewResults(
  campaign: ReadableCampaign,
  file: TextFile,
  mapping: LoadedMapping,
  options: ResultsOptions = {},
): ResultsPreview {
  const { joined, missing } = readResults(campaign, file, mapping, options);
  return { report: describeResults(joined, missing), rows: describeResultRows(joined) };
}

interface ReadResults {
  readonly joined: JoinedResults;
  /** The batches in question. */
  readonly batches: readonly Batch[];
  /** Points that wait for a result still. */
  readonly missing: readonly BatchPoint[];
}

function readResults(
  campaign: ReadableCampaign,
  file: TextFile,
  mapping: LoadedMapping,
  options: ResultsOptions,
): ReadResults {
  const batches = batchesInQuestion(campaign, mapping, options.batch);
  const points = batches.flatMap(({ number }) => pointsOfBatch(campaign, number));
  const space = createSpace(readDefinition(campaign));
  const thetaOf = (id: string): Float64Array | null => {
    const point = points.find((candidate) => candidate.id === id);
    return point === undefined ? null : Float64Array.from(point.theta);
  };
  const reading = readLimitFile(file, mapping, space, { results: { thetaOf } });
  const outcomes = joinResults(reading.rows, points, {
    space,
    where: options.batch === undefined ? 'the campaign' : `batch ${options.batch}`,
    tolerance: options.tolerance ?? DEFAULT_TOLERANCE,
    isSuperseded: newerBatchTest(listBatches(campaign)),
  });
  const joined = { file, reading, outcomes, rejected: rejectResults(campaign, reading, outcomes) };
  return { joined, batches, missing: pointsStillMissing(campaign, outcomes, options.batch) };
}

/** The batch that is named, or all of the mapping's fidelity. */
function batchesInQuestion(
  campaign: ReadableCampaign,
  { mapping: { fidelity } }: LoadedMapping,
  number: number | undefined,
): Batch[] {
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

/** Points that the file leaves without an outcome: of the batch that is named, else of those that it speaks of. */
function pointsStillMissing(
  campaign: ReadableCampaign,
  outcomes: readonly Outcome[],
  named: number | undefined,
): BatchPoint[] {
  const spokenOf = outcomes.flatMap((outcome) => ('point' in outcome ? [outcome.point.batch] : []));
  const numbers = named === undefined ? [...new Set(spokenOf)].sort((a, b) => a - b) : [named];
  const answered = new Set(outcomes.flatMap((outcome) => ('point' in outcome ? [outcome.point.id] : [])));
  return numbers
    .flatMap((number) => pointsOfBatch(campaign, number))
    .filter(({ id, state }) => isPending(state) && !answered.has(id));
}
