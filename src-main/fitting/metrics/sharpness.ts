import type { Space } from '#shared/domain/space.ts';
import type { ContourPoints } from './contour-points.ts';
import { type Field, slopes } from './field.ts';
import { row } from './rows.ts';
import { weightedQuantile } from './weighted-statistics.ts';

/** How far off the contour may be by one standard deviation: median and 90th percentile over the contour. */
export interface Sharpness {
  readonly median: number;
  readonly p90: number;
}

export interface ContourSharpness {
  /** s/|∇_v ŷ|, the uncertainty across the contour in v, √d (the box's diagonal) at most. */
  readonly across: Sharpness;
  /**
   * s/|∂ŷ/∂θ_j| by parameter, in the parameter's own unit: by how much θ_j alone may move before ŷ has changed by its
   * standard deviation. The slope is taken at the point, on a log scale too (Δθ = θ ln 10 Δlog₁₀θ there). The range
   * upper − lower at most: along a parameter on which ŷ does not depend, the contour says nothing.
   */
  readonly byParameter: ReadonlyMap<string, Sharpness>;
}

/** @returns null where the field has no slope at any point of its contour */
export async function contourSharpness(
  space: Space,
  field: Field,
  contour: ContourPoints,
): Promise<ContourSharpness | null> {
  const d = space.names.length;
  const { sd } = await field.predict(contour.v);
  const { gradient } = await slopes(field, contour.v, d);
  const rows = Array.from(sd.keys()).filter((i) => row(gradient, i, d).every(Number.isFinite));
  if (rows.length === 0) return null;

  const weight = normalised(Float64Array.from(rows, (i) => contour.weight[i]));
  const over = (of: (row: number) => number): Sharpness => {
    const values = Float64Array.from(rows, of);
    return { median: weightedQuantile(values, weight, 0.5), p90: weightedQuantile(values, weight, 0.9) };
  };
  const across = over((i) => Math.min(Math.sqrt(d), sd[i] / Math.hypot(...row(gradient, i, d))));
  const byParameter = space.definition.parameters.map((parameter, j): [string, Sharpness] => {
    const range = parameter.upper - parameter.lower;
    const unitsPerV = (i: number): number => {
      if (parameter.scale === 'linear') return range;
      const theta = space.fromUnit(row(contour.v, i, d))[j];
      return theta * Math.log(parameter.upper / parameter.lower);
    };
    return [
      parameter.name,
      over((i) => Math.min(range, (unitsPerV(i) * sd[i]) / Math.abs(gradient[i * d + j]))),
    ];
  });
  return { across, byParameter: new Map(byParameter) };
}

/**
 * Median over the contour of s against half the width of the expected ±1σ band, (ŷ_+1σ − ŷ_−1σ)/2: well below 1 the
 * model is no longer what limits the exclusion. ∞ where the band has no width.
 */
export async function bandRatio(
  contour: ContourPoints,
  field: Field,
  band: { readonly plus: Field; readonly minus: Field },
): Promise<number> {
  const { sd } = await field.predict(contour.v);
  const plus = await band.plus.mean(contour.v);
  const minus = await band.minus.mean(contour.v);
  const ratios = sd.map((s, i) => s / Math.max(0, (plus[i] - minus[i]) / 2));
  return weightedQuantile(ratios, contour.weight, 0.5);
}

function normalised(weight: Float64Array): Float64Array {
  const total = weight.reduce((sum, value) => sum + value, 0);
  return weight.map((value) => value / total);
}
