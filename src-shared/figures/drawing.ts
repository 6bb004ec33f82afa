import type { FieldRaster } from './field-raster.ts';
import type { Typesetting } from './label.ts';
import type { SvgNode } from './svg.ts';

/** A finished figure before it is written in some format. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  /** What it shows, in words. */
  readonly title: string;
  readonly nodes: readonly SvgNode[];
}

/** What a drawing needs of the place where it is made. */
export interface DrawingTools extends Typesetting {
  /** A raster as an address for an `<image>`. @param colours three bytes for each index */
  imageAddress(raster: FieldRaster, colours: Uint8Array): string;
}
