import type { SliceView } from '../contract/slice-view.ts';
import { extendIntoGaps } from '../numerics/grid-gaps.ts';
import { fieldScale, fieldValue } from './field-values.ts';
import type { ShownField } from './palette.ts';

/** A picture of a field: one number a pixel, rows from the top, an index into 255 colours of the ramp. */
export interface FieldRaster {
  readonly width: number;
  readonly height: number;
  readonly indices: Uint8Array;
}

/** The number of a pixel without a value. */
export const NO_COLOUR = 255;

/** What a field is computed from; for a difference the differences stand in place of the mean. */
export type RasterSource = Pick<SliceView, 'x' | 'y' | 'of' | 'quantities' | 'sd'>;

/**
 * Draws a field. ln μ and its standard deviation are interpolated between the nodes and the field computed from them at
 * every pixel, so that a coarse grid too gives a smooth picture: they vary slowly, the probability does not.
 */
export function rasteriseField(
  view: RasterSource,
  field: ShownField,
  width: number,
  height: number,
): FieldRaster {
  const { place } = fieldScale(field, view);
  const valueAt = fieldValue(field);
  return rasterise(view, width, height, (mean, sd) => place(valueAt(mean, sd)));
}

/** @param placeOf place on the ramp, 0 to 1; NaN leaves the pixel out */
function rasterise(
  { x, y, of, quantities, sd }: RasterSource,
  width: number,
  height: number,
  placeOf: (mean: number, sd: number) => number,
): FieldRaster {
  const nx = x.values.length;
  const ny = y.values.length;
  const means = extendIntoGaps(numbers(quantities[of]?.mean ?? []), nx);
  const sds = extendIntoGaps(numbers(sd), nx);
  const indices = new Uint8Array(width * height).fill(NO_COLOUR);
  for (let row = 0; row < height; row++) {
    const v = (1 - (row + 0.5) / height) * (ny - 1);
    const bottom = Math.min(ny - 2, Math.floor(v));
    const up = v - bottom;
    for (let column = 0; column < width; column++) {
      const u = ((column + 0.5) / width) * (nx - 1);
      const left = Math.min(nx - 2, Math.floor(u));
      const right = u - left;
      const node = bottom * nx + left;
      const a = (1 - right) * (1 - up);
      const b = right * (1 - up);
      const c = (1 - right) * up;
      const d = right * up;
      const mean =
        a * means[node]! + b * means[node + 1]! + c * means[node + nx]! + d * means[node + nx + 1]!;
      const spread = a * sds[node]! + b * sds[node + 1]! + c * sds[node + nx]! + d * sds[node + nx + 1]!;
      const place = placeOf(mean, spread);
      if (!Number.isNaN(place)) indices[row * width + column] = Math.round(place * 254);
    }
  }
  return { width, height, indices };
}

const numbers = (grid: readonly (number | null)[]): Float64Array =>
  Float64Array.from(grid, (value) => value ?? Number.NaN);

type Rgb = readonly [red: number, green: number, blue: number];

/** The 255 colours of a ramp, three bytes each. */
export function rampColours(stops: readonly string[]): Uint8Array {
  const rgb = stops.map(parseHex);
  const colours = new Uint8Array(255 * 3);
  for (let index = 0; index < 255; index++) {
    const position = (index / 254) * (rgb.length - 1);
    const stop = Math.min(rgb.length - 2, Math.floor(position));
    for (let channel = 0; channel < 3; channel++) {
      const from = rgb[stop]![channel]!;
      const to = rgb[stop + 1]![channel]!;
      colours[3 * index + channel] = Math.round(from + (position - stop) * (to - from));
    }
  }
  return colours;
}

function parseHex(colour: string): Rgb {
  const value = Number.parseInt(colour.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}
