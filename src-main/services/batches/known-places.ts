import { distance } from '#main/fitting/rows.ts';
import {
  type BatchPoint,
  failedBatchPoints,
  pendingBatchPoints,
} from '#main/store/batch-points-repository.ts';
import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { listPoints } from '#main/store/points-repository.ts';
import { isPending } from '#shared/domain/batch-point-state.ts';
import type { KnownPlace } from '#shared/domain/batch-reason.ts';
import type { Fidelity } from '#shared/domain/fidelity.ts';
import type { Space } from '#shared/domain/space.ts';

/** How `rule` names a point that the analyst added. */
export const BY_HAND = 'by-hand';

/** In v; what results without an id are joined by, so that nearer points are one place. */
const SAME_PLACE = 1e-4;

/**
 * What is known already at the places of points that were added by hand and whose results are still to come, by id. A
 * rule keeps away from known places by itself; test points and excluded ones do not count, as there.
 */
export function knownPlaces(
  campaign: ReadableCampaign,
  { toUnit }: Pick<Space, 'toUnit'>,
  fidelity: Fidelity,
  points: readonly BatchPoint[],
): ReadonlyMap<string, KnownPlace> {
  const asked = points.filter(({ rule, state }) => rule === BY_HAND && isPending(state));
  if (asked.length === 0) return new Map();
  const places: { readonly v: Float64Array; readonly id: string | null; readonly known: KnownPlace }[] = [
    ...listPoints(campaign, fidelity)
      .filter(({ isTest, excludedReason }) => !isTest && excludedReason === null)
      .map(({ id, theta }) => {
        return { v: toUnit(theta), id: null, known: { code: 'has-limits' as const, point: id } };
      }),
    ...pendingBatchPoints(campaign, fidelity).map(({ id, theta }) => {
      return { v: toUnit(theta), id, known: { code: 'asked-for' as const, id } };
    }),
    ...failedBatchPoints(campaign, fidelity).map(({ id, theta }) => {
      return { v: toUnit(theta), id, known: { code: 'failed-before' as const, id } };
    }),
  ];
  return new Map(
    asked.flatMap(({ id, theta }) => {
      const v = toUnit(theta);
      const found = places.find((place) => place.id !== id && distance(place.v, v) <= SAME_PLACE);
      return found === undefined ? [] : [[id, found.known]];
    }),
  );
}
