import { pendingBatchPoints } from '#main/store/batch-points-repository.ts';
import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { listPoints } from '#main/store/points-repository.ts';
import type { SlicePoint } from '#shared/contract/slices/slice.ts';
import { FIDELITIES } from '#shared/domain/fidelity.ts';
import type { Quantity } from '#shared/domain/quantity.ts';
import type { SlicePlane } from './slice-plane.ts';

/** Distance in v beyond which a point says little about a slice and is left out. */
export const FARTHEST_POINT = 0.25;

/**
 * The fitted points near a slice with their known limit, and the pending ones without. Points outside the campaign's
 * space, excluded ones and test points are left out.
 *
 * @param quantity whose limit says whether a point is excluded
 */
export function pointsNearSlice(
  campaign: ReadableCampaign,
  plane: SlicePlane,
  quantity: Quantity,
): SlicePoint[] {
  return FIDELITIES.flatMap((fidelity) => {
    const known = listPoints(campaign, fidelity)
      .filter(({ isTest, excludedReason }) => !isTest && excludedReason === null)
      .flatMap(({ id, theta, limits }) => {
        const lnMu = limits[quantity]?.y;
        return lnMu === undefined ? [] : [{ id, theta, lnMu }];
      });
    const pending = pendingBatchPoints(campaign, fidelity).map(({ theta }) => ({ theta }));
    return [...known, ...pending].flatMap(({ theta, ...point }): SlicePoint[] => {
      const distance = distanceFrom(plane, theta);
      if (distance > FARTHEST_POINT || !plane.space.contains(theta)) return [];
      return [{ ...point, x: theta[plane.axes[0]], y: theta[plane.axes[1]], distance, fidelity }];
    });
  });
}

/** Distance in v from the plane: in the parameters that are on no axis. */
function distanceFrom({ space, axes, thetaAt }: SlicePlane, theta: readonly number[]): number {
  const v = space.toUnit(theta);
  const foot = space.toUnit(thetaAt(theta[axes[0]], theta[axes[1]]));
  return Math.hypot(...v.map((place, index) => place - foot[index]));
}
