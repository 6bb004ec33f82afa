import type { ContourAxes } from '#shared/contour-files/file-contour.ts';
import type { ForeignLine } from '#shared/contract/slices/figure.ts';
import type { Polyline } from '#shared/contract/slices/slice.ts';
import type { SliceView } from '#shared/contract/slices/slice-view.ts';
import { LOW_ALONE } from '#shared/figures/limit-style.ts';
import type { Overlay } from '../contours-view.ts';
import type { Compared } from './use-comparison.ts';

/**
 * Lines from elsewhere that lie over a slice: contour files, and the contours of what it differs from. Those along other
 * parameters than the slice's are left out.
 */
export function foreignLines(
  overlays: readonly Overlay[],
  comparison: Compared | null,
  slice: Pick<SliceView, 'x' | 'y'>,
): ForeignLine[] {
  const axes = { x: slice.x.name, y: slice.y.name };
  const files = overlays.flatMap(({ name, lines, ...own }, index): ForeignLine[] => {
    const placed = linesOn(axes, own, lines);
    return placed === null ? [] : [{ id: `overlay-${name}`, label: name, lines: placed, colour: index + 1 }];
  });
  const other = comparison?.shows === 'difference' ? comparison.slice.taken?.view : undefined;
  if (comparison === null || other === undefined) return files;
  const contours = (['exp', 'obs'] as const).flatMap((quantity): ForeignLine[] => {
    const own = { x: other.x.name, y: other.y.name };
    const lines = linesOn(axes, own, other.quantities[quantity]?.lines ?? []);
    if (lines === null || lines.length === 0) return [];
    const isLowAlone = other.quantities[quantity]?.fidelity === 'low';
    const name = `${comparison.name}, ${quantity === 'exp' ? 'expected' : 'observed'}`;
    const label = isLowAlone ? `${name}, ${LOW_ALONE}` : name;
    return [
      { id: `compared-${quantity}`, label, lines, colour: 0, isDashed: quantity === 'exp', isLowAlone },
    ];
  });
  return [...contours, ...files];
}

/** Lines along `own` as they lie on `axes`: transposed where the two are swapped; null where they are of other parameters. */
function linesOn(axes: ContourAxes, own: ContourAxes, lines: readonly Polyline[]): Polyline[] | null {
  if (own.x === axes.x && own.y === axes.y) return [...lines];
  if (own.x !== axes.y || own.y !== axes.x) return null;
  return lines.map((line) => line.map(([x, y]): [number, number] => [y, x]));
}
