import type { ShownIn } from '../contract/slices/figure.ts';
import type { SliceView } from '../contract/slices/slice-view.ts';
import { label } from './label.ts';
import { type FigureColours, FONT } from './palette.ts';
import { type Box, createPlotFrame, dataPath, drawFrame, drawLabels, type PlotFrame } from './plot-frame.ts';
import {
  drawLayers,
  drawLevels,
  drawOutside,
  drawPatterns,
  inLegendOrder,
  type Layer,
  type LayerInput,
} from './slice-layers.ts';
import { element, type SvgNode } from './svg.ts';
import { textWidth } from './text-width.ts';

export interface SlicePlotInput extends LayerInput {
  /** Layers that the reader has switched off. */
  readonly hidden?: ReadonlySet<string>;
  /** Units in which the axes are labelled, where these are not the data's own. */
  readonly shownIn?: { readonly x?: ShownIn | undefined; readonly y?: ShownIn | undefined };
  /** Small panels have no labels and finer ticks. */
  readonly isSmall?: boolean;
}

/** A slice in its frame: what lies over the field, in the order of drawing, and what the legend says. */
export interface SlicePlot {
  readonly frame: PlotFrame;
  /** `<defs>` first; the field belongs before all of it. */
  readonly nodes: readonly SvgNode[];
  /** Every layer that there is, hidden ones too, as the legend lists them. */
  readonly layers: readonly Layer[];
}

/** Why a plot without a contour has none, for people. */
export const BLANK_NOTES: Readonly<Record<NonNullable<SliceView['blank']>, string>> = {
  allowed: 'allowed everywhere',
  excluded: 'excluded everywhere',
  outside: 'outside the constraints',
  'no-data': 'no data near',
};

/**
 * A slice as a plot: field beneath, bands, hatching, points, contours with a pale casing, and frame and ticks above them
 * all. Window, files and command line draw this.
 */
export function drawSlicePlot(input: SlicePlotInput, box: Box): SlicePlot {
  const { view, colours, idPrefix, hidden = new Set(), isSmall = false, shownIn = {} } = input;
  const x = { ...view.x, shownIn: shownIn.x };
  const y = { ...view.y, shownIn: shownIn.y };
  const frame = createPlotFrame(x, y, box);
  const layers = drawLayers(input, frame);
  const shown = layers.filter(({ id }) => !hidden.has(id));
  const clipId = `${idPrefix}-inside`;
  const clipped = (nodes: readonly SvgNode[]): SvgNode =>
    element('g', { 'clip-path': `url(#${clipId})` }, nodes);
  const levels =
    input.field === null || input.field === 'difference' || isSmall ? [] : drawLevels(view, frame, colours);
  const nodes = [
    element('defs', {}, drawPatterns(idPrefix, colours), clipToInside(view, frame, clipId)),
    ...drawOutside(view, frame, colours),
    ...(levels.length > 0 ? [clipped(levels)] : []),
    ...groupByClip(shown).map(({ isClipped, nodes: group }) =>
      isClipped ? clipped(group) : element('g', {}, group),
    ),
    ...drawFrame(frame, colours, isSmall ? 0.6 : 1),
    ...(isSmall ? [] : drawLabels(frame, x, y, colours)),
    ...noteWithoutContour(view, frame, colours),
  ];
  return { frame, nodes, layers: inLegendOrder(layers) };
}

/** Neighbours that are cut off alike share a group. */
function groupByClip(layers: readonly Layer[]): { isClipped: boolean; nodes: SvgNode[] }[] {
  const groups: { isClipped: boolean; nodes: SvgNode[] }[] = [];
  for (const { isClipped, nodes } of layers) {
    const last = groups.at(-1);
    if (last?.isClipped === isClipped) last.nodes.push(...nodes);
    else groups.push({ isClipped, nodes: [...nodes] });
  }
  return groups;
}

/** The frame without what lies beyond the constraints: bands and lines are computed a little past them. */
function clipToInside(view: SliceView, frame: PlotFrame, id: string): SvgNode {
  const { left, top, width, height } = frame;
  const box = `M${left} ${top}h${width}v${height}h${-width}Z`;
  const d = box + dataPath(frame, view.regions.outside, true);
  return element('clipPath', { id }, element('path', { 'clip-rule': 'evenodd', d }));
}

function noteWithoutContour(view: SliceView, frame: PlotFrame, colours: FigureColours): SvgNode[] {
  if (view.blank === null) return [];
  const { left, top, width, height } = frame;
  const size = FONT.tick;
  const note = BLANK_NOTES[view.blank];
  const lines = textWidth(note, size) > width - 8 ? note.split(' ') : [note];
  return lines.map((line, index) =>
    label(line, {
      x: left + width / 2,
      y: top + height / 2 + (index - (lines.length - 1) / 2) * 14 + 4,
      anchor: 'middle',
      size,
      fill: colours.caption,
    }),
  );
}
