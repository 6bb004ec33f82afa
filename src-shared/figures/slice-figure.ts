import type { RasterSource, ShownField, SliceFigure } from '../contract/slices/figure.ts';
import { drawColourBar } from './colour-bar.ts';
import type { Drawing, DrawingTools } from './drawing.ts';
import { rampColours, rasteriseField } from './field-raster.ts';
import { fieldScale } from './field-values.ts';
import { drawHeader } from './header.ts';
import { layOutLegend } from './legend.ts';
import { type FigureColours, LIGHT, rampOf } from './palette.ts';
import type { Box } from './plot-frame.ts';
import { drawSlicePlot } from './slice-plot.ts';
import { element, type SvgNode } from './svg.ts';

/** Width of the whole figure and height of the plot's frame, in pixels. */
const WIDTH = 720;
const PLOT_HEIGHT = 440;

const MARGIN = { left: 62, right: 20, top: 14, bottom: 48 } as const;

/** Room beside the plot for the colour bar. */
const BAR = { gap: 12, width: 12, room: 58 } as const;

/**
 * A slice as a publication-quality figure: the field with its colour bar, expected contour dashed, observed solid, the
 * expected bands, the theory uncertainty dotted, the model's own ±1σ hatched, the points near the slice, and at which
 * values the other parameters stand; on white, in the light design tokens.
 */
export function drawSliceFigure(figure: Omit<SliceFigure, 'kind'>, tools: DrawingTools): Drawing {
  const {
    title,
    view,
    points = [],
    foreign = [],
    field = 'pexcl',
    fieldSource = view,
    shownIn = {},
  } = figure;
  const hidden = new Set(figure.hidden);
  const colours = LIGHT;
  const idPrefix = 'slice';
  const { left } = MARGIN;
  const textWidth = WIDTH - left - 20;
  const plotWidth = WIDTH - left - MARGIN.right - (field === null ? 0 : BAR.room);

  // The legend's height decides where the frame stands, and only what is drawn has an entry: the plot is drawn at the
  // top first, and moved below the legend.
  const box = { left, top: 0, width: plotWidth, height: PLOT_HEIGHT };
  const plot = drawSlicePlot({ view, points, foreign, field, colours, idPrefix, hidden, shownIn }, box);
  const header = drawHeader(title, view.held, { x: left, y: MARGIN.top, width: textWidth }, colours, tools);
  const entries = plot.layers.filter(({ id, isMuted }) => !hidden.has(id) && !isMuted);
  const legend = layOutLegend(entries, textWidth, tools);
  const legendTop = MARGIN.top + header.height;
  const plotTop = legendTop + legend.height + 8;
  return {
    width: WIDTH,
    height: plotTop + PLOT_HEIGHT + MARGIN.bottom,
    title: title === '' ? `Exclusion in ${view.x.name} and ${view.y.name}` : title,
    nodes: [
      ...header.nodes,
      ...legend.draw(left, legendTop, colours),
      element(
        'g',
        { transform: `translate(0 ${plotTop})` },
        field === null ? [] : drawField(fieldSource, field, box, tools),
        plot.nodes,
        field === null ? [] : barBeside(fieldSource, field, box, colours, idPrefix),
      ),
    ],
  };
}

/** Pixels of a field's picture to one of the figure: in print they are no larger than a 190th of an inch. */
const FIELD_DENSITY = 2;

/** The field as a picture in the file. */
export function drawField(
  source: RasterSource,
  field: ShownField,
  box: Box,
  { imageAddress }: DrawingTools,
): SvgNode[] {
  const size = (pixels: number): number => Math.max(2, Math.round(FIELD_DENSITY * pixels));
  const raster = rasteriseField(source, field, size(box.width), size(box.height));
  return [
    element('image', {
      x: box.left,
      y: box.top,
      width: box.width,
      height: box.height,
      preserveAspectRatio: 'none',
      href: imageAddress(raster, rampColours(rampOf(LIGHT, field))),
    }),
  ];
}

/** The colour bar at the right of a plot. */
export function barBeside(
  view: RasterSource,
  field: ShownField,
  { left, top, width, height }: Box,
  colours: FigureColours,
  idPrefix: string,
): SvgNode[] {
  return drawColourBar(
    fieldScale(field, view),
    rampOf(colours, field),
    { left: left + width + BAR.gap, top, width: BAR.width, height },
    colours,
    idPrefix,
  );
}
