import type { Box } from '#shared/figures/plot-frame.ts';

/** Where the parts of the plot column stand, in pixels. */
export interface StageLayout {
  /** Of the slice's drawing, with its labels and the colour bar. */
  readonly slice: { readonly width: number; readonly height: number; readonly box: Box };
  /** Of the cut's. Its frame has the slice's left edge and width. */
  readonly cut: { readonly width: number; readonly height: number; readonly box: Box };
}

const LEFT = 54;
/** Room for the colour bar and its labels. */
const RIGHT = 72;
/** Above a frame, for half a tick label. */
const TOP = 8;
/** Below a frame, for tick labels and the axis title. */
const BOTTOM = 42;
/** Legend strip and heading of the cut. */
const STRIPS = 40 + 28;

/**
 * Divides the column: the cut takes a quarter, the slice the rest.
 *
 * @param hasCut false leaves the whole height to the slice
 */
export function layOutStage(width: number, height: number, hasCut: boolean): StageLayout {
  const plotWidth = Math.max(120, width - LEFT - RIGHT);
  const room = height - STRIPS - 2 * (TOP + BOTTOM);
  const cutHeight = hasCut ? Math.round(Math.max(90, 0.3 * room)) : 0;
  const sliceHeight = Math.round(
    Math.max(140, hasCut ? room - cutHeight : height - STRIPS + 28 - TOP - BOTTOM),
  );
  const part = (plotHeight: number) => ({
    width,
    height: TOP + plotHeight + BOTTOM,
    box: { left: LEFT, top: TOP, width: plotWidth, height: plotHeight },
  });
  return { slice: part(sliceHeight), cut: part(cutHeight) };
}
