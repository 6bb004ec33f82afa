import { isDeepStrictEqual } from 'node:util';
import {
  addBatchPoints,
  type BatchPoint,
  deleteBatchPoints,
  type NewBatchPoint,
  pointsOfBatch,
  setBatchPointState,
} from '#main/store/batch-points-repository.ts';
import { type Batch, readBatch, setShortfallReason } from '#main/store/batches-repository.ts';
import type { ReadableCampaign, WritableCampaign } from '#main/store/campaign-connection.ts';
import { readDefinition } from '#main/store/definition-repository.ts';
import { thetaText } from '#main/store/theta-column.ts';
import { transaction } from '#main/store/transaction.ts';
import type { BatchReport } from '#shared/contract/batches/batch.ts';
import { isPending } from '#shared/domain/batch-point-state.ts';
import type { Shortfall } from '#shared/domain/batch-reason.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import { createSpace } from '#shared/domain/space.ts';
import { describeBatch } from './describe-batch.ts';
import { findPoints } from './find-batch-points.ts';
import { BY_HAND } from './known-places.ts';
import { type OccupiedPoints, occupiedPoints } from './occupied-points.ts';

/** What an analyst wants different about a batch. */
export interface BatchEdit {
  /** Ids of points that are not to be evaluated. */
  readonly veto: readonly string[];
  /** Why they are not. */
  readonly vetoReason?: string | null;
  /** Ids of points that are; a vetoed one comes back. */
  readonly pin: readonly string[];
  /** Ids of points whose pin or veto is taken back: they are proposed, as the rule chose them. */
  readonly release?: readonly string[];
  /** θ of points that join the batch, inside the campaign. */
  readonly add: readonly ArrayLike<number>[];
}

/** A point with the reasons for it, not yet part of a batch. */
export type ExplainedPoint = Omit<NewBatchPoint, 'state'>;

/** Asks the campaign's fits, wherever they run. */
export interface BatchAdvisor {
  /** Further points for a batch by its own method and seed, with the reason for fewer than `count`. */
  propose(
    batch: Batch,
    count: number,
    occupied: OccupiedPoints,
  ): Promise<{ readonly points: readonly ExplainedPoint[]; readonly reason: Shortfall | null }>;
  /** What the fits say of points that somebody else chose, in their order. */
  explain(
    batch: Batch,
    thetas: readonly ArrayLike<number>[],
    occupied: OccupiedPoints,
  ): Promise<readonly Omit<ExplainedPoint, 'theta' | 'rule'>[]>;
}

/**
 * Vetoes, pins, releases and adds points of a batch, as one step. Before the batch is exported, vetoed points are
 * replaced: the batch refills to the number asked for, points added by hand counted on top; where a veto is taken back,
 * the newest replacement leaves again. Afterwards it only shrinks: a veto withdraws a request, and a result that comes
 * nevertheless is taken as late.
 *
 * @throws ContouristError `batch.unknown`, `batch.unknown_point`, `batch.contradiction`, `batch.settled_point`,
 *   `batch.frozen`, `batch.point_present`, `batch.changed`, and those of the advisor; nothing is changed then
 */
export async function editBatch(
  campaign: WritableCampaign,
  number: number,
  edit: BatchEdit,
  advisor: BatchAdvisor,
): Promise<BatchReport> {
  const batch = readBatch(campaign, number);
  const points = pointsOfBatch(campaign, number);
  const changes = checkEdit(batch, points, edit);
  const { vetoed, pinned, released, superfluous, refillCount } = changes;
  if (vetoed.length + pinned.length + released.length + edit.add.length === 0)
    return describeBatch(campaign, number);
  const space = createSpace(readDefinition(campaign));
  const occupied = occupiedPoints(campaign, space, batch.fidelity, {
    vetoed: new Set(edit.veto),
    pinned: new Set([...edit.pin, ...released.map(({ id }) => id)]),
    removed: new Set(superfluous.map(({ id }) => id)),
    added: edit.add,
  });
  const explained =
    edit.add.length === 0 ? [] : await advisor.explain(batch, edit.add, explainAgainst(occupied, edit));
  const refill = refillCount === 0 ? null : await advisor.propose(batch, refillCount, occupied);
  transaction(
    campaign,
    'edit-batch',
    () => {
      refuseChanged(campaign, batch, points);
      const vetoReason = edit.vetoReason ?? null;
      for (const { id } of vetoed) setBatchPointState(campaign, id, { state: 'vetoed', vetoReason });
      for (const { id } of pinned) setBatchPointState(campaign, id, { state: 'pinned' });
      for (const point of released)
        setBatchPointState(campaign, point.id, { state: stateWhenReleased(point) });
      deleteBatchPoints(
        campaign,
        superfluous.map(({ id }) => id),
      );
      const added = edit.add.map((theta, index): NewBatchPoint => {
        const reasons = explained[index] ?? NOTHING_KNOWN;
        return { ...reasons, theta, state: 'pinned', rule: BY_HAND };
      });
      const picked =
        refill?.points.map((point): NewBatchPoint => ({ ...point, state: 'proposed', isRefill: true })) ?? [];
      if (refill !== null) setShortfallReason(campaign, number, refill.reason);
      return addBatchPoints(campaign, number, [...added, ...picked]);
    },
    (joined) => ({
      batch: number,
      vetoed: edit.veto,
      ...(edit.vetoReason && { reason: edit.vetoReason }),
      pinned: edit.pin,
      released: released.map(({ id }) => id),
      removed: superfluous.map(({ id }) => id),
      added: joined.slice(0, edit.add.length).map(({ id }) => id),
      refilled: joined.slice(edit.add.length).map(({ id }) => id),
    }),
  );
  return describeBatch(campaign, number);
}

