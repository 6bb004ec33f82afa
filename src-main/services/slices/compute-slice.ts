import type { ProcessSource } from '#main/fitting/compute/job-protocol.ts';
import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import type { DerivedSlice, Polyline, Slice } from '#shared/contract/slices/slice.ts';
import type { SliceView } from '#shared/contract/slices/slice-view.ts';
import type { Quantity } from '#shared/domain/quantity.ts';
import { viewOfFields } from '#shared/figures/slice-view.ts';
import { modelAmplitude } from '../surrogates/model-amplitude.ts';
import type { ShownFits } from '../surrogates/shown-fits.ts';
import { findCrossings } from './slice-crossings.ts';
import { outsideOf, type SlicePlane } from './slice-plane.ts';
import { contoursOf, fieldOf } from './slice-quantity.ts';
import { theoryBand } from './theory-band.ts';

/** What the fits say of a plane: the one computation behind the window's pictures and the command line's files. */
export interface ComputedSlice {
  readonly plane: SlicePlane;
  /** Whose probability of exclusion is the field. */
  readonly of: Quantity;
  readonly quantities: ReadonlyMap<Quantity, ComputedQuantity>;
  readonly derived: Slice['derived'];
  readonly outside: Slice['outside'];
  readonly crossings: Slice['crossings'];
}

/** A posterior of ln μ at the plane's allowed nodes, in their order. */
interface ComputedQuantity {
  readonly mean: Float64Array;
  /** Null where the mean alone was asked for. */
  readonly sd: Float64Array | null;
  readonly contours: Polyline[];
  /** Standard deviation of ln μ where no point is near. */
  readonly amplitude: number;
}

export interface Computation {
  readonly of: Quantity;
  readonly quantities: readonly Quantity[];
  /** Whether the observed contour at the edges of σ_theory is wanted. */
  readonly withTheory: boolean;
  /** ŷ and s² at the plane's allowed nodes; the variance is empty where `meanOnly`. */
  predict(
    source: ProcessSource,
    quantity: Quantity,
  ): Promise<{ readonly mean: Float64Array; readonly variance: Float64Array }>;
}

/** Computes posteriors, contours, the theory band, and where the fitted bands cross. */
export async function computeSlice(
  campaign: ReadableCampaign,
  { sources }: ShownFits,
  plane: SlicePlane,
  { of, quantities: wanted, withTheory, predict }: Computation,
): Promise<ComputedSlice> {
  const quantities = new Map<Quantity, ComputedQuantity>();
  for (const quantity of wanted) {
    const source = sources.get(quantity);
    if (source === undefined) continue;
    const { mean, variance } = await predict(source, quantity);
    quantities.set(quantity, {
      mean,
      sd: variance.length > 0 || mean.length === 0 ? variance.map(Math.sqrt) : null,
      contours: contoursOf(plane, mean),
      amplitude: modelAmplitude(source.model),
    });
  }
  const observed = quantities.get('obs');
  const fields = Object.fromEntries(
    [...quantities].map(([quantity, { mean }]) => [quantity, { mean: fieldOf(plane, mean) }]),
  );
  const { x, y } = plane;
  return {
    plane,
    of,
    quantities,
    derived: withTheory && observed ? theoryBand(campaign, plane, observed.mean) : {},
    outside: outsideOf(plane),
    crossings: findCrossings({ x, y, quantities: fields }),
  };
}

/** A computed slice ready to be drawn. */
export function viewOf({ plane, of, quantities, derived, outside, crossings }: ComputedSlice): SliceView {
  const shown = quantities.get(of);
  const edges: (DerivedSlice | undefined)[] = [derived.obs_th_p1, derived.obs_th_m1];
  return viewOfFields({
    x: plane.x,
    y: plane.y,
    held: plane.held,
    of,
    quantities: Object.fromEntries(
      [...quantities].map(([quantity, { mean, contours }]) => [
        quantity,
        { mean: fieldOf(plane, mean), lines: contours },
      ]),
    ),
    sd: fieldOf(plane, shown?.sd ?? new Float64Array()),
    amplitude: shown?.amplitude ?? null,
    theory: edges.flatMap((edge) => edge?.contours ?? []),
    outside,
    crossings,
  });
}
