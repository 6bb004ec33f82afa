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
    for (const [pixel, index] of raster.indices.entries()) {
      if (index === NO_COLOUR) continue;
      image.data[4 * pixel] = colours[3 * index]!;
      image.data[4 * pixel + 1] = colours[3 * index + 1]!;
      image.data[4 * pixel + 2] = colours[3 * index + 2]!;
      image.data[4 * pixel + 3] = 255;
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
