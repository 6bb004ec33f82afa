import type { ShownIn } from '../contract/slices/figure.ts';
import type { SliceAxis } from '../contract/slices/slice.ts';
import type { Cut } from '../contract/slices/slices-methods.ts';
import type { Quantity } from '../domain/quantity.ts';
import { label } from './label.ts';
import { LOW_ALONE, limitStyle } from './limit-style.ts';
import type { FigureColours } from './palette.ts';
import { type Box, createPlotFrame, drawFrame, drawLabels, type PlotFrame } from './plot-frame.ts';
import { drawPatterns, patternId } from './slice-layers.ts';
import { type Attributes, element, pathData, type SvgNode } from './svg.ts';

export interface CutPlotInput {
  readonly axis: SliceAxis & { readonly shownIn?: ShownIn | undefined };
  readonly cut: Cut;
  /** Whose own uncertainty is hatched. */
  readonly of: Quantity;
  readonly hidden: ReadonlySet<string>;
  readonly colours: FigureColours;
  readonly idPrefix: string;
}

export interface CutPlot {
  readonly frame: PlotFrame;
  readonly nodes: readonly SvgNode[];
}

/** ln μ beyond which the axis does not reach. */
const MOST = Math.log(1e4);

type Point = readonly [x: number, y: number];

/**
 * The limit on μ along one parameter, on a logarithmic axis: expected and observed, the experiment's band, the model's
 * own uncertainty, and a thin line where μ = 1. Nothing is drawn of surrogates that give no ln μ, which a note says. Its x axis is that of a slice with the same box.
 */
export function drawCutPlot({ axis, cut, of, hidden, colours, idPrefix }: CutPlotInput, box: Box): CutPlot {
  const frame = createPlotFrame(axis, { scale: 'log', values: [...limitsOf(cut, of)] }, box);
  const clip = `${idPrefix}-inside`;
  const line = (values: readonly (number | null)[]): string =>
    pathData(runs(frame, cut.values, values), false);
  const own = cut.quantities[of];
  const nodes = [
    element(
      'defs',
      {},
      drawPatterns(idPrefix, colours),
      element(
        'clipPath',
        { id: clip },
        element('rect', { x: box.left, y: box.top, width: box.width, height: box.height }),
      ),
    ),
    element(
      'g',
      { 'clip-path': `url(#${clip})` },
      hidden.has('extrapolated') || !own
        ? []
        : extrapolatedBoxes(frame, cut.values, own.extrapolated, patternId(idPrefix, 'extrapolated')),
      hidden.has('band1')
        ? []
        : area(
            frame,
            cut,
            cut.quantities.exp_m1?.mean ?? undefined,
            cut.quantities.exp_p1?.mean ?? undefined,
            {
              fill: colours.band.colour,
              'fill-opacity': colours.band.opacity,
            },
          ),
      hidden.has('model') || !own?.mean
        ? []
        : area(frame, cut, shifted(own, -1), shifted(own, 1), {
            fill: `url(#${patternId(idPrefix, 'model')})`,
            'fill-opacity': 0.6,
          }),
      element('path', {
        d: `M${box.left} ${frame.y.position(1)}h${box.width}`,
        stroke: colours.warning,
        'stroke-width': 1,
      }),
      (['exp', 'obs'] as const).flatMap((quantity) => {
        const found = cut.quantities[quantity];
        if (!found?.mean || hidden.has(quantity)) return [];
        const d = line(found.mean);
        const { casing } = colours;
        return [
          element('path', {
            d,
            fill: 'none',
            stroke: casing.colour,
            'stroke-opacity': casing.opacity,
            'stroke-width': 4.4,
          }),
          element('path', { d, fill: 'none', ...limitStyle(quantity, found.fidelity === 'low', colours) }),
        ];
      }),
    ),
    ...drawFrame(frame, colours),
    ...drawLabels(frame, axis, { name: 'Limit on μ' }, colours),
    ...noteWithoutLnMu(cut, box, colours),
    ...noteOfLowAlone(cut, box, hidden, colours),
    label('μ = 1', {
      x: box.left + box.width + 6,
      y: frame.y.position(1) + 4,
      size: 12,
      fill: colours.warning,
    }),
  ];
  return { frame, nodes };
}

