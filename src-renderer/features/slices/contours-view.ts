import { createViewStore } from '#renderer/state/view-state.ts';
import type { ContourAxes } from '#shared/contour-files/file-contour.ts';
import type { FieldName } from '#shared/contract/slices/figure.ts';
import type { Polyline } from '#shared/contract/slices/slice.ts';
import type { Quantity } from '#shared/domain/quantity.ts';

/** A contour file that lies over the slice, and the parameters along which its points are written. */
export interface Overlay extends ContourAxes {
  readonly name: string;
  readonly lines: readonly Polyline[];
}

/** What the slice is compared with, and how. */
export interface Comparison {
  readonly shows: 'side' | 'difference';
  /** An iteration of this campaign, or a campaign file at its newest. */
  readonly with:
    | { readonly kind: 'iteration'; readonly iteration: number }
    | { readonly kind: 'campaign'; readonly path: string };
}

/** How somebody looks at the contours of a campaign. Null stands for what the campaign suggests. */
export interface ContoursView {
  readonly x: string | null;
  readonly y: string | null;
  /** Values of hidden parameters that were set. */
  readonly fixed: Readonly<Record<string, number>>;
  readonly field: FieldName | 'none';
  /** Whose field and model band. */
  readonly of: Quantity | null;
  /** Layers that are switched off. */
  readonly hidden: readonly string[];
  /** Value of y at which the cut runs. */
  readonly cutAt: number | null;
  /** The parameters of the small slices, and how many there are each way. */
  readonly rows: string | null;
  readonly columns: string | null;
  readonly panels: number;
  readonly overlays: readonly Overlay[];
  readonly comparison: Comparison | null;
}

export const useContoursView = createViewStore<ContoursView>('contours', {
  x: null,
  y: null,
  fixed: {},
  field: 'pexcl',
  of: null,
  hidden: [],
  cutAt: null,
  rows: null,
  columns: null,
  panels: 3,
  overlays: [],
  comparison: null,
});
