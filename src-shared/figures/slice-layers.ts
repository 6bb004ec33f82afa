// The layers of a slice's figure, in the order in which they lie on each other.
import type { FigurePoint, ForeignLine, ShownField } from '../contract/slices/figure.ts';
import type { Polyline } from '../contract/slices/slice.ts';
import type { SliceView } from '../contract/slices/slice-view.ts';
import { dashesOf, LOW_ALONE, limitStyle } from './limit-style.ts';
import type { FigureColours } from './palette.ts';
import { dataPath, type PlotFrame } from './plot-frame.ts';
import { POINT_KINDS, pointNodes } from './points-layer.ts';
import { type Attributes, element, type SvgNode } from './svg.ts';

/** A part of the figure with an entry of its own in the legend. */
export interface Layer {
  readonly id: string;
  readonly label: string;
  readonly nodes: readonly SvgNode[];
  readonly swatchWidth: number;
  /** What it looks like in small, with its left end at x and its middle at y. */
  readonly swatch: (x: number, y: number) => SvgNode[];
  /** Whether it ends at the frame and at the constraints. Points on the edge are whole. */
  readonly isClipped: boolean;
  /** The field says the same already, so that the layer is not drawn. */
  readonly isMuted?: boolean;
}

export interface LayerInput {
  readonly view: SliceView;
  readonly points: readonly FigurePoint[];
  readonly foreign: readonly ForeignLine[];
  /** The field beneath; on the entropy and on a difference the bands show their edges only. */
  readonly field: ShownField | null;
  readonly colours: FigureColours;
  /** Begins the ids inside the SVG, which must differ between figures in one page. */
  readonly idPrefix: string;
}

export const patternId = (prefix: string, kind: 'model' | 'extrapolated' | 'crossing'): string =>
  `${prefix}-${kind}`;

/** Fills that repeat. */
export function drawPatterns(prefix: string, colours: FigureColours): SvgNode[] {
  const hatching = (id: string, size: number, angle: number, stroke: string): SvgNode =>
    element(
      'pattern',
      { id, width: size, height: size, patternUnits: 'userSpaceOnUse', patternTransform: `rotate(${angle})` },
      element('line', { x1: size / 2, y1: 0, x2: size / 2, y2: size, stroke, 'stroke-width': 0.6 }),
    );
  return [
    hatching(patternId(prefix, 'model'), 5, 45, colours.model),
    hatching(patternId(prefix, 'crossing'), 7, -45, colours.warning),
    element(
      'pattern',
      { id: patternId(prefix, 'extrapolated'), width: 6, height: 6, patternUnits: 'userSpaceOnUse' },
      element('circle', { cx: 1.5, cy: 1.5, r: 0.8, fill: colours.extrapolated }),
    ),
  ];
}

/** Everything that the slice has to show; a layer with nothing in it is left out. */
export function drawLayers(input: LayerInput, frame: PlotFrame): Layer[] {
  const { view, field, colours, idPrefix, foreign, points } = input;
  const { regions } = view;
  const isEdgeOnly = field === 'entropy' || field === 'difference';
  const fillOf = (kind: Parameters<typeof patternId>[1]) => `url(#${patternId(idPrefix, kind)})`;
  const layers = [
    region(frame, 'band2', 'Expected ±2σ', regions.band2, band(colours, 0.5, isEdgeOnly)),
    region(frame, 'band1', 'Expected ±1σ', regions.band1, band(colours, 1, isEdgeOnly)),
    muted(
      region(frame, 'model', 'Model ±1σ', regions.model, { fill: fillOf('model'), 'fill-opacity': 0.6 }),
      isEdgeOnly,
    ),
    region(frame, 'extrapolated', 'Extrapolated', regions.extrapolated, { fill: fillOf('extrapolated') }),
    region(frame, 'crossing', '±1σ fits cross', regions.crossing, {
      fill: fillOf('crossing'),
      'fill-opacity': 0.35,
    }),
    line(frame, 'theory', 'Observed ±1σ theory', view.theory, colours, {
      stroke: colours.ink,
      'stroke-width': 1.4,
      'stroke-dasharray': '1.4 2.6',
    }),
    ...foreign.map(({ id, label, lines, colour, isDashed, isLowAlone = false }) =>
      line(frame, id, label, lines, colours, {
        stroke: colours.series[colour % colours.series.length],
        'stroke-width': 1.6,
        'stroke-dasharray': dashesOf(isDashed ? 'exp' : 'obs', isLowAlone),
      }),
    ),
    limitLine(frame, 'exp', view, colours),
    limitLine(frame, 'obs', view, colours),
    ...POINT_KINDS.map((kind) => pointsLayer(frame, kind, points, colours)),
  ];
  return joinSameId(layers.filter((layer) => layer !== null));
}

