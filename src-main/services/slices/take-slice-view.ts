import type { ComputeClient } from '#main/fitting/compute/compute-client.ts';
import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import type { SliceResolution, TakenSliceView } from '#shared/contract/slices/slices-methods.ts';
import { BAND_EDGES, QUANTITIES, type Quantity } from '#shared/domain/quantity.ts';
import { viewOfFields } from '#shared/figures/slice-view.ts';
import { modelAmplitude } from '../surrogates/model-amplitude.ts';
import { type ShownFits, shownFits } from '../surrogates/shown-fits.ts';
import { coarseNodes, learnPace } from './coarse-nodes.ts';
import { findCrossings } from './slice-crossings.ts';
import { createSlicePlane, outsideOf, type SlicePlane, type SliceRequest } from './slice-plane.ts';
import { contoursOf, fieldOf } from './slice-quantity.ts';
import { predictInTurns } from './take-turns.ts';
import { theoryBand } from './theory-band.ts';

/** Nodes along each axis of what need not follow a slider. */
const NODES: Readonly<Record<Exclude<SliceResolution, 'coarse'>, number>> = { full: 101, panel: 25 };

export interface SliceViewRequest extends Omit<SliceRequest, 'grid'> {
  /** An iteration as it was then; null for the newest fits on the limits as they are now. */
  readonly iteration: number | null;
  /** Null for the campaign's contour quantity. */
  readonly of: Quantity | null;
  readonly resolution: SliceResolution;
}

/**
 * A slice ready to be drawn, as coarse as a slider needs it or as fine as a page.
 *
 * @throws ContouristError `fit.none`, `fit.stale`, `fit.no_iteration`, `slice.…`; the signal's reason
 */
export async function takeSliceView(
  campaign: ReadableCampaign,
  compute: ComputeClient,
  { iteration, of, resolution, ...request }: SliceViewRequest,
  { signal }: { readonly signal?: AbortSignal | undefined } = {},
): Promise<TakenSliceView> {
  const fits = shownFits(campaign, iteration ?? 'latest');
  const grid = resolution === 'coarse' ? coarseNodes(compute) : NODES[resolution];
  const plane = createSlicePlane(fits.space, { ...request, grid });
  const shown = of !== null && fits.sources.has(of) ? of : fits.contour;
  const means: Partial<Record<Quantity, Float64Array>> = {};
  let sd = new Float64Array();
  let milliseconds = 0;
  for (const quantity of quantitiesFor(resolution, fits, shown)) {
    const source = fits.sources.get(quantity);
    if (source === undefined) continue;
    const meanOnly = quantity !== shown;
    const posterior = await predictInTurns(compute, source, plane.u, {
      urgency: resolution,
      meanOnly,
      signal,
    });
    milliseconds += posterior.milliseconds;
    means[quantity] = posterior.mean;
    if (quantity === shown) sd = posterior.variance.map(Math.sqrt);
  }
  if (resolution === 'coarse') learnPace(compute, plane.nodes.length, milliseconds);
  const drawn = performance.now();
  const view = drawView(campaign, fits, plane, { of: shown, means, sd, withTheory: resolution === 'full' });
  const { iteration: taken, isStale } = fits;
  milliseconds += performance.now() - drawn;
  return { view, iteration: taken, isStale, resolution, milliseconds };
}

/** A small panel shows contours and the ±1σ band alone. */
function quantitiesFor(resolution: SliceResolution, { sources }: ShownFits, shown: Quantity): Quantity[] {
  const fitted = QUANTITIES.filter((quantity) => sources.has(quantity));
  if (resolution !== 'panel') return fitted;
  return fitted.filter(
    (quantity) => quantity === shown || !Object.values<Quantity>(BAND_EDGES[2]).includes(quantity),
  );
}

function drawView(
  campaign: ReadableCampaign,
  { sources }: ShownFits,
  plane: SlicePlane,
  {
    of,
    means,
    sd,
    withTheory,
  }: {
    readonly of: Quantity;
    readonly means: Readonly<Partial<Record<Quantity, Float64Array>>>;
    readonly sd: Float64Array;
    readonly withTheory: boolean;
  },
): TakenSliceView['view'] {
  const quantities: Parameters<typeof viewOfFields>[0]['quantities'] = Object.fromEntries(
    Object.entries(means).map(([quantity, mean]) => [
      quantity,
      { mean: fieldOf(plane, mean), lines: contoursOf(plane, mean) },
    ]),
  );
  const theory = withTheory && means.obs ? theoryBand(campaign, plane, means.obs) : {};
  const model = sources.get(of)?.model;
  return viewOfFields({
    x: plane.x,
    y: plane.y,
    held: plane.held,
    of,
    quantities,
    sd: fieldOf(plane, sd),
    amplitude: model === undefined ? null : modelAmplitude(model),
    theory: [theory.obs_th_p1, theory.obs_th_m1].flatMap((edge) => edge?.contours ?? []),
    outside: outsideOf(plane),
    crossings: findCrossings({ x: plane.x, y: plane.y, quantities }),
  });
}
