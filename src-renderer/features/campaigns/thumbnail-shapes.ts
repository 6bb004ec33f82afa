import type { Polyline, SliceAxis } from '#shared/contract/slices/slice.ts';
import type { Thumbnail } from '#shared/contract/slices/slices-methods.ts';
import { positionOf } from '#shared/numerics/grid-axis.ts';

/** The shapes of a campaign's picture, in the pixels of its box; y points down. */
export interface ThumbnailShapes {
  /** Paths for SVG. Regions are to be filled by the even-odd rule. */
  readonly band: string;
  readonly outside: string;
  readonly expected: string;
  readonly observed: string;
  readonly points: readonly { readonly x: number; readonly y: number; readonly isExcluded: boolean }[];
}

/** Lays a thumbnail's lines, regions and points out in a box of `width` × `height` pixels. */
export function thumbnailShapes({ view, points }: Thumbnail, width: number, height: number): ThumbnailShapes {
  const toX = placer(view.x, width);
  const toY = placer(view.y, height);
  const place = (point: Polyline[number]): string =>
    `${toX(point[0]).toFixed(1)},${(height - toY(point[1])).toFixed(1)}`;
  const path = (lines: readonly Polyline[], end: '' | 'Z') =>
    lines
      .filter((line) => line.length > 1)
      .map((line) => `M${line.map(place).join('L')}${end}`)
      .join('');
  const lines = (name: 'exp' | 'obs') => path(view.quantities[name]?.lines ?? [], '');
  return {
    band: path(view.regions.band1, 'Z'),
    outside: path(view.regions.outside, 'Z'),
    expected: lines('exp'),
    observed: lines('obs'),
    points: points.map(({ x, y, isExcluded }) => ({ x: toX(x), y: height - toY(y), isExcluded })),
  };
}

function placer(axis: SliceAxis, length: number): (value: number) => number {
  return (value) => (length * positionOf(axis, value)) / (axis.values.length - 1);
}
