import type { ComputeClient } from '#main/fitting/compute/compute-client.ts';
import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import type { Slice } from '#shared/contract/slices/slice.ts';
import type { Quantity } from '#shared/domain/quantity.ts';
import { modelAmplitude } from '../surrogates/model-amplitude.ts';
import { shownFits } from '../surrogates/shown-fits.ts';
import { findCrossings } from './slice-crossings.ts';
import { createSlicePlane, outsideOf, type SliceRequest } from './slice-plane.ts';
import { pointsNearSlice } from './slice-points.ts';
import { fieldOf, quantitySlice } from './slice-quantity.ts';
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
  const fits = shownFits(campaign, 'latest');
  const { sources, iteration, isStale, contour, space } = fits;
  const plane = createSlicePlane(space, request);
  const quantities: Slice['quantities'] = {};
  const means: Partial<Record<Quantity, { mean: Float64Array }>> = {};
  let derived: Slice['derived'] = {};
  for (const [quantity, source] of sources) {
    const posterior = await compute.run('predict', { source, u: plane.u, task: 'high' }, options);
    quantities[quantity] = quantitySlice(plane, posterior, modelAmplitude(source.model));
    means[quantity] = { mean: fieldOf(plane, posterior.mean) };
    if (quantity === 'obs') derived = theoryBand(campaign, plane, posterior.mean);
  }
  const { x, y, held } = plane;
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
    crossings: findCrossings({ x, y, quantities: means }),
  };
  return { slice, campaignName: space.definition.name, iteration, isStale };
}