function joinSameId(layers: readonly Layer[]): Layer[] {
  const joined: Layer[] = [];
  for (const layer of layers) {
    const last = joined.at(-1);
    if (last?.id === layer.id)
      joined[joined.length - 1] = { ...layer, nodes: [...last.nodes, ...layer.nodes] };
    else joined.push(layer);
  }
  return joined;
}

/** The order of the legend: the limits first, then what is around them. */
const LEGEND_ORDER = [
  'obs',
  'theory',
  'exp',
  'band1',
  'band2',
  'model',
  'extrapolated',
  'crossing',
  'excluded',
  'allowed',
  'low',
  'test',
  'proposed',
  'pending',
];

/** The layers as the legend lists them. */
export function inLegendOrder<T extends { readonly id: string }>(layers: readonly T[]): T[] {
  const place = ({ id }: T): number => {
    const known = LEGEND_ORDER.indexOf(id);
    return known < 0 ? LEGEND_ORDER.length : known;
  };
  return layers.toSorted((a, b) => place(a) - place(b));
}

/** Discreet lines of equal probability. */
export function drawLevels(view: SliceView, frame: PlotFrame, colours: FigureColours): SvgNode[] {
  return view.levels
    .filter(({ lines }) => lines.length > 0)
    .map(({ lines }) =>
      element('path', {
        d: dataPath(frame, lines),
        fill: 'none',
        stroke: colours.ink,
        'stroke-opacity': 0.22,
        'stroke-width': 0.8,
      }),
    );
}

/** What lies beyond the constraints is no part of the campaign: ground, behind a dotted line. */
export function drawOutside(view: SliceView, frame: PlotFrame, colours: FigureColours): SvgNode[] {
  if (view.regions.outside.length === 0) return [];
  return [
    element('path', {
      d: dataPath(frame, view.regions.outside, true),
      fill: colours.ground,
      'fill-rule': 'evenodd',
      stroke: colours.caption,
      'stroke-width': 0.8,
      'stroke-dasharray': '1.5 3',
    }),
  ];
}

const muted = (layer: Layer | null, isMuted: boolean): Layer | null =>
  layer === null || !isMuted ? layer : { ...layer, nodes: [], isMuted };

function band(colours: FigureColours, strength: number, isEdgeOnly: boolean): Attributes {
  return {
    fill: colours.band.colour,
    'fill-opacity': isEdgeOnly ? 0 : colours.band.opacity * strength,
    stroke: colours.bandEdge,
    'stroke-width': 1,
    'stroke-opacity': strength,
  };
}

function region(
  frame: PlotFrame,
  id: string,
  label: string,
  rings: readonly Polyline[],
  style: Attributes,
): Layer | null {
  if (rings.length === 0) return null;
  return {
    id,
    label,
    nodes: [element('path', { ...style, 'fill-rule': 'evenodd', d: dataPath(frame, rings, true) })],
    swatchWidth: 24,
    swatch: (x, y) => [element('rect', { x, y: y - 5, width: 24, height: 10, ...style })],
    isClipped: true,
  };
}

function line(
  frame: PlotFrame,
  id: string,
  label: string,
  lines: readonly Polyline[],
  { casing }: FigureColours,
  style: Attributes,
): Layer | null {
  if (lines.length === 0) return null;
  const d = dataPath(frame, lines);
  const under = {
    stroke: casing.colour,
    'stroke-opacity': casing.opacity,
    'stroke-width': Number(style['stroke-width']) + 2.4,
  };
  return {
    id,
    label,
    nodes: [
      element('path', { fill: 'none', ...under, d }),
      element('path', { fill: 'none', ...style, 'stroke-linejoin': 'round', d }),
    ],
    swatchWidth: 24,
    swatch: (x, y) => [element('path', { fill: 'none', ...style, d: `M${x} ${y}h24` })],
    isClipped: true,
  };
}

const LIMIT_NAMES = { exp: 'Expected', obs: 'Observed' } as const;

function limitLine(
  frame: PlotFrame,
  quantity: keyof typeof LIMIT_NAMES,
  { quantities }: SliceView,
  colours: FigureColours,
): Layer | null {
  const { lines = [], fidelity } = quantities[quantity] ?? {};
  const isLowAlone = fidelity === 'low';
  const label = `${LIMIT_NAMES[quantity]}${isLowAlone ? `, ${LOW_ALONE}` : ''}`;
  return line(frame, quantity, label, lines, colours, limitStyle(quantity, isLowAlone, colours));
}

function pointsLayer(
  frame: PlotFrame,
  kind: (typeof POINT_KINDS)[number],
  points: readonly FigurePoint[],
  colours: FigureColours,
): Layer | null {
  const own = points.filter(kind.holds);
  if (own.length === 0) return null;
  return {
    id: kind.id,
    label: kind.label,
    nodes: pointNodes(kind, own, frame, colours),
    swatchWidth: 10,
    swatch: (x, y) => [element('path', { d: kind.shape(x + 5, y), ...kind.style(colours) })],
    isClipped: false,
  };
}