/** Where the surrogate extrapolates, over the whole height. */
function extrapolatedBoxes(
  { x, top, height }: PlotFrame,
  values: readonly number[],
  extrapolated: readonly (boolean | null)[],
  pattern: string,
): SvgNode[] {
  const boxes: SvgNode[] = [];
  for (let from = 0; from < values.length; from++) {
    if (extrapolated[from] !== true) continue;
    let to = from;
    while (extrapolated[to + 1] === true) to += 1;
    const [start, end] = [x.position(values[from]), x.position(values[to])];
    boxes.push(element('rect', { x: start, y: top, width: end - start, height, fill: `url(#${pattern})` }));
    from = to;
  }
  return boxes;
}

/** Which lines have no high-fidelity limit behind them: the cut has no legend that could say so. */
function noteOfLowAlone(
  { quantities }: Cut,
  box: Box,
  hidden: ReadonlySet<string>,
  colours: FigureColours,
): SvgNode[] {
  const names = (['exp', 'obs'] as const).filter((quantity) => {
    const found = quantities[quantity];
    return found?.fidelity === 'low' && found.mean !== null && !hidden.has(quantity);
  });
  if (names.length === 0) return [];
  const words = { exp: 'expected', obs: 'observed' };
  return [
    label(`${names.map((name) => words[name]).join(' and ')}: ${LOW_ALONE}`, {
      x: box.left + 8,
      y: box.top + 16,
      size: 12,
      fill: colours.caption,
    }),
  ];
}

/** Why nothing is drawn. */
function noteWithoutLnMu({ quantities }: Cut, box: Box, colours: FigureColours): SvgNode[] {
  const found = Object.values(quantities);
  if (found.length === 0 || found.some(({ mean }) => mean !== null)) return [];
  return [
    label('this surrogate gives no $\\ln\\mu$', {
      x: box.left + box.width / 2,
      // Above the middle, where the line μ = 1 is.
      y: box.top + box.height / 4 + 4,
      anchor: 'middle',
      size: 12,
      fill: colours.caption,
    }),
  ];
}

/** The ends of the axis: everything that is drawn and μ = 1, a little room at both. */
function limitsOf({ quantities }: Cut, of: Quantity): [lower: number, upper: number] {
  const drawn = Object.entries(quantities).flatMap(([quantity, found]) => {
    const values = quantity === of ? [...shifted(found, -1), ...shifted(found, 1)] : (found.mean ?? []);
    return values.filter((value) => value !== null);
  });
  const room = 0.5;
  const lower = Math.max(-MOST, drawn.reduce((least, value) => Math.min(least, value), -1) - room);
  const upper = Math.min(MOST, drawn.reduce((most, value) => Math.max(most, value), 1) + room);
  return [Math.exp(lower), Math.exp(upper)];
}

type Values = readonly (number | null)[];

const shifted = (
  { mean, sd }: { readonly mean: Values | null; readonly sd: Values | null },
  sigmas: number,
): (number | null)[] =>
  (mean ?? []).map((value, index) => {
    const spread = sd?.[index] ?? null;
    return value === null || spread === null ? null : value + sigmas * spread;
  });

/** A line in pixels, broken where there is no value. */
function runs(frame: PlotFrame, values: readonly number[], lnMu: Values): Point[][] {
  const lines: Point[][] = [[]];
  for (const [index, value] of values.entries()) {
    const y = lnMu[index] ?? null;
    if (y === null) lines.push([]);
    else lines.at(-1)?.push([frame.x.position(value), frame.y.position(Math.exp(clamp(y)))]);
  }
  return lines;
}

/** Far beyond the frame, but not so far that a pixel cannot say it. */
const clamp = (value: number): number => Math.min(2 * MOST, Math.max(-2 * MOST, value));

function area(
  frame: PlotFrame,
  { values }: Cut,
  lower: Values | undefined,
  upper: Values | undefined,
  style: Attributes,
): SvgNode[] {
  if (lower === undefined || upper === undefined) return [];
  const ends = runs(frame, values, upper);
  const rings = runs(frame, values, lower).map((run, index) => [...run, ...(ends[index] ?? []).toReversed()]);
  return [element('path', { ...style, d: pathData(rings, true) })];
}
