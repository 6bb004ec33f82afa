/** A contour of a file; it may be in several pieces. */
export interface FileContour {
  /** What the file calls it, `obs`; empty where it has no name. */
  readonly label: string;
  readonly lines: [x: number, y: number][][];
}

/** The names of the slice's axes: columns of that name are taken, whatever their order. */
export interface ContourAxes {
  readonly x: string;
  readonly y: string;
}
