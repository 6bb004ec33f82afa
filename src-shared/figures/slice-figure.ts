import type { SliceView } from '../contract/slices/slice-view.ts';
import { drawColourBar } from './colour-bar.ts';
import { type RasterSource, rampColours, rasteriseField } from './field-raster.ts';
import { fieldScale } from './field-values.ts';
import { drawHeader } from './header.ts';
import { layOutLegend } from './legend.ts';
import { type FigureColours, LIGHT, rampOf, SANS, type ShownField } from './palette.ts';
import type { Box } from './plot-frame.ts';
import { rasterDataUrl } from './raster-png.ts';
import { drawSlicePlot, type SlicePlotInput } from './slice-plot.ts';
import { element, type SvgNode, toMarkup } from './svg.ts';

export interface SliceFigureOptions extends Partial<Omit<SlicePlotInput, 'view' | 'isSmall'>> {
  /** What the field is computed from where that is not the slice itself: a difference. */
  readonly fieldSource?: RasterSource | undefined;
  /** Plain text above the figure: the campaign's name. */
  readonly title?: string;
  /** Width of the whole figure in pixels; default 720. */
  readonly width?: number;
  /** Height of the plot's frame in pixels; default 440. */
  readonly plotHeight?: number;
}

const MARGIN = { left: 62, right: 20, top: 14, bottom: 48 } as const;

/** Room beside the plot for the colour bar. */
const BAR = { gap: 12, width: 12, room: 58 } as const;

/**
 * A slice as a publication-quality figure: the field with its colour bar, expected contour dashed, observed solid, the
 * expected bands, the theory uncertainty dotted, the model's own ±1σ hatched, the points near the slice, and at which
 * values the other parameters stand.
 *
 * @returns a whole SVG document on white, in the light design tokens, with nothing outside of itself
 */
export function renderSliceSvg(view: SliceView, options: SliceFigureOptions = {}): string {
  const { title, width = 720, plotHeight = 440, idPrefix = 'slice', colours = LIGHT } = options;
  const {
    field = 'pexcl',
    points = [],
    foreign = [],
    hidden = new Set<string>(),
    fieldSource = view,
  } = options;
  const { left } = MARGIN;
  const right = MARGIN.right + (field === null ? 0 : BAR.room);
  const plotWidth = width - left - right;
  const input = { view, points, foreign, field, colours, idPrefix, hidden };

  // The legend's height decides where the frame stands, and only what is drawn has an entry: the plot is drawn at the
  // top first, and moved below the legend.
  const box = { left, top: 0, width: plotWidth, height: plotHeight };
  const plot = drawSlicePlot(input, box);
  const header = drawHeader(title, view.held, { x: left, y: MARGIN.top, width: width - left - 20 }, colours);
  const entries = plot.layers.filter(({ id, isMuted }) => !hidden.has(id) && !isMuted);
  const legend = layOutLegend(entries, width - left - 20);
  const legendTop = MARGIN.top + header.height;
  const plotTop = legendTop + legend.height + 8;
  const height = plotTop + plotHeight + MARGIN.bottom;
  return svgDocument({
    width,
    height,
    title: title ?? `Exclusion in ${view.x.name} and ${view.y.name}`,
    colours,
    content: [
      ...header.nodes,
      ...legend.draw(left, legendTop, colours),
      element(
        'g',
        { transform: `translate(0 ${plotTop})` },
        field === null ? [] : drawField(fieldSource, field, box, colours),
        plot.nodes,
        field === null ? [] : barBeside(fieldSource, field, box, colours, idPrefix),
      ),
    ],
  });
}

/** A whole SVG file. */
export function svgDocument({
  width,
  height,
  title,
  colours,
  content,
}: {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly colours: FigureColours;
  readonly content: readonly SvgNode[];
}): string {
  const root = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
      'font-family': SANS,
    },
    element('title', {}, title),
    element('rect', { width, height, fill: colours.ground }),
    content,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${toMarkup(root)}\n`;
}

/** Pixels of a field's picture to one of the figure: it is smooth, and viewers interpolate. */
const FIELD_DENSITY = 0.5;

/** The field as a picture in the file. */
export function drawField(
  view: RasterSource,
  field: ShownField,
  box: Box,
  colours: FigureColours,
): SvgNode[] {
  const size = (pixels: number): number => Math.max(2, Math.round(FIELD_DENSITY * pixels));
  const raster = rasteriseField(view, field, size(box.width), size(box.height));
  return [
    element('image', {
      x: box.left,
      y: box.top,
      width: box.width,
      height: box.height,
      preserveAspectRatio: 'none',
      href: rasterDataUrl(raster, rampColours(rampOf(colours, field))),
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
