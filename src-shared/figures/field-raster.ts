import type { RasterSource, ShownField } from '../contract/slices/figure.ts';
import { entropyOfProbability } from '../numerics/exclusion.ts';
import { extendIntoGaps } from '../numerics/grid-gaps.ts';
import { type FieldScale, fieldScale, fieldValue } from './field-values.ts';

/** A picture of a field: one number a pixel, rows from the top, an index into 255 colours of the ramp. */
export interface FieldRaster {
  readonly width: number;
  readonly height: number;
  readonly indices: Uint8Array;
}

/** The number of a pixel without a value. */
export const NO_COLOUR = 255;

/**
 * Draws a field. ln μ and its standard deviation are interpolated between the nodes and the field computed from them at
 * every pixel, so that a coarse grid too gives a smooth picture: they vary slowly, the probability does not. Of a
 * surrogate without ln μ the probability itself is interpolated; its mean and deviation have no picture.
 */
export function rasteriseField(
  source: RasterSource,
  field: ShownField,
  width: number,
  height: number,
): FieldRaster {
  const { x, y, of, quantities, sd, pExcl } = source;
  const nx = x.values.length;
  const ny = y.values.length;
  const scale = fieldScale(field, { of, quantities, sd });
  const means = extendIntoGaps(numbers(pExcl ?? quantities[of]?.mean ?? []), nx);
  const sds = extendIntoGaps(pExcl ? means : numbers(sd ?? []), nx);
  const indexAt = pExcl ? colourIndexOfP(field, scale) : colourIndex(field, scale);
  const indices = new Uint8Array(width * height).fill(NO_COLOUR);
  const meanRow = new Float64Array(nx);
  const sdRow = new Float64Array(nx);
  for (let row = 0; row < height; row++) {
    const v = (1 - (row + 0.5) / height) * (ny - 1);
    const bottom = Math.min(ny - 2, Math.floor(v));
    interpolateRow(means, nx, bottom, v - bottom, meanRow);
    interpolateRow(sds, nx, bottom, v - bottom, sdRow);
    for (let column = 0; column < width; column++) {
      const u = ((column + 0.5) / width) * (nx - 1);
      const left = Math.min(nx - 2, Math.floor(u));
      const right = u - left;
      const mean = meanRow[left]! + right * (meanRow[left + 1]! - meanRow[left]!);
      if (Number.isNaN(mean)) continue;
      indices[row * width + column] = indexAt(mean, sdRow[left]! + right * (sdRow[left + 1]! - sdRow[left]!));
    }
  }
  return { width, height, indices };
}

function interpolateRow(grid: Float64Array, nx: number, bottom: number, up: number, row: Float64Array): void {
  for (let column = 0; column < nx; column++) {
    const below = grid[bottom * nx + column]!;
    row[column] = below + up * (grid[(bottom + 1) * nx + column]! - below);
  }
}

/** Colours by z = ŷ/s, tabulated: a picture asks for a third of a million of them. */
const STEPS = 1024;
const FARTHEST_Z = 6;

/** The index of the colour where ln μ has this mean and standard deviation. */
function colourIndex(field: ShownField, { place }: FieldScale): (mean: number, sd: number) => number {
  const valueAt = fieldValue(field);
  if (field === 'mean' || field === 'difference') return (mean) => Math.round(254 * place(valueAt(mean, 1)));
  if (field === 'sigma') return (mean, sd) => Math.round(254 * place(valueAt(mean, sd)));
  const table = Uint8Array.from({ length: STEPS + 1 }, (_, step) =>
    Math.round(254 * place(valueAt(FARTHEST_Z * ((2 * step) / STEPS - 1), 1))),
  );
  const perZ = STEPS / (2 * FARTHEST_Z);
  return (mean, sd) => {
    const step = Math.round(perZ * (mean / sd) + STEPS / 2);
    return table[step < 0 ? 0 : Math.min(step, STEPS)]!;
  };
}

/** The same of a probability of exclusion. */
function colourIndexOfP(field: ShownField, { place }: FieldScale): (p: number) => number {
  if (field === 'pexcl') return (p) => Math.round(254 * place(p));
  if (field === 'entropy') return (p) => Math.round(254 * place(entropyOfProbability(p)));
  return () => NO_COLOUR;
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