const NOTHING_KNOWN = {
  mean: null,
  sd: null,
  pExcl: null,
  entropy: null,
  nearest: null,
  gain: null,
  success: null,
};

interface CheckedEdit {
  readonly vetoed: readonly BatchPoint[];
  readonly pinned: readonly BatchPoint[];
  readonly released: readonly BatchPoint[];
  /** Replacements of vetoed points that come back. */
  readonly superfluous: readonly BatchPoint[];
  /** How many points the rule is to add. */
  readonly refillCount: number;
}

function checkEdit(
  batch: Batch,
  points: readonly BatchPoint[],
  { veto, pin, release = [], add }: BatchEdit,
): CheckedEdit {
  refuseContradictions({ vetoed: veto, pinned: pin, released: release });
  if (batch.frozenAt !== null && pin.length + release.length + add.length > 0) {
    throw new ContouristError(
      'batch.frozen',
      `Batch ${batch.number} was frozen at ${batch.frozenAt}: no point can join it or be pinned.`,
      {
        hint: 'Points can be withdrawn with --veto, and failed ones reset; further points make the next batch.',
      },
    );
  }
  const vetoed = findPoints(points, batch.number, veto).filter(({ state }) => state !== 'vetoed');
  const pinned = findPoints(points, batch.number, pin);
  const released = findPoints(points, batch.number, release).filter(
    (point) => point.state !== stateWhenReleased(point),
  );
  const settled = [...vetoed, ...pinned, ...released].find(
    ({ state }) => !isPending(state) && state !== 'vetoed',
  );
  if (settled !== undefined) {
    throw new ContouristError('batch.settled_point', `${settled.id} is ${settled.state} already.`, {
      hint: 'Only points whose result is still to come can be vetoed or pinned.',
    });
  }
  const changing = new Set([...vetoed, ...pinned, ...released].map(({ id }) => id));
  const staying = [
    ...points.filter(({ id, state }) => isPending(state) && !changing.has(id)),
    ...pinned,
    ...released,
  ];
  refusePresent(staying, add);
  // Outcomes that came before the export fill a place of the batch as well.
  const settledCount = points.filter(({ state }) => !isPending(state) && state !== 'vetoed').length;
  const byRule = staying.filter(({ rule }) => rule !== BY_HAND).length + settledCount;
  const back = released.filter(({ state, rule }) => state === 'vetoed' && rule !== BY_HAND).length;
  const surplus = Math.min(back, Math.max(0, byRule - batch.requested));
  const superfluous = surplus === 0 ? [] : staying.filter(isReplaceable).slice(-surplus);
  const mayRefill = batch.frozenAt === null && vetoed.length > 0;
  const refillCount = mayRefill ? Math.max(0, batch.requested - byRule) : 0;
  return { vetoed, pinned, released, superfluous, refillCount };
}

/** What somebody chose by hand is wanted for as long as it is not vetoed. */
function stateWhenReleased({ rule }: BatchPoint): 'pinned' | 'proposed' {
  return rule === BY_HAND ? 'pinned' : 'proposed';
}

function refuseContradictions(wanted: Readonly<Record<string, readonly string[]>>): void {
  const seen = new Map<string, string>();
  for (const [what, ids] of Object.entries(wanted)) {
    for (const id of new Set(ids)) {
      const before = seen.get(id);
      if (before !== undefined) {
        throw new ContouristError('batch.contradiction', `${id} is to be ${before} and ${what} at once.`);
      }
      seen.set(id, what);
    }
  }
}

/** A replacement that the analyst has said nothing about. */
function isReplaceable({ isRefill, state }: BatchPoint): boolean {
  return isRefill && state === 'proposed';
}

/**
 * Asking the fits takes its time: results or an export may come meanwhile, and the answer is to another batch then.
 *
 * @throws ContouristError `batch.changed`
 */
export function refuseChanged(campaign: ReadableCampaign, batch: Batch, points: readonly BatchPoint[]): void {
  const { number } = batch;
  if (isDeepStrictEqual([batch, points], [readBatch(campaign, number), pointsOfBatch(campaign, number)]))
    return;
  throw new ContouristError('batch.changed', `Batch ${number} has changed meanwhile.`, {
    hint: 'Look at it again and repeat what still applies.',
  });
}

function refusePresent(staying: readonly BatchPoint[], add: BatchEdit['add']): void {
  const present = new Map(staying.map(({ theta, id }) => [thetaText(theta), id]));
  for (const theta of add) {
    const place = thetaText(theta);
    const twin = present.get(place);
    if (twin !== undefined) {
      throw new ContouristError(
        'batch.point_present',
        `The point ${place} is in the batch already (${twin}).`,
      );
    }
    present.set(place, 'it is to be added twice');
  }
}

/** How far an added point is from the others: it is not to be measured against itself. */
function explainAgainst({ known, pending }: OccupiedPoints, { add }: BatchEdit): OccupiedPoints {
  const dimension = add[0]?.length ?? 0;
  return { known, pending: pending.subarray(0, pending.length - add.length * dimension) };
}
