import { AVOIDED_STATES, type BatchPointState, PENDING_STATES } from '#shared/domain/batch-point-state.ts';
import { type FailureReason, failureReasonSchema } from '#shared/domain/batch-reason.ts';
import type { Fidelity } from '#shared/domain/fidelity.ts';
import type { ReadableCampaign, WritableCampaign } from './campaign-connection.ts';
import { parseJsonColumn } from './json-column.ts';
import { parseTheta, thetaWriter } from './theta-column.ts';

/** A point for a batch, and why it was chosen. */
export interface NewBatchPoint {
  /** Values of the free parameters, in their own units and the campaign's order. */
  readonly theta: ArrayLike<number>;
  readonly state: 'proposed' | 'pinned';
  /** The rule that picked it (`sur`, `poisson-disc`, `by-hand` …). */
  readonly rule: string;
  /** ŷ and s of ln μ of the first contour quantity when it was proposed; null before any fit. */
  readonly mean: number | null;
  readonly sd: number | null;
  /** p_excl when it was proposed; null before any fit. */
  readonly pExcl: number | null;
  /** H of the exclusion in nats. */
  readonly entropy: number | null;
  /** Distance in v to the nearest point known or pending then. */
  readonly nearest: number | null;
  /** Expected drop of the integrated entropy, in nats. */
  readonly gain: number | null;
  /** Probability that its evaluation succeeds; null where failures did not gather, or were ignored. */
  readonly success?: number | null;
  /** Whether it takes the place of a vetoed point; default false. */
  readonly isRefill?: boolean;
}

export interface BatchPoint extends Required<Omit<NewBatchPoint, 'state'>> {
  /** Stable and unique in the campaign: `b3-017` is the 17th point of batch 3. */
  readonly id: string;
  readonly batch: number;
  /** From 1, in the order in which the points joined the batch. */
  readonly ordinal: number;
  readonly theta: readonly number[];
  readonly state: BatchPointState;
  /** Why the last evaluation failed; stays when a later result arrives. */
  readonly failureReason: FailureReason | null;
  /** Why the analyst vetoed it, in the analyst's words; null without any, and once the veto is taken back. */
  readonly vetoReason: string | null;
  /** The point that it became: set when done or late. */
  readonly pointId: number | null;
  readonly changedAt: string;
}

/** Appends points to a batch under the next ordinals. @returns them, with their ids */
export function addBatchPoints(
  campaign: WritableCampaign,
  batch: number,
  points: Iterable<NewBatchPoint>,
): BatchPoint[] {
  const last = campaign.sql.get<{ ordinal: number }>(
    'SELECT coalesce(max(ordinal), 0) AS ordinal FROM batch_points WHERE batch = @batch',
    { batch },
  );
  let ordinal = last?.ordinal ?? 0;
  const textOf = thetaWriter(campaign);
  const changedAt = campaign.author.now();
  return Array.from(points, (point) => {
    ordinal += 1;
    const id = `b${batch}-${String(ordinal).padStart(3, '0')}`;
    campaign.change.run(
      `INSERT INTO batch_points (id, batch, ordinal, theta, state, rule, mean, sd, p_excl, entropy, nearest, gain,
         success, is_refill, changed_at)
       VALUES (@id, @batch, @ordinal, @theta, @state, @rule, @mean, @sd, @pExcl, @entropy, @nearest, @gain,
         @success, @isRefill, @changedAt)`,
      {
        id,
        batch,
        ordinal,
        theta: textOf(point.theta),
        state: point.state,
        rule: point.rule,
        mean: point.mean,
        sd: point.sd,
        pExcl: point.pExcl,
        entropy: point.entropy,
        nearest: point.nearest,
        gain: point.gain,
        success: point.success ?? null,
        isRefill: point.isRefill ? 1 : 0,
        changedAt,
      },
    );
    return {
      ...point,
      isRefill: point.isRefill ?? false,
      success: point.success ?? null,
      id,
      batch,
      ordinal,
      theta: Array.from(point.theta),
      failureReason: null,
      vetoReason: null,
      pointId: null,
      changedAt,
    };
  });
}

/** The points of a batch by ordinal, vetoed ones included. */
export function pointsOfBatch(campaign: ReadableCampaign, batch: number): BatchPoint[] {
  return select(campaign, 'batch = @batch ORDER BY ordinal', { batch });
}

/** How many points of each batch are in each state; states without points are missing. */
export function countStatesByBatch(
  campaign: ReadableCampaign,
): ReadonlyMap<number, Partial<Record<BatchPointState, number>>> {
  const rows = campaign.sql.all<{ batch: number; state: BatchPointState; count: number }>(
    'SELECT batch, state, count(*) AS count FROM batch_points GROUP BY batch, state',
  );
  const byBatch = Map.groupBy(rows, ({ batch }) => batch);
  return new Map(
    Array.from(byBatch, ([batch, states]) => [
      batch,
      Object.fromEntries(states.map(({ state, count }) => [state, count])),
    ]),
  );
}

