import type { ForeignLine } from '#shared/figures/slice-layers.ts';
import type { Overlay } from '../contours-view.ts';
import type { Compared } from './use-comparison.ts';

/** Lines from elsewhere that lie over the slice: contour files, and the contours of what it differs from. */
export function foreignLines(overlays: readonly Overlay[], comparison: Compared | null): ForeignLine[] {
  const files = overlays.map(
    ({ name, lines }, index): ForeignLine => ({
      id: `overlay-${name}`,
      label: name,
      lines,
      colour: index + 1,
    }),
  );
  const other = comparison?.shows === 'difference' ? comparison.slice.taken?.view : undefined;
  if (comparison === null || other === undefined) return files;
  const contours = (['exp', 'obs'] as const).flatMap((quantity): ForeignLine[] => {
    const lines = other.quantities[quantity]?.lines ?? [];
    if (lines.length === 0) return [];
    const label = `${comparison.name}, ${quantity === 'exp' ? 'expected' : 'observed'}`;
    return [{ id: `compared-${quantity}`, label, lines, colour: 0, isDashed: quantity === 'exp' }];
  });
  return [...contours, ...files];
}
