// The layers of a slice's figure: each turns a part of the slice into markup and an entry of the legend.
import type { Polyline, Slice, SliceGrid } from '../contract/slice.ts';
import type { Quantity } from '../domain/quantity.ts';
import { extendIntoGaps } from '../numerics/grid-gaps.ts';
import { type Ring, regionWhereNonNegative } from '../numerics/grid-region.ts';
import type { LegendEntry } from './legend.ts';
import { PALETTE } from './palette.ts';
import { dataPath, type PlotFrame } from './plot-frame.ts';
import { type Attributes, element } from './svg.ts';

export interface Layer {
  readonly markup: string;
  readonly legend: readonly LegendEntry[];
}

const NOTHING: Layer = { markup: '', legend: [] };

/** Fills and strokes that repeat: the ids under which the figure's `<defs>` has them. */
export interface PatternIds {
  readonly model: string;
  readonly crossing: string;
}

export function drawPatterns(ids: PatternIds): string {
  const hatch = (id: string, size: number, angle: number, stroke: string): string =>
    element(
      'pattern',
      { id, width: size, height: size, patternUnits: 'userSpaceOnUse', patternTransform: `rotate(${angle})` },
      element('line', { x1: 0, y1: 0, x2: 0, y2: size, stroke, 'stroke-width': 1.4 }),
    );
  return hatch(ids.model, 5, 45, PALETTE.model) + hatch(ids.crossing, 7, -45, PALETTE.warning);
}

/** What lies beyond the constraints. */
export function outsideLayer(slice: Slice, frame: PlotFrame): Layer {
  return filled(frame, slice.outside, { fill: PALETTE.outside }, 'Outside constraints');
}

/** The excluded side of the campaign's contour, palely. */
export function excludedLayer(slice: Slice, frame: PlotFrame): Layer {
  const mean = slice.quantities[slice.contour]?.mean;
  if (mean === undefined) return NOTHING;
  const rings = regionOf(slice, [field([mean], (value) => -value)]);
  return filled(
    frame,
    rings,
    { fill: PALETTE.excluded },
    slice.contour === 'obs' ? 'Excluded (observed)' : 'Excluded (expected)',
  );
}

/** The experiment's expected band: where 0 lies between ln μ at its two edges. */
export function expectedBandLayer(slice: Slice, frame: PlotFrame, sigmas: 1 | 2): Layer {
  const upper = slice.quantities[`exp_p${sigmas}`];
  const lower = slice.quantities[`exp_m${sigmas}`];
  if (upper === undefined || lower === undefined) return NOTHING;
  const plain = (value: number): number => value;
  const negated = (value: number): number => -value;
  const rings = [
    ...regionOf(slice, [field([lower.mean], negated), field([upper.mean], plain)]),
    ...regionOf(slice, [field([lower.mean], plain), field([upper.mean], negated)]),
  ];
  const opacity = sigmas === 1 ? 0.42 : 0.2;
  const edge = { stroke: PALETTE.bandEdge, 'stroke-width': 1, 'stroke-opacity': sigmas === 1 ? 1 : 0.5 };
  const band = filled(
    frame,
    rings,
    { fill: PALETTE.band, 'fill-opacity': opacity },
    `Expected ±${sigmas}σ`,
    edge,
  );
  const edges = [...upper.contours, ...lower.contours];
  return {
    ...band,
    markup: band.markup + element('path', { fill: 'none', ...edge, d: dataPath(frame, edges) }),
  };
}

/** The model's own ±1σ: where the contour is within one posterior standard deviation, 0.16 < p_excl < 0.84. */
export function modelBandLayer(slice: Slice, frame: PlotFrame, ids: PatternIds): Layer {
  const quantity = slice.quantities[slice.contour];
  if (quantity === undefined) return NOTHING;
  const { mean, sd } = quantity;
  const rings = regionOf(slice, [
    field([mean, sd], (value, sigma) => sigma - value),
    field([mean, sd], (value, sigma) => sigma + value),
  ]);
  const name = slice.contour === 'obs' ? 'observed' : 'expected';
  return filled(frame, rings, { fill: `url(#${ids.model})`, 'fill-opacity': 0.55 }, `Model ±1σ (${name})`);
}

