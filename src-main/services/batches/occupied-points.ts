import { avoidedBatchPoints, pendingBatchPoints } from '#main/store/batch-points-repository.ts';
import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { listPoints } from '#main/store/points-repository.ts';
import type { Fidelity } from '#shared/domain/fidelity.ts';
import type { Space } from '#shared/domain/space.ts';

/** Where there is no need for another point; v of the points, row-major. */
export interface OccupiedPoints {
  /** Nothing is proposed near: points that have limits, and those that failed or were vetoed. n × d. */
  readonly known: Float64Array;
  /** Nothing is proposed near, and they are taken as measured: their results are still to come. m × d. */
  readonly pending: Float64Array;
}

/** Changes to a batch that are not stored yet. */
export interface PendingChanges {
  /** Ids that become vetoed. */
  readonly vetoed: ReadonlySet<string>;
  /** Ids that become pinned: a vetoed point comes back by it. */
  readonly pinned: ReadonlySet<string>;
  /** Ids of points that leave as if they had never been proposed. */
  readonly removed?: ReadonlySet<string>;
  /** θ of points that join. */
  readonly added: readonly ArrayLike<number>[];
}

const NO_CHANGES: PendingChanges = { vetoed: new Set(), pinned: new Set(), added: [] };

/**
 * The places that a proposal at this fidelity keeps away from. Test points and excluded points do not count: a test set
 * may cover the space, and an excluded limit is to be replaced.
 */
export function occupiedPoints(
  campaign: ReadableCampaign,
  space: Space,
  fidelity: Fidelity,
  { vetoed, pinned, removed, added }: PendingChanges = NO_CHANGES,
): OccupiedPoints {
  const fitted = listPoints(campaign, fidelity).filter(
    (point) => !point.isTest && point.excludedReason === null,
  );
  const pending = pendingBatchPoints(campaign, fidelity).filter(({ id }) => !removed?.has(id));
  const avoided = avoidedBatchPoints(campaign, fidelity);
  const thetas = (points: readonly { readonly theta: ArrayLike<number> }[]) =>
    points.map(({ theta }) => theta);
  return {
    known: unitRows(space, [
      ...thetas(fitted),
      ...thetas(avoided.filter(({ id }) => !pinned.has(id))),
      ...thetas(pending.filter(({ id }) => vetoed.has(id))),
    ]),
    pending: unitRows(space, [
      ...thetas(pending.filter(({ id }) => !vetoed.has(id))),
      ...thetas(avoided.filter(({ id }) => pinned.has(id))),
      ...added,
    ]),
  };
}

function unitRows(space: Space, thetas: readonly ArrayLike<number>[]): Float64Array {
  const rows = new Float64Array(thetas.length * space.names.length);
  thetas.forEach((theta, index) => {
    rows.set(space.toUnit(theta), index * space.names.length);
  });
  return rows;
}
