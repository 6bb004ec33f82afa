// Pictures as files: drawn by the same builders with the light tokens on white, off screen.
import { init } from './echarts.ts';
import type { Picture } from './picture.ts';
import { EXPORT_TOKENS } from './use-chart-tokens.ts';

export interface ExportSize {
  readonly width: number;
  readonly height: number;
}

/** The picture as the text of an SVG file. Build it with `EXPORT_TOKENS` and `titles: 'text'`. */
export function pictureToSvg({ option }: Picture, { width, height }: ExportSize): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption({ backgroundColor: EXPORT_TOKENS.ground, ...option });
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}

/**
 * The picture as a PNG.
 *
 * @param pixelRatio pixels to a unit of the size; 3 gives 300 dots to the inch at the size of a column
 */
export async function pictureToPng({ option }: Picture, size: ExportSize, pixelRatio = 3): Promise<Blob> {
  const holder = document.createElement('div');
  const chart = init(holder, null, { renderer: 'canvas', ...size, devicePixelRatio: pixelRatio });
  try {
    chart.setOption({ backgroundColor: EXPORT_TOKENS.ground, ...option });
    const canvas = chart.renderToCanvas({ pixelRatio });
    return await new Promise((resolve, reject) =>
      canvas.toBlob(
        (blob) => (blob ? resolve(blob) : reject(new Error('The picture is too large.'))),
        'image/png',
      ),
    );
  } finally {
    chart.dispose();
  }
}
