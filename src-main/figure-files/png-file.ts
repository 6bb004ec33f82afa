import { Resvg } from '@resvg/resvg-js';

/**
 * An SVG file of `svgFile` as pixels. The renderer is given no fonts, and needs none.
 *
 * @param pixelRatio pixels to one of the figure
 */
export function pngFile(svg: string, pixelRatio = 2): Uint8Array {
  const options = { fitTo: { mode: 'zoom', value: pixelRatio }, font: { loadSystemFonts: false } } as const;
  return new Resvg(svg, options).render().asPng();
}