/** How many points of all batches are in each state; states without points are missing. */
export function countBatchPoints(campaign: ReadableCampaign): Partial<Record<BatchPointState, number>> {
  const rows = campaign.sql.all<{ state: BatchPointState; count: number }>(
    'SELECT state, count(*) AS count FROM batch_points GROUP BY state',
  );
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}

/** One point by its id (`b3-017`), undefined when there is none. */
export function findBatchPoint(campaign: ReadableCampaign, id: string): BatchPoint | undefined {
  return select(campaign, 'id = @id', { id })[0];
}

/** Points of a fidelity whose result is still to come, of all batches. */
export function pendingBatchPoints(campaign: ReadableCampaign, fidelity: Fidelity): BatchPoint[] {
  return selectInStates(campaign, fidelity, PENDING_STATES);
}

/** Points of a fidelity that failed or were vetoed: neither they nor their like are proposed again. */
export function avoidedBatchPoints(campaign: ReadableCampaign, fidelity: Fidelity): BatchPoint[] {
  return selectInStates(campaign, fidelity, AVOIDED_STATES);
}

/** Points of a fidelity whose latest evaluation failed. */
export function failedBatchPoints(campaign: ReadableCampaign, fidelity: Fidelity): BatchPoint[] {
  return selectInStates(campaign, fidelity, ['failed']);
}

/** A change of state, with what belongs to the new one. */
export type StateChange =
  | { readonly state: 'proposed' | 'pinned' | 'requested' | 'running' }
  | { readonly state: 'vetoed'; readonly vetoReason?: string | null }
  | { readonly state: 'failed'; readonly failureReason: FailureReason }
  | { readonly state: 'done' | 'late'; readonly pointId: number };

/** Moves a batch point to a state. Which moves make sense is the services' matter. */
export function setBatchPointState(campaign: WritableCampaign, id: string, change: StateChange): void {
  campaign.change.run(
    `UPDATE batch_points SET state = @state, point_id = @pointId, changed_at = @changedAt,
       failure_reason = coalesce(@failureReason, failure_reason),
       veto_reason = CASE WHEN @state IN ('proposed', 'pinned', 'vetoed') THEN @vetoReason ELSE veto_reason END
     WHERE id = @id`,
    {
      id,
      state: change.state,
      pointId: 'pointId' in change ? change.pointId : null,
      failureReason: 'failureReason' in change ? JSON.stringify(change.failureReason) : null,
      vetoReason: ('vetoReason' in change ? change.vetoReason : null) ?? null,
      changedAt: campaign.author.now(),
    },
  );
}

/** Takes points out of their batch as if they had never been proposed: nobody outside has heard of them. */
export function deleteBatchPoints(campaign: WritableCampaign, ids: readonly string[]): void {
  for (const id of ids) campaign.change.run('DELETE FROM batch_points WHERE id = @id', { id });
}

function selectInStates(
  campaign: ReadableCampaign,
  fidelity: Fidelity,
  states: readonly BatchPointState[],
): BatchPoint[] {
  return select(
    campaign,
    `state IN (SELECT value FROM json_each(@states))
     AND batch IN (SELECT number FROM batches WHERE fidelity = @fidelity) ORDER BY batch, ordinal`,
    { fidelity, states: JSON.stringify(states) },
  );
}

type BatchPointRow = Omit<BatchPoint, 'theta' | 'isRefill' | 'failureReason'> & {
  readonly failureReason: string | null;
  readonly theta: string;
  readonly isRefill: number;
};

function select(
  campaign: ReadableCampaign,
  where: string,
  parameters: Readonly<Record<string, string | number>>,
): BatchPoint[] {
  return campaign.sql
    .all<BatchPointRow>(
      `SELECT id, batch, ordinal, theta, state, rule, mean, sd, p_excl AS pExcl, entropy, nearest, gain, success,
         is_refill AS isRefill, failure_reason AS failureReason, veto_reason AS vetoReason, point_id AS pointId,
         changed_at AS changedAt
       FROM batch_points WHERE ${where}`,
      parameters,
    )
    .map((row) => ({
      ...row,
      theta: parseTheta(row.theta),
      isRefill: row.isRefill === 1,
      failureReason:
        row.failureReason === null
          ? null
          : parseJsonColumn(failureReasonSchema, row.failureReason, 'batch_points.failure_reason'),
    }));
}
