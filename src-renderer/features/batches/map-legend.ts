import type { LegendEntry } from '#renderer/charts/legend-strip.tsx';
import type { BatchDetail } from '#shared/contract/batches/batches-methods.ts';
import type { SliceView } from '#shared/contract/slices/slice-view.ts';
import { QUANTITY_NAMES } from '#shared/domain/quantity.ts';
import { LOW_ALONE } from '#shared/figures/limit-style.ts';
import { type MarkShape, markShape, ruleText } from './acquisition-texts.ts';

/** The map's layers: the batch by its rules, what was known, and the contour. */
export function mapLegend({ points }: Pick<BatchDetail, 'points'>, view: SliceView | null): LegendEntry[] {
  const shapes = new Map<MarkShape, string>(points.map(({ rule }) => [markShape(rule), ruleText(rule)]));
  return [
    ...Array.from(shapes, ([shape, label]): LegendEntry => {
      return { id: shape, label, glyph: `${shape}-open`, color: 'proposed' };
    }),
    { id: 'earlier', label: 'earlier points', glyph: 'circle', color: 'extrapolate' },
    ...(view === null ? [] : [contourEntry(view)]),
  ];
}

function contourEntry({ of, quantities }: SliceView): LegendEntry {
  if (quantities[of]?.fidelity === 'low') {
    return { id: of, label: `${QUANTITY_NAMES[of]}, ${LOW_ALONE}`, glyph: 'dash-dotted', color: 'ink' };
  }
  return { id: of, label: QUANTITY_NAMES[of], glyph: of === 'obs' ? 'solid' : 'dashed', color: 'ink' };
}

/** Layers of slices that would crowd the map: it shows the contour that is sought and the experiment's band. */
const CROWDING = ['exp', 'obs', 'theory', 'band2', 'model', 'extrapolated', 'crossing'];

/** The layers of the slice that are not drawn. */
export function hiddenSliceLayers(view: SliceView, hidden: ReadonlySet<string>): Set<string> {
  const others = CROWDING.filter((layer) => layer !== view.of);
  return new Set([...others, ...(hidden.has(view.of) ? [view.of, 'band1'] : [])]);
}
