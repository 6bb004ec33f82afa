import { distance } from '#main/fitting/rows.ts';
import type { BatchPoint } from '#main/store/batch-points-repository.ts';
import { isPending } from '#shared/domain/batch-point-state.ts';
import type { FailureReason } from '#shared/domain/batch-reason.ts';
import type { Space } from '#shared/domain/space.ts';
import type { LimitRow } from '#shared/limit-files/limit-row.ts';
import type { SimpleReason } from '#shared/limit-files/reasons.ts';

/**
 * What a row of a results file turns out to be:
 * `joined` the result of a point that waits for it; `late` the result of a point that the campaign went on without (it
 * belongs to a batch older than the newest of its fidelity, or had failed or been vetoed); `failed` the news that a
 * point failed; `duplicate` further news of a point that has its outcome; `unknown` of no point that was asked for.
 */
export type Outcome =
  | { readonly kind: 'joined' | 'late'; readonly row: LimitRow; readonly point: BatchPoint }
  | {
      readonly kind: 'failed';
      readonly row: LimitRow;
      readonly point: BatchPoint;
      readonly reason: FailureReason;
    }
  | {
      readonly kind: 'duplicate';
      readonly row: LimitRow;
      readonly point: BatchPoint;
      readonly answeredBy: LimitRow | null;
    }
  | { readonly kind: 'unknown'; readonly row: LimitRow; readonly reason: SimpleReason };

export interface JoinOptions {
  readonly space: Space;
  /** The only batch in question; null where all are. */
  readonly batch: number | null;
  /** Largest distance in v between a row's coordinates and the point that it belongs to. */
  readonly tolerance: number;
  /** Whether a newer batch of the same fidelity exists than this one. */
  readonly isSuperseded: (batch: number) => boolean;
}

/** Ids that this program gave out; others are the grid's own numbering. */
const OUR_ID = /^b\d+-\d+$/;

/**
 * Finds the point of each row by its id, else by its coordinates, and tells the outcomes apart. Results count before
 * failures: a job that failed and was run again stands in the file twice.
 *
 * @param rows of a results file, in its order
 * @param points of the batches in question, in any state
 * @returns one outcome per row, in the order of the rows
 */
export function joinResults(
  rows: readonly LimitRow[],
  points: readonly BatchPoint[],
  options: JoinOptions,
): Outcome[] {
  const places = createPlaces(points, options.space);
  const answered = new Map<string, LimitRow>();
  const outcomes = new Map<LimitRow, Outcome>();
  const isFailure = ({ result }: LimitRow): boolean => result?.status === 'failed';
  for (const row of [...rows.filter((row) => !isFailure(row)), ...rows.filter(isFailure)]) {
    const found = findPoint(row, places, options);
    if ('code' in found) {
      outcomes.set(row, { kind: 'unknown', row, reason: found });
      continue;
    }
    const outcome = judge(row, found, answered.get(found.id) ?? null, options);
    if (outcome.kind !== 'duplicate') answered.set(found.id, row);
    outcomes.set(row, outcome);
  }
  return rows.flatMap((row) => outcomes.get(row) ?? []);
}

function judge(
  row: LimitRow,
  point: BatchPoint,
  answeredBy: LimitRow | null,
  { isSuperseded }: JoinOptions,
): Outcome {
  const isFailure = row.result?.status === 'failed';
  const isAnswered =
    point.state === 'done' || point.state === 'late' || (isFailure && point.state === 'failed');
  if (answeredBy !== null || isAnswered) return { kind: 'duplicate', row, point, answeredBy };
  if (isFailure) {
    const text = row.result?.reason ?? null;
    const reason: FailureReason = text === null ? { code: 'unexplained' } : { code: 'text', text };
    return { kind: 'failed', row, point, reason };
  }
  const isLate = !isPending(point.state) || isSuperseded(point.batch);
  return { kind: isLate ? 'late' : 'joined', row, point };
}

interface Place {
  readonly point: BatchPoint;
  readonly v: Float64Array;
}

interface Places {
  readonly byId: ReadonlyMap<string, Place>;
  /** Those that wait first, then the newest: among equals the earlier one is meant. */
  readonly byPreference: readonly Place[];
}

function createPlaces(points: readonly BatchPoint[], space: Space): Places {
  const places = points.map((point) => ({ point, v: space.toUnit(point.theta) }));
  const rank = ({ state, batch }: BatchPoint): number => (isPending(state) ? 0 : 1e9) - batch;
  return {
    byId: new Map(places.map((place) => [place.point.id, place])),
    byPreference: [...places].sort((a, b) => rank(a.point) - rank(b.point)),
  };
}

/** @returns the point, or why there is none */
function findPoint(
  row: LimitRow,
  places: Places,
  { space, batch, tolerance }: JoinOptions,
): BatchPoint | SimpleReason {
  const id = row.result?.id ?? null;
  const v = row.theta === null ? null : space.toUnit(row.theta);
  const named = id === null ? undefined : places.byId.get(id);
  if (named !== undefined) {
    const away = v === null ? 0 : distance(v, named.v);
    if (away <= tolerance) return named.point;
    return { code: 'coordinates-contradict-id', point: named.point.id, distance: away };
  }
  if (id !== null && (v === null || OUR_ID.test(id))) return { code: 'unknown-id', id, batch };
  if (v === null) return { code: 'names-no-point' };
  let nearest: BatchPoint | null = null;
  let away = Number.POSITIVE_INFINITY;
  for (const place of places.byPreference) {
    const candidate = distance(v, place.v);
    if (candidate < away) [nearest, away] = [place.point, candidate];
  }
  if (nearest === null) return { code: 'no-points', batch };
  return away <= tolerance ? nearest : { code: 'no-point-here', batch, nearest: nearest.id, distance: away };
}

/** How many rows had which outcome. */
export function countOutcomes(outcomes: readonly Outcome[]): Record<Outcome['kind'], number> {
  const counts = { joined: 0, failed: 0, late: 0, duplicate: 0, unknown: 0 };
  for (const { kind } of outcomes) counts[kind] += 1;
  return counts;
}
