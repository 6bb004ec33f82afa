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
  | {
      readonly kind: 'joined' | 'late';
      readonly row: LimitRow;
      readonly point: BatchPoint;
      /** θ of the limits: the row's own where it differs from the point's. */
      readonly theta: ArrayLike<number>;
      /** Whether it does. */
      readonly isElsewhere: boolean;
    }
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
  /** Largest distance in v between a row's coordinates and the point that it belongs to; null for the usual ones. */
  readonly tolerance: number | null;
  /** Whether a newer batch of the same fidelity exists than this one. */
  readonly isSuperseded: (batch: number) => boolean;
}

/**
 * Without an id a row belongs to the nearest point. Coordinates come back in six digits from many programs, and
 * proposals keep 1e-2 of distance: what is this near is the same point.
 */
const DEFAULT_TOLERANCE = 1e-4;

/**
 * A row with the right id may differ by what run cards do to numbers: rounding to the digits that the row itself has,
 * and up to this distance in v whatever the digits. The limits keep the row's own place, so that nothing is moved; the
 * bound is there to notice the results of other points. Proposals keep 1e-2 of distance.
 */
const DEFAULT_TOLERANCE_WITH_ID = 1e-2;

/** Rounding moves a point by no more than this distance in v: `0` for 0.4 of a range from 0 to 1 is no rounding. */
const MOST_ROUNDING = 0.05;

/** A place that differs by less than this in v was written in fewer digits; a limit does not change by that. */
const SAME_PLACE = 1e-6;

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
  { isSuperseded, space }: JoinOptions,
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
  const isElsewhere =
    row.theta !== null && !(distance(space.toUnit(row.theta), space.toUnit(point.theta)) <= SAME_PLACE);
  const theta = isElsewhere && row.theta !== null ? row.theta : point.theta;
  return { kind: isLate ? 'late' : 'joined', row, point, theta, isElsewhere };
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
    if (v === null || row.theta === null) return named.point;
    const away = distance(v, named.v);
    const isNear = away <= (tolerance ?? DEFAULT_TOLERANCE_WITH_ID);
    if (isNear || (tolerance === null && away <= MOST_ROUNDING && isRounded(row.theta, named.point.theta))) {
      return named.point;
    }
    const worst = worstAxis(v, named.v);
    return {
      code: 'coordinates-contradict-id',
      point: named.point.id,
      distance: Number.isFinite(away) ? away : null,
      worst: {
        name: space.names[worst],
        asked: named.point.theta[worst],
        measured: row.theta[worst],
      },
    };
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
  return away <= (tolerance ?? DEFAULT_TOLERANCE)
    ? nearest
    : { code: 'no-point-here', batch, nearest: nearest.id, distance: away };
}

/** Whether every value is another one rounded to the digits that it has itself; whole numbers may be in units of 1. */
function isRounded(theta: ArrayLike<number>, asked: ArrayLike<number>): boolean {
  return Array.from(theta).every(
    // A little more than half a unit: either number may be off by its last bit.
    (value, axis) => Math.abs(value - asked[axis]) <= 0.500001 * unitOfLastDigit(value),
  );
}

/** 1 for 437 and 400, 0.01 for 0.25; the digits are those that read back to the same float64. */
function unitOfLastDigit(value: number): number {
  const [mantissa = '', exponent = '0'] = String(Math.abs(value)).split('e');
  const decimals = mantissa.split('.')[1]?.length ?? 0;
  return 10 ** (Number(exponent) - decimals);
}

function worstAxis(v: Float64Array, asked: Float64Array): number {
  const away = Array.from(v, (value, axis) => {
    const difference = Math.abs(value - asked[axis]);
    return Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference;
  });
  return away.indexOf(Math.max(...away));
}

/** How many rows had which outcome. */
export function countOutcomes(outcomes: readonly Outcome[]): Record<Outcome['kind'], number> {
  const counts = { joined: 0, failed: 0, late: 0, duplicate: 0, unknown: 0 };
  for (const { kind } of outcomes) counts[kind] += 1;
  return counts;
}
