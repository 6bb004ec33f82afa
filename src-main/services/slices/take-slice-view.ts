import type { ComputeClient } from '#main/fitting/compute/compute-client.ts';
import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import type { SliceResolution, TakenSliceView } from '#shared/contract/slices/slices-methods.ts';
import { BAND_EDGES, QUANTITIES, type Quantity } from '#shared/domain/quantity.ts';
import { type ShownFits, shownFits } from '../surrogates/shown-fits.ts';
import { coarseNodes, learnPace } from './coarse-nodes.ts';
import { computeSlice, viewOf } from './compute-slice.ts';
import { createSlicePlane, type SliceRequest } from './slice-plane.ts';
import { levelOf } from './slice-quantity.ts';
import { levelInTurns, predictInTurns } from './take-turns.ts';

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
  let waited = 0;
  const started = performance.now();
  const options = { urgency: resolution, signal };
  const computed = await computeSlice(campaign, fits, plane, {
    of: shown,
    quantities: quantitiesFor(resolution, fits, shown),
    withTheory: resolution === 'full',
    ask: async (source, quantity) => {
      const asked = performance.now();
      if (quantity === shown) {
        const { found, milliseconds } = await predictInTurns(compute, source, plane.u, options);
        waited += performance.now() - asked - milliseconds;
        return { level: levelOf(found), prediction: found };
      }
      const { found, milliseconds } = await levelInTurns(compute, source, plane.u, options);
      waited += performance.now() - asked - milliseconds;
      return { level: found, prediction: null };
    },
  });
  if (resolution === 'coarse') learnPace(compute, plane.nodes.length, performance.now() - started - waited);
  const view = viewOf(computed);
  const { iteration: taken, isStale } = fits;
  return { view, iteration: taken, isStale, resolution, milliseconds: performance.now() - started - waited };
}

/** A small panel shows contours and the ±1σ band alone. */
function quantitiesFor(resolution: SliceResolution, { sources }: ShownFits, shown: Quantity): Quantity[] {
  const fitted = QUANTITIES.filter((quantity) => sources.has(quantity));
  if (resolution !== 'panel') return fitted;
  return fitted.filter(
    (quantity) => quantity === shown || !Object.values<Quantity>(BAND_EDGES[2]).includes(quantity),
  );
}
