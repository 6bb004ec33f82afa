import type { FigurePoint } from '#shared/contract/slices/figure.ts';
import type { QuantitySlice, Slice, SliceAxis, SliceGrid } from '#shared/contract/slices/slice.ts';
import type { Fidelity } from '#shared/domain/fidelity.ts';
import { viewOfFields } from '#shared/figures/slice-view.ts';
import { contourLines } from '#shared/numerics/contouring.ts';
import { normalCdf } from '#shared/numerics/normal-distribution.ts';

const COUNT = 41;

const axis = (from: number, to: number): number[] =>
  Array.from({ length: COUNT }, (_, index) => from + ((to - from) * index) / (COUNT - 1));

const x: SliceAxis = { name: 'm_zp', label: "m_{Z'}", unit: 'GeV', scale: 'linear', values: axis(500, 4000) };
const y: SliceAxis = {
  name: 'gx',
  label: 'g_\\chi',
  scale: 'log',
  values: axis(Math.log(0.1), Math.log(3)).map(Math.exp),
};

/** A quantity whose limit falls with the coupling and rises with the mass, `offset` above expected. */
function quantity(offset: number) {
  const mean = y.values.map((gx) => x.values.map((mass) => mass / 900 - 2.2 - 1.4 * Math.log(gx) + offset));
  const sd = mean.map((row) => row.map((_, ix) => 0.1 + 0.3 * (ix / COUNT) ** 2));
  return {
    mean,
    sd,
    pExcl: mean.map((row, iy) => row.map((value, ix) => normalCdf(-value / (sd[iy][ix] ?? 1)))),
    contours: contourLines(x, y, Float64Array.from(mean.flat())),
    fidelity: 'high' as Fidelity,
    extrapolated: mean.map((row) => row.map(() => false)),
  } satisfies QuantitySlice;
}

/** A slice with everything that the figure can show. */
export function syntheticSlice() {
  return {
    x,
    y,
    fixed: { m_s: 110, gq: 0.25 },
    held: [
      { name: 'm_s', label: 'm_s', unit: 'GeV', value: 110, because: 'mid_range' },
      { name: 'gq', value: 0.25, because: 'constant' },
    ],
    contour: 'exp',
    quantities: { exp: quantity(0), exp_p1: quantity(0.33), exp_m1: quantity(-0.3), obs: quantity(0.15) },
    derived: {
      obs_th_p1: { mean: quantity(0.05).mean, contours: quantity(0.05).contours },
      obs_th_m1: { mean: quantity(0.25).mean, contours: quantity(0.25).contours },
    },
    outside: [
      [
        [3500, 0.1],
        [4000, 0.1],
        [4000, 0.4],
      ],
    ],
    points: [
      { x: 1000, y: 1, distance: 0, fidelity: 'high', state: 'known', lnMu: -1.1 },
      { x: 3000, y: 0.5, distance: 0.1, fidelity: 'high', state: 'known', lnMu: 2.1 },
      { x: 2000, y: 0.3, distance: 0.2, fidelity: 'low', state: 'known', lnMu: 1.5 },
      { x: 1500, y: 2, distance: 0.05, fidelity: 'low', state: 'known', lnMu: -1.5 },
      { x: 2500, y: 1, distance: 0.02, fidelity: 'high', state: 'pending' },
      { x: 2222, y: 0.77, distance: 0.5, fidelity: 'high', state: 'known', lnMu: 1 },
    ],
    crossings: [],
  } satisfies Slice;
}

/** The slice ready to be drawn, as the core makes it of what it computes. */
export function viewOfSlice(slice: Slice) {
  const { x, y, held, contour: of, quantities, derived, outside, crossings } = slice;
  return viewOfFields({
    x,
    y,
    held,
    of,
    quantities: Object.fromEntries(
      Object.entries(quantities).map(([name, { mean, contours, fidelity }]) => [
        name,
        { level: flatten(mean ?? []), hasLnMu: true, lines: contours, fidelity },
      ]),
    ),
    sd: flatten(quantities[of]?.sd ?? []),
    pExcl: null,
    excess: null,
    theory: [derived.obs_th_p1, derived.obs_th_m1].flatMap((edge) => edge?.contours ?? []),
    outside,
    crossings,
  });
}

const flatten = (grid: SliceGrid): Float64Array =>
  Float64Array.from(grid.flat(), (value) => value ?? Number.NaN);

/** The points of a slice, to be drawn. */
export function figurePoints({ points }: Pick<Slice, 'points'>): FigurePoint[] {
  return points.map(({ x, y, distance, fidelity, state, lnMu }) => {
    return { x, y, distance, fidelity, state, isExcluded: lnMu !== undefined && lnMu < 0 };
  });
}
