/** One axis of a plot. */
export interface AxisSpec {
  /** The values at its two ends, ascending; they need not be round. */
  readonly bounds: readonly [lower: number, upper: number];
  /** With its unit, formulas between dollar signs: `$m_{Z'}$ [GeV]`. */
  readonly title?: string;
  /** The labels show values times this: another unit than that of the data. */
  readonly factor?: number;
  /** About so many labelled ticks, where the size of the plot should not decide. */
  readonly tickCount?: number;
  /** Iterations, batches: there is nothing between whole numbers, and no tick. */
  readonly isWhole?: boolean;
}

/** From the edges of the drawing to the frame of a plot, in pixels. */
export interface Margins {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Room for tick labels and titles on the left and below. */
export const MARGINS: Margins = { left: 54, top: 6, right: 14, bottom: 40 };

/** A plot's area on the drawing, in pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}
