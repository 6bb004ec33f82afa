import { useLayoutEffect, useRef } from 'react';
import { type FieldRaster, NO_COLOUR } from '#shared/figures/field-raster.ts';
import type { Box } from '#shared/figures/plot-frame.ts';

interface FieldCanvasProps {
  readonly box: Box;
  readonly raster: FieldRaster;
  /** Three bytes for each index. */
  readonly colours: Uint8Array;
}

/** A field beneath a plot, in place before the window is painted: an image element would load later than its lines. */
export function FieldCanvas({ box, raster, colours }: FieldCanvasProps) {
  const ref = useRef<HTMLCanvasElement>(null);
  const { width, height } = raster;
  useLayoutEffect(() => {
    const context = ref.current?.getContext('2d');
    if (!context) return;
    const image = context.createImageData(width, height);
    const pixels = new Uint32Array(image.data.buffer);
    const packed = packColours(colours);
    for (let pixel = 0; pixel < raster.indices.length; pixel++) {
      pixels[pixel] = packed[raster.indices[pixel]!]!;
    }
    context.putImageData(image, 0, 0);
  }, [raster, colours, width, height]);
  return (
    <canvas
      ref={ref}
      width={width}
      height={height}
      style={{ position: 'absolute', left: box.left, top: box.top, width: box.width, height: box.height }}
    />
  );
}

/** Red, green, blue and opaqueness in the order of an image's bytes; nothing where there is no value. */
function packColours(colours: Uint8Array): Uint32Array {
  const bytes = new Uint8Array(256 * 4);
  for (let index = 0; index < NO_COLOUR; index++) {
    bytes.set([colours[3 * index]!, colours[3 * index + 1]!, colours[3 * index + 2]!, 255], 4 * index);
  }
  return new Uint32Array(bytes.buffer);
}
