import { embeddedFontFaces } from './export-fonts.ts';

/**
 * Draws an SVG file as pixels, in the faces of the window.
 *
 * @param pixelRatio pixels to one of the figure
 */
export async function svgToPng(svg: string, pixelRatio = 2): Promise<Blob> {
  const style = `<style>${await embeddedFontFaces()}</style>`;
  const withFonts = svg.replace(/<svg[^>]*>/, (root) => root + style);
  const url = URL.createObjectURL(new Blob([withFonts], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(image.naturalWidth * pixelRatio);
    canvas.height = Math.round(image.naturalHeight * pixelRatio);
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) =>
      canvas.toBlob(
        (blob) => (blob ? resolve(blob) : reject(new Error('The picture is too large.'))),
        'image/png',
      ),
    );
  } finally {
    URL.revokeObjectURL(url);
  }
}
