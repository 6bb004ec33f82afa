import type { ComputeClient } from '#main/fitting/compute/compute-client.ts';
import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { readDefinition } from '#main/store/definition-repository.ts';
import type { Slice } from '#shared/contract/slice.ts';
import { createSpace } from '#shared/domain/space.ts';
import { regionWhere } from '#shared/numerics/grid-region.ts';
import { fittedProcesses } from './fitted-processes.ts';
import { findCrossings } from './slice-crossings.ts';
import { createSlicePlane, type SlicePlane, type SliceRequest } from './slice-plane.ts';
import { pointsNearSlice } from './slice-points.ts';
import { quantitySlice } from './slice-quantity.ts';
import { theoryBand } from './theory-band.ts';

/** A slice, and the fits that it shows. */
export interface TakenSlice {
  readonly slice: Slice;
  /** The campaign's name: the figure's title. */
  readonly campaignName: string;
  readonly iteration: number;
  /** Whether limits, bounds or constraints have changed since that iteration was fitted. */
  readonly isStale: boolean;
}

/**
 * A slice of the campaign's current fits: posterior, contours, points near it, and where the fitted bands cross.
 *
 * @throws ContouristError `fit.none` before the first fit, `fit.stale`, `slice.…`, those of the compute process
 */
export async function takeSlice(
  campaign: ReadableCampaign,
  compute: ComputeClient,
  request: SliceRequest,
  options: { readonly signal?: AbortSignal | undefined } = {},
): Promise<TakenSlice> {
  const definition = readDefinition(campaign);
  const plane = createSlicePlane(createSpace(definition), request);
  const { sources, iteration, isStale } = fittedProcesses(campaign, plane.space);
  const quantities: Slice['quantities'] = {};
  let derived: Slice['derived'] = {};
  for (const [quantity, source] of sources) {
    const posterior = await compute.run('predict', { source, u: plane.u, task: 'high' }, options);
    quantities[quantity] = quantitySlice(plane, posterior);
    if (quantity === 'obs') derived = theoryBand(campaign, plane, posterior.mean);
  }
  const { x, y, held } = plane;
  const contour = definition.contour.find((quantity) => sources.has(quantity)) ?? definition.contour[0];
  const slice: Slice = {
    x,
    y,
    fixed: Object.fromEntries(held.map(({ name, value }) => [name, value])),
    held: [...held],
    contour,
    quantities,
    derived,
    outside: outsideOf(plane),
    points: pointsNearSlice(campaign, plane, contour),
    crossings: findCrossings({ x, y, quantities }),
  };
  return { slice, campaignName: definition.name, iteration, isStale };
}

function outsideOf({ x, y, contains }: SlicePlane): Slice['outside'] {
  return regionWhere(Float64Array.from(x.values), Float64Array.from(y.values), (a, b) => !contains(a, b));
}
