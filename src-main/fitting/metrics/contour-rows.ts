import { BAND_EDGES, type Quantity } from '#shared/domain/quantity.ts';
import { type Contour, contourMovement } from './contour-movement.ts';
import { findContour } from './contour-points.ts';
import type { Measured, MetricRows } from './metric-rows.ts';
import type { OpenedIteration } from './opened-iteration.ts';
import { drawScanLines, type ScanLines } from './scan-lines.ts';
import {
  type ContourSharpness,
  type ContourWidths,
  contourSharpness,
  contourWidths,
  type Sharpness,
} from './sharpness.ts';

/** Adds what is measured on the contours themselves: movement, sharpness, and s against the expected band. */
export async function addContourRows(
  rows: MetricRows,
  current: OpenedIteration,
  previous: OpenedIteration | null,
  quantities: readonly Quantity[],
  lineOptions: { readonly count: number; readonly nodes: number; readonly seed: number },
): Promise<void> {
  const { space } = current;
  const lines = drawScanLines(space, lineOptions);
  const contours = await contoursOf(current, current, quantities, lines);
  const before = previous ? await contoursOf(previous, current, quantities, lines) : new Map();

  const moved = new Map<Quantity, Measured>();
  const sharpness = new Map<Quantity, ContourSharpness>();
  for (const [quantity, contour] of contours) {
    const last = before.get(quantity);
    if (last) moved.set(quantity, await contourMovement(contour, last, space.names.length));
    const found = await contourSharpness(space, contour.field, contour.points);
    if (found) sharpness.set(quantity, found);
  }
  rows.addEachAndMean('moved', moved);
  addSharpnessRows(rows, sharpness, space.names);
  rows.addEachAndMean('contourExtrapolated', await extrapolatedShares(contours));
  addWidthRows(rows, await widthsOf(current, contours));
}

/** The share of each contour where its surrogate extrapolates. */
async function extrapolatedShares(
  contours: ReadonlyMap<Quantity, Contour>,
): Promise<Map<Quantity, Measured>> {
  const shares = new Map<Quantity, Measured>();
  for (const [quantity, { field, points }] of contours) {
    const { excess } = await field.predict(points.v);
    const value = points.weight.reduce((sum, weight, i) => (excess[i] >= 0 ? sum + weight : sum), 0);
    shares.set(quantity, { value, error: null });
  }
  return shares;
}

/** The contours of those quantities that have one, in the v of the current space. */
async function contoursOf(
  iteration: OpenedIteration,
  current: OpenedIteration,
  quantities: readonly Quantity[],
  lines: ScanLines,
): Promise<Map<Quantity, Contour>> {
  const contours = new Map<Quantity, Contour>();
  for (const quantity of quantities) {
    const field = await iteration.field(quantity, current.space);
    const points = field && (await findContour(field, lines));
    if (points) contours.set(quantity, { field, points });
  }
  return contours;
}

function addSharpnessRows(
  rows: MetricRows,
  sharpness: ReadonlyMap<Quantity, ContourSharpness>,
  parameters: readonly string[],
): void {
  const each = (of: (found: ContourSharpness) => number) =>
    new Map(
      Array.from(sharpness, ([quantity, found]): [Quantity, Measured] => [
        quantity,
        { value: of(found), error: null },
      ]),
    );
  const unknown: Sharpness = { median: Number.NaN, p90: Number.NaN };
  rows.addEachAndMean(
    'sharpness',
    each(({ across }) => across.median),
  );
  rows.addEachAndMean(
    'sharpness90',
    each(({ across }) => across.p90),
  );
  for (const parameter of parameters) {
    const of = ({ byParameter }: ContourSharpness) => byParameter.get(parameter) ?? unknown;
    rows.addEachAndMean(
      'sharpness',
      each((found) => of(found).median),
      { parameter },
    );
    rows.addEachAndMean(
      'sharpness90',
      each((found) => of(found).p90),
      { parameter },
    );
  }
}

async function widthsOf(
  current: OpenedIteration,
  contours: ReadonlyMap<Quantity, Contour>,
): Promise<Map<Quantity, ContourWidths>> {
  const plus = await current.field(BAND_EDGES[1].upper);
  const minus = await current.field(BAND_EDGES[1].lower);
  const band = plus?.hasLnMu && minus?.hasLnMu ? { plus, minus } : null;
  const widths = new Map<Quantity, ContourWidths>();
  for (const [quantity, { field, points }] of contours) {
    const found = await contourWidths(points, field, band);
    if (found) widths.set(quantity, found);
  }
  return widths;
}

function addWidthRows(rows: MetricRows, widths: ReadonlyMap<Quantity, ContourWidths>): void {
  const metrics = { contourSigma: 'sigma', bandHalfWidth: 'halfWidth', bandRatio: 'ratio' } as const;
  for (const [metric, width] of Object.entries(metrics) as [keyof typeof metrics, keyof ContourWidths][]) {
    const each = Array.from(widths, ([quantity, found]): [Quantity, Measured] => [
      quantity,
      { value: found[width], error: null },
    ]);
    rows.addEachAndMean(metric, new Map(each.filter(([, { value }]) => !Number.isNaN(value))));
  }
}
