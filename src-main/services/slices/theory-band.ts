import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { listPoints } from '#main/store/points-repository.ts';
import type { DerivedSlice, Slice } from '#shared/contract/slices/slice.ts';
import type { SlicePlane } from './slice-plane.ts';
import { contoursOf, gridOf } from './slice-quantity.ts';

/**
 * The observed limit where σ_theory lies one standard deviation higher and lower: with e = error/σ_theory,
 * ln μ(σ ± error) = ln μ − ln(1 ± e), since μ = σ_UL/σ_theory. They are derived, never fitted; e between the points
 * is interpolated in v. Empty where no point has an e.
 *
 * @param observedMean posterior mean of ln μ_obs at the plane's allowed nodes
 */
export function theoryBand(
  campaign: ReadableCampaign,
  plane: SlicePlane,
  observedMean: Float64Array,
): Slice['derived'] {
  const { space } = plane;
  const known = listPoints(campaign, 'high').flatMap(({ theta, limits, excludedReason }) => {
    const error = limits.obs?.relativeTheoryError ?? null;
    return error === null || excludedReason !== null ? [] : [{ v: space.toUnit(theta), error }];
  });
  if (known.length === 0) return {};
  const nx = plane.x.values.length;
  const errors = plane.nodes.map((node) => {
    const theta = plane.thetaAt(plane.x.values[node % nx], plane.y.values[Math.floor(node / nx)]);
    return interpolate(known, space.toUnit(theta));
  });
  const shifted = (sign: 1 | -1): DerivedSlice => {
    // An error as large as σ itself would let it vanish: NaN leaves no contour there.
    const mean = observedMean.map((value, index) => value - Math.log(1 + sign * errors[index]));
    return {
      mean: gridOf(plane, mean).map((row) => row.map(finiteOrNull)),
      contours: contoursOf(plane, mean),
    };
  };
  return { obs_th_p1: shifted(1), obs_th_m1: shifted(-1) };
}

const finiteOrNull = (value: number | null): number | null =>
  value !== null && Number.isFinite(value) ? value : null;

/** Shepard's inverse-distance weights (ACM 1968), to the fourth power: smooth, exact at the points, within their range. */
function interpolate(known: readonly { v: Float64Array; error: number }[], v: Float64Array): number {
  let weights = 0;
  let sum = 0;
  for (const point of known) {
    let square = 0;
    for (const [index, place] of v.entries()) square += (place - point.v[index]) ** 2;
    if (square === 0) return point.error;
    const weight = 1 / square ** 2;
    weights += weight;
    sum += weight * point.error;
  }
  return sum / weights;
}
