// A figure as a file: one engine for the window and the command line, and for all formats.
import type { Figure, FigureFormat } from '#shared/contract/slices/figure.ts';
import type { Drawing, DrawingTools } from '#shared/figures/drawing.ts';
import { drawMatrixFigure } from '#shared/figures/matrix-figure.ts';
import { drawSliceFigure } from '#shared/figures/slice-figure.ts';
import { pdfFile } from './pdf-file.ts';
import { pngFile } from './png-file.ts';
import { rasterAddress } from './raster-png.ts';
import { svgFile } from './svg-file.ts';
import { createTypesetter } from './typesetter.ts';

const typesetter = createTypesetter();
const tools: DrawingTools = { widthOf: typesetter.widthOf, imageAddress: rasterAddress };

/** Draws a figure and writes it. */
export async function figureFile(figure: Figure, format: FigureFormat): Promise<Uint8Array> {
  const drawing = drawingOf(figure);
  if (format === 'pdf') return pdfFile(drawing, typesetter);
  const svg = svgFile(drawing, typesetter);
  return format === 'svg' ? new TextEncoder().encode(svg) : pngFile(svg);
}

function drawingOf(figure: Figure): Drawing {
  switch (figure.kind) {
    case 'slice':
      return drawSliceFigure(figure, tools);
    case 'matrix':
      return drawMatrixFigure(figure, tools);
    case 'drawing':
      return figure;
  }
}
