import { type BandPair, bandNeighbours, type Quantity } from '#shared/domain/quantity.ts';
import type { Space } from '#shared/domain/space.ts';
import { row } from '../rows.ts';
import { averageOverVolume, type VolumeSample } from './volume-sample.ts';

/** Two fitted edges of the expected band in the wrong order somewhere: `lower` lies above `upper`. */
export interface BandCrossing extends BandPair {
  /** Share of the allowed volume, with its Monte-Carlo error. */
  readonly share: number;
  readonly error: number;
  /** θ of up to three sample points, the deepest crossing first. */
  readonly examples: readonly Float64Array[];
}

const EXAMPLES = 3;

/**
 * Where fitted band edges cross: the quantities are fitted one by one, so nothing keeps them in order.
 *
 * @param means ŷ of each fitted quantity at the sample's points
 */
export function bandCrossings(
  space: Space,
  sample: VolumeSample,
  means: ReadonlyMap<Quantity, Float64Array>,
): BandCrossing[] {
  const crossings: BandCrossing[] = [];
  for (const { lower, upper } of bandNeighbours(means.keys())) {
    const depth = depths(means, lower, upper);
    const { value: share, error } = averageOverVolume(
      sample,
      depth.map((value) => (value > 0 ? 1 : 0)),
    );
    if (share === 0) continue;
    const deepest = Array.from(depth.keys())
      .filter((i) => depth[i] > 0)
      .sort((a, b) => depth[b] - depth[a]);
    const examples = deepest
      .slice(0, EXAMPLES)
      .map((i) => space.fromUnit(row(sample.v, i, space.names.length)));
    crossings.push({ lower, upper, share, error, examples });
  }
  return crossings;
}

/** By how much `lower` lies above `upper`, in ln μ. */
function depths(means: ReadonlyMap<Quantity, Float64Array>, lower: Quantity, upper: Quantity): Float64Array {
  const above = means.get(lower) ?? new Float64Array();
  const below = means.get(upper) ?? new Float64Array();
  return above.map((value, i) => value - below[i]);
}
