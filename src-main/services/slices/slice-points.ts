import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import type { SlicePoint } from '#shared/contract/slices/slice.ts';
import type { Quantity } from '#shared/domain/quantity.ts';
import { type NearPoint, placesOf, pointsNear } from '#shared/figures/near-points.ts';
import { listSlicePoints } from './list-slice-points.ts';
import type { SlicePlane } from './slice-plane.ts';

/**
 * The points that are shown beside a slice, as files have them and as figures draw them.
 *
 * @param quantity whose limit says whether a point is excluded
 */
export function pointsNearSlice(
  campaign: ReadableCampaign,
  { space, axes, held }: SlicePlane,
  quantity: Quantity,
): { readonly points: SlicePoint[]; readonly shown: NearPoint[] } {
  const { parameters } = space.definition;
  const columns = listSlicePoints(campaign);
  const plane = {
    x: space.names[axes[0]]!,
    y: space.names[axes[1]]!,
    at: Object.fromEntries(held.map(({ name, value }) => [name, value])),
  };
  const shown = pointsNear(parameters, columns, placesOf(parameters, columns.theta), plane, quantity);
  const points = shown.map(({ index, x, y, distance, fidelity, state }): SlicePoint => {
    const lnMu = columns.y[quantity]?.[index] ?? null;
    const id = lnMu === null ? {} : { id: Number(columns.ids[index]), lnMu };
    return { ...id, x, y, distance, fidelity, state };
  });
  return { points, shown };
}
