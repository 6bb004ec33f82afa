import type { Slice } from '../contract/slice.ts';
import { drawHeader } from './header.ts';
import { type LegendEntry, layOutLegend } from './legend.ts';
import { FONT, PALETTE, SANS } from './palette.ts';
import { createPlotFrame, dataPath, drawAxes, type PlotFrame } from './plot-frame.ts';
import { pointsLayer } from './points-layer.ts';
import {
  contourLayer,
  crossingLayer,
  drawPatterns,
  excludedLayer,
  expectedBandLayer,
  type Layer,
  modelBandLayer,
  outsideLayer,
  type PatternIds,
  theoryBandLayer,
} from './slice-layers.ts';
import { element, escapeXml } from './svg.ts';

export interface SliceFigureOptions {
  /** Plain text above the figure: the campaign's name. */
  readonly title?: string;
  /** Width of the whole figure in pixels; default 720. */
  readonly width?: number;
  /** Height of the plot's frame in pixels; default 440. */
  readonly plotHeight?: number;
  /** Begins the ids inside the SVG, which must differ between figures in one page; default `slice`. */
  readonly idPrefix?: string;
}

const MARGIN = { left: 66, right: 22, top: 14, bottom: 52 } as const;

/**
 * A slice as a publication-quality figure: expected contour dashed, observed solid, the expected ±1σ (and ±2σ) band,
 * the theory uncertainty dotted, the model's own ±1σ hatched, the points near the slice, and at which values the other
 * parameters stand.
 *
 * @returns a whole SVG document on white, in the light design tokens, with nothing outside of itself
 */
export function renderSliceSvg(slice: Slice, options: SliceFigureOptions = {}): string {
  const { title, width = 720, plotHeight = 440, idPrefix = 'slice' } = options;
  const ids = { model: `${idPrefix}-model`, crossing: `${idPrefix}-crossing`, inside: `${idPrefix}-inside` };
  const { left } = MARGIN;
  const plotWidth = width - left - MARGIN.right;

  // The legend's height decides where the frame stands, and only what is drawn has an entry: the layers are drawn in a
  // frame at the top first, and the whole plot is moved below the legend.
  const frame = createPlotFrame(slice.x, slice.y, { left, top: 0, width: plotWidth, height: plotHeight });
  const layers = drawLayers(slice, frame, ids);
  const header = drawHeader(title, slice.held, { x: left, y: MARGIN.top, width: plotWidth });
  const legend = layOutLegend(legendEntries(layers), plotWidth);
  const legendTop = MARGIN.top + header.height;
  const plotTop = legendTop + legend.height + 8;
  const height = plotTop + plotHeight + MARGIN.bottom;

  const clipped = (...parts: Layer[]): string =>
    element('g', { 'clip-path': `url(#${ids.inside})` }, ...parts.map(({ markup }) => markup));
  const plot = [
    layers.outside.markup,
    clipped(layers.excluded, layers.band2, layers.band1, layers.model, layers.crossing),
    layers.points.markup,
    clipped(layers.theory, layers.expected, layers.observed),
    drawAxes(frame, slice.x, slice.y),
    noteWithoutContours(slice, frame),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
      'font-family': SANS,
    },
    element('title', {}, escapeXml(title ?? `Exclusion in ${slice.x.name} and ${slice.y.name}`)),
    element('defs', {}, drawPatterns(ids), clipToInside(slice, frame, ids.inside)),
    element('rect', { width: '100%', height: '100%', fill: PALETTE.ground }),
    header.markup,
    legend.draw(left, legendTop),
    element('g', { transform: `translate(0 ${plotTop})` }, ...plot),
  )}\n`;
}

type Layers = ReturnType<typeof drawLayers>;

function drawLayers(slice: Slice, frame: PlotFrame, ids: PatternIds) {
  return {
    outside: outsideLayer(slice, frame),
    excluded: excludedLayer(slice, frame),
    band2: expectedBandLayer(slice, frame, 2),
    band1: expectedBandLayer(slice, frame, 1),
    model: modelBandLayer(slice, frame, ids),
    crossing: crossingLayer(slice, frame, ids),
    points: pointsLayer(slice, frame),
    theory: theoryBandLayer(slice, frame),
    expected: contourLayer(slice, frame, 'exp'),
    observed: contourLayer(slice, frame, 'obs'),
  };
}

function legendEntries(layers: Layers): LegendEntry[] {
  const { observed, theory, expected, band1, band2, model, excluded, points, outside, crossing } = layers;
  return [observed, theory, expected, band1, band2, model, excluded, points, outside, crossing].flatMap(
    ({ legend }) => legend,
  );
}

/** The frame without what lies beyond the constraints: bands and lines are computed a little past them. */
function clipToInside(slice: Slice, frame: PlotFrame, id: string): string {
  const { left, top, width, height } = frame;
  const box = `M${left} ${top}h${width}v${height}h${-width}Z`;
  const inside = element('path', { 'clip-rule': 'evenodd', d: box + dataPath(frame, slice.outside, true) });
  return element('clipPath', { id }, inside);
}

/** A plot without a contour says why. */
function noteWithoutContours(slice: Slice, frame: PlotFrame): string {
  const quantity = slice.quantities[slice.contour];
  if (quantity === undefined || quantity.contours.length > 0) return '';
  const values = quantity.mean.flat().filter((value) => value !== null);
  const note =
    values.length === 0
      ? 'all of this slice is outside the constraints'
      : `${values[0]! < 0 ? 'excluded' : 'allowed'} everywhere in this slice`;
  const at = { x: frame.left + frame.width / 2, y: frame.top + frame.height / 2, 'text-anchor': 'middle' };
  return element('text', { ...at, 'font-size': FONT.body, fill: PALETTE.caption }, escapeXml(note));
}
