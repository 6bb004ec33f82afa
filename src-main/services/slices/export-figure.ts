import type { Figure, FigureFormat } from '#shared/contract/slices/figure.ts';

/**
 * Draws a figure and writes it in a format: for the window as for the command line. The engine with its fonts is read
 * when it is first asked for; most commands need none.
 */
export async function exportFigure(figure: Figure, format: FigureFormat): Promise<Uint8Array> {
  const { figureFile } = await import('#main/figure-files/figure-file.ts');
  return figureFile(figure, format);
}
