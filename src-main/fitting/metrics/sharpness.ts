import type { Space } from '#shared/domain/space.ts';
import { row } from '../rows.ts';
import type { ContourPoints } from './contour-points.ts';
import { type Field, slopes } from './field.ts';
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

/** @returns null where the field has no slope at any point of its contour, or no ln μ whose deviation could be compared with it */
export async function contourSharpness(
  space: Space,
  field: Field,
  contour: ContourPoints,
): Promise<ContourSharpness | null> {
  const d = space.names.length;
  const { lnMu } = await field.predict(contour.v);
  if (lnMu === null) return null;
  const { sd } = lnMu;
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

/** What the model does not know on its contour against what the experiment does not: medians over the contour. */
export interface ContourWidths {
  /** s of ln μ. */
  readonly sigma: number;
  /** Half the width of the expected ±1σ band in ln μ, (ŷ_+1σ − ŷ_−1σ)/2; NaN without the fits of its edges. */
  readonly halfWidth: number;
  /**
   * Of s against half the width: well below 1 the model is no longer what limits the exclusion. ∞ where the band has no
   * width, NaN without it.
   */
  readonly ratio: number;
}

/** @returns null for a surrogate without ln μ */
export async function contourWidths(
  contour: ContourPoints,
  field: Field,
  band: { readonly plus: Field; readonly minus: Field } | null,
): Promise<ContourWidths | null> {
  const { lnMu } = await field.predict(contour.v);
  if (lnMu === null) return null;
  const { sd } = lnMu;
  const median = (values: Float64Array) => weightedQuantile(values, contour.weight, 0.5);
  if (band === null) return { sigma: median(sd), halfWidth: Number.NaN, ratio: Number.NaN };
  const plus = await band.plus.level(contour.v);
  const minus = await band.minus.level(contour.v);
  const halfWidths = plus.map((upper, i) => Math.max(0, (upper - minus[i]) / 2));
  const ratios = sd.map((s, i) => s / halfWidths[i]);
  return { sigma: median(sd), halfWidth: median(halfWidths), ratio: median(ratios) };
}

function normalised(weight: Float64Array): Float64Array {
  const total = weight.reduce((sum, value) => sum + value, 0);
  return weight.map((value) => value / total);
}
