import { extrapolationBeyond } from '#main/fitting/extrapolation.ts';
import { fidelityOf } from '#main/fitting/gaussian-process/training-set.ts';
import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { surrogateOf } from '#main/surrogates/registry.ts';
import type { Prediction, SurrogateSource } from '#main/surrogates/surrogate.ts';
import type { DerivedSlice, Polyline, Slice } from '#shared/contract/slices/slice.ts';
import type { SliceView } from '#shared/contract/slices/slice-view.ts';
import type { Fidelity } from '#shared/domain/fidelity.ts';
import type { Quantity } from '#shared/domain/quantity.ts';
import { viewOfFields } from '#shared/figures/slice-view.ts';
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

/** What a surrogate says at the plane's allowed nodes, in their order. */
interface Asked {
  /** ŷ of ln μ, or ½ − p of a surrogate without it: the contour is where it is zero. */
  readonly level: Float64Array;
  /** Null where the level alone was asked for. */
  readonly prediction: Prediction | null;
}

interface ComputedQuantity extends Asked {
  readonly hasLnMu: boolean;
  readonly contours: Polyline[];
  /** Standard deviation of ln μ where no point is near; null where the surrogate has none. */
  readonly amplitude: number | null;
  /** How far the plane's allowed nodes are beyond what the fitted points support; 0 and above it extrapolates. */
  readonly excess: Float64Array;
  /** The fidelity of the limits behind it: low where there are no others. */
  readonly fidelity: Fidelity;
}

export interface Computation {
  readonly of: Quantity;
  readonly quantities: readonly Quantity[];
  /** Whether the observed contour at the edges of σ_theory is wanted. */
  readonly withTheory: boolean;
  /** Asks a surrogate at the plane's allowed nodes; of quantities other than `of` the level is enough. */
  ask(source: SurrogateSource, quantity: Quantity): Promise<Asked>;
}

/** Computes predictions, contours, the theory band, and where the fitted bands cross. */
export async function computeSlice(
  campaign: ReadableCampaign,
  { sources }: ShownFits,
  plane: SlicePlane,
  { of, quantities: wanted, withTheory, ask }: Computation,
): Promise<ComputedSlice> {
  const quantities = new Map<Quantity, ComputedQuantity>();
  for (const quantity of wanted) {
    const source = sources.get(quantity);
    if (source === undefined) continue;
    const asked = await ask(source, quantity);
    const surrogate = surrogateOf(source.model);
    const amplitude = surrogate.amplitude(source.model);
    const variance = asked.prediction?.lnMu?.variance ?? null;
    quantities.set(quantity, {
      ...asked,
      hasLnMu: surrogate.facts.gives.lnMu,
      contours: contoursOf(plane, asked.level),
      amplitude,
      excess: extrapolationBeyond(source.training, amplitude).excess(plane.u, variance),
      fidelity: fidelityOf(source.training),
    });
  }
  const observed = quantities.get('obs');
  const fields = Object.fromEntries(
    [...quantities].flatMap(([quantity, { level, hasLnMu }]) =>
      hasLnMu ? [[quantity, { mean: fieldOf(plane, level) }]] : [],
    ),
  );
  const { x, y } = plane;
  return {
    plane,
    of,
    quantities,
    derived: withTheory && observed?.hasLnMu ? theoryBand(campaign, plane, observed.level) : {},
    outside: outsideOf(plane),
    crossings: findCrossings({ x, y, quantities: fields }),
  };
}

/** A computed slice ready to be drawn. */
export function viewOf({ plane, of, quantities, derived, outside, crossings }: ComputedSlice): SliceView {
  const shown = quantities.get(of);
  const lnMu = shown?.prediction?.lnMu;
  const edges: (DerivedSlice | undefined)[] = [derived.obs_th_p1, derived.obs_th_m1];
  return viewOfFields({
    x: plane.x,
    y: plane.y,
    held: plane.held,
    of,
    quantities: Object.fromEntries(
      [...quantities].map(([quantity, { level, hasLnMu, contours, fidelity }]) => [
        quantity,
        { level: fieldOf(plane, level), hasLnMu, lines: contours, fidelity },
      ]),
    ),
    sd: lnMu ? fieldOf(plane, lnMu.variance.map(Math.sqrt)) : null,
    pExcl: shown?.prediction && !lnMu ? fieldOf(plane, shown.prediction.pExcl) : null,
    excess: shown ? fieldOf(plane, shown.excess) : null,
    theory: edges.flatMap((edge) => edge?.contours ?? []),
    outside,
    crossings,
  });
}