/** Where the fitted edges of the ±1σ band are in the wrong order. */
export function crossingLayer(slice: Slice, frame: PlotFrame, ids: PatternIds): Layer {
  const rings = slice.crossings.flatMap(({ lower, upper }) => {
    const below = slice.quantities[lower]?.mean;
    const above = slice.quantities[upper]?.mean;
    return below === undefined || above === undefined
      ? []
      : regionOf(slice, [field([below, above], (wronglyHigh, wronglyLow) => wronglyHigh - wronglyLow)]);
  });
  return filled(frame, rings, { fill: `url(#${ids.crossing})`, 'fill-opacity': 0.35 }, '±1σ fits cross');
}

const LINES = {
  exp: { name: 'Expected', style: { stroke: PALETTE.ink, 'stroke-width': 2, 'stroke-dasharray': '6 4' } },
  obs: { name: 'Observed', style: { stroke: PALETTE.ink, 'stroke-width': 2 } },
} as const;

/** The contour ln μ = 0 of expected (dashed) or observed (solid), cased in white to read on any ground. */
export function contourLayer(slice: Slice, frame: PlotFrame, quantity: Quantity & keyof typeof LINES): Layer {
  const contours = slice.quantities[quantity]?.contours;
  if (contours === undefined) return NOTHING;
  const { name, style } = LINES[quantity];
  return line(frame, contours, name, style);
}

/** The observed contour at the edges of the theory uncertainty on σ. */
export function theoryBandLayer(slice: Slice, frame: PlotFrame): Layer {
  const contours = [slice.derived.obs_th_p1, slice.derived.obs_th_m1].flatMap((edge) => edge?.contours ?? []);
  const style = { stroke: PALETTE.ink, 'stroke-width': 1.4, 'stroke-dasharray': '1.4 2.6' };
  return line(frame, contours, 'Observed ±1σ theory', style);
}

function filled(
  frame: PlotFrame,
  rings: readonly Ring[],
  fill: Attributes,
  label: string,
  edge: Attributes = {},
): Layer {
  if (rings.length === 0) return NOTHING;
  const swatch = (x: number, y: number): string =>
    element('rect', { x, y: y - 5, width: 24, height: 10, ...fill, ...edge });
  return {
    markup: element('path', { ...fill, 'fill-rule': 'evenodd', d: dataPath(frame, rings, true) }),
    legend: [{ label, swatchWidth: 24, swatch }],
  };
}

function line(frame: PlotFrame, contours: readonly Polyline[], label: string, style: Attributes): Layer {
  if (contours.length === 0) return NOTHING;
  const d = dataPath(frame, contours);
  const casing = {
    stroke: PALETTE.casing,
    'stroke-opacity': 0.78,
    'stroke-width': Number(style['stroke-width']) + 1.6,
  };
  const swatch = (x: number, y: number): string =>
    element('path', { fill: 'none', ...style, d: `M${x} ${y}h24` });
  return {
    markup: element('path', { fill: 'none', ...casing, d }) + element('path', { fill: 'none', ...style, d }),
    legend: [{ label, swatchWidth: 24, swatch }],
  };
}

/** Where all fields are ≥ 0; they reach past the constraints, where the figure clips them. */
const regionOf = (slice: Slice, fields: readonly Float64Array[]): Ring[] =>
  regionWhereNonNegative(Float64Array.from(slice.x.values), Float64Array.from(slice.y.values), fields);

/** A field computed from grids node by node. */
function field(grids: readonly SliceGrid[], compute: (...values: number[]) => number): Float64Array {
  const [first] = grids;
  const nx = first[0]?.length ?? 0;
  const values = first.flatMap((row, iy) =>
    row.map((_, ix) => {
      const here = grids.map((grid) => grid[iy]?.[ix] ?? Number.NaN);
      return compute(...here);
    }),
  );
  return extendIntoGaps(Float64Array.from(values), nx);
}
