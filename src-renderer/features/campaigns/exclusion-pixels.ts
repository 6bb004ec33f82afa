import type { SliceView } from '#shared/contract/slices/slice-view.ts';
import { exclusionProbability } from '#shared/numerics/exclusion.ts';

/**
 * The probability of exclusion as an image of one pixel a node: row by row from the top, RGBA from 0 to 255,
 * transparent where the slice has no value.
 *
 * @param ramp colours at equal steps of p from 0 to 1, `#rrggbb`
 */
export function exclusionPixels(
  { x, y, of, quantities, sd, pExcl: given }: SliceView,
  ramp: readonly string[],
): { readonly width: number; readonly height: number; readonly data: Uint8ClampedArray<ArrayBuffer> } {
  const [width, height] = [x.values.length, y.values.length];
  const mean = quantities[of]?.mean ?? [];
  const colors = ramp.map(toRgb);
  const data = new Uint8ClampedArray(4 * width * height);
  for (let node = 0; node < width * height; node++) {
    const pExcl = given ? (given[node] ?? null) : probabilityOf(mean[node] ?? null, sd?.[node] ?? null);
    if (pExcl === null) continue;
    const row = height - 1 - Math.floor(node / width);
    data.set([...mix(colors, pExcl), 255], 4 * (row * width + (node % width)));
  }
  return { width, height, data };
}

function probabilityOf(mean: number | null, sd: number | null): number | null {
  return mean === null || sd === null ? null : exclusionProbability(mean, sd);
}

type Rgb = readonly [number, number, number];

function toRgb(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** Between two neighbouring colours of the ramp. */
function mix(colors: readonly Rgb[], share: number): Rgb {
  const place = share * (colors.length - 1);
  const index = Math.min(Math.floor(place), colors.length - 2);
  const [from, to] = [colors[index]!, colors[index + 1]!];
  const part = place - index;
  return [0, 1, 2].map((i) => from[i]! + part * (to[i]! - from[i]!)) as unknown as Rgb;
}
