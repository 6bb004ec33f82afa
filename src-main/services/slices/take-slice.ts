import type { ComputeClient } from '#main/fitting/compute/compute-client.ts';
import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import type { FigurePoint } from '#shared/contract/slices/figure.ts';
import type { Slice } from '#shared/contract/slices/slice.ts';
import type { SliceView } from '#shared/contract/slices/slice-view.ts';
import { shownFits } from '../surrogates/shown-fits.ts';
import { type ComputedSlice, computeSlice, viewOf } from './compute-slice.ts';
import { createSlicePlane, type SliceRequest } from './slice-plane.ts';
import { pointsNearSlice } from './slice-points.ts';
import { levelOf, quantitySlice } from './slice-quantity.ts';

/** A slice for files, and the fits that it shows. */
export interface TakenSlice {
  readonly slice: Slice;
  /** The same to be drawn, with its points. */
  readonly view: SliceView;
  readonly points: FigurePoint[];
  /** The campaign's name: the figure's title. */
  readonly campaignName: string;
  readonly iteration: number;
  /** Whether limits, bounds or constraints have changed since that iteration was fitted. */
  readonly isStale: boolean;
}

/**
 * A slice of the campaign's current fits: predictions, contours, points near it, and where the fitted bands cross.
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
  const computed = await computeSlice(campaign, fits, plane, {
    of: contour,
    quantities: [...sources.keys()],
    withTheory: true,
    ask: async (source) => {
      const prediction = await compute.run('predict', { source, u: plane.u, task: 'high' }, options);
      return { level: levelOf(prediction), prediction };
    },
  });
  const { points, shown } = pointsNearSlice(campaign, plane, contour);
  return {
    slice: sliceOf(computed, points),
    view: viewOf(computed),
    points: shown,
    campaignName: space.definition.name,
    iteration,
    isStale,
  };
}

function sliceOf(computed: ComputedSlice, points: Slice['points']): Slice {
  const { plane, of, quantities, derived, outside, crossings } = computed;
  return {
    x: plane.x,
    y: plane.y,
    fixed: Object.fromEntries(plane.held.map(({ name, value }) => [name, value])),
    held: [...plane.held],
    contour: of,
    quantities: Object.fromEntries(
      [...quantities].flatMap(([quantity, { prediction, ...found }]) =>
        prediction ? [[quantity, quantitySlice(plane, { prediction, ...found })]] : [],
      ),
    ),
    derived,
    outside,
    points,
    crossings,
  };
}
