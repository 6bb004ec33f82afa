// What a figure of a slice shows, computed from the surrogates' values at the nodes of its grid.
import type { HeldParameter, Polyline, SliceAxis, SliceCrossing } from '../contract/slices/slice.ts';
import type { SliceView } from '../contract/slices/slice-view.ts';
import type { Fidelity } from '../domain/fidelity.ts';
import { QUANTITIES, type Quantity } from '../domain/quantity.ts';
import { contourLines } from '../numerics/contouring.ts';
import { extendIntoGaps } from '../numerics/grid-gaps.ts';
import { type Ring, regionWhereNonNegative } from '../numerics/grid-region.ts';

/** What the surrogates say on a slice. Grids are ny × nx, row-major, NaN outside the constraints. */
export interface SliceFields {
  readonly x: SliceAxis;
  readonly y: SliceAxis;
  readonly held: readonly HeldParameter[];
  /** Whose probability of exclusion is the field, and whose own uncertainty is hatched. */
  readonly of: Quantity;
  readonly quantities: Readonly<Partial<Record<Quantity, QuantityFields>>>;
  /** Standard deviation of ln μ of the quantity `of`; null where its surrogate has no ln μ. */
  readonly sd: Float64Array | null;
  /** p_excl of the quantity `of` where its surrogate has no ln μ. */
  readonly pExcl: Float64Array | null;
  /** How far the nodes are beyond what the fitted points of `of` support; 0 and above it extrapolates. Null: not known. */
  readonly excess: Float64Array | null;
  readonly theory: readonly Polyline[];
  readonly outside: readonly Polyline[];
  readonly crossings: readonly SliceCrossing[];
}

/** One quantity of a slice. */
export interface QuantityFields {
  /** ŷ of ln μ, or ½ − p_excl of a surrogate without it: zero on the contour, negative where excluded. */
  readonly level: Float64Array;
  readonly hasLnMu: boolean;
  readonly lines: readonly Polyline[];
  /** The fidelity of the limits behind it. */
  readonly fidelity: Fidelity;
}

/** p_excl of the discreet level lines, and Φ⁻¹ of it. */
const LEVELS = [
  { p: 0.05, z: -1.6448536269514722 },
  { p: 0.25, z: -0.6744897501960817 },
  { p: 0.75, z: 0.6744897501960817 },
  { p: 0.95, z: 1.6448536269514722 },
] as const;

/** A slice where more than this share extrapolates has no data near; without a contour that is why. */
const MOSTLY = 0.5;

/** Computes the lines and regions of a slice. */
export function viewOfFields(fields: SliceFields): SliceView {
  const { x, y, held, of, quantities, crossings } = fields;
  const nx = x.values.length;
  const extended = new Map(
    QUANTITIES.flatMap((name) => {
      const quantity = quantities[name];
      return quantity === undefined ? [] : [[name, extendIntoGaps(quantity.level, nx)] as const];
    }),
  );
  const level = extended.get(of) ?? new Float64Array(nx * y.values.length).fill(Number.NaN);
  const sd = fields.sd && extendIntoGaps(fields.sd, nx);
  const pExcl = fields.pExcl && extendIntoGaps(fields.pExcl, nx);
  const where = (...conditions: Float64Array[]): Polyline[] =>
    regionWhereNonNegative(x, y, conditions).map(rounded);

  const extrapolated = fields.excess && extendIntoGaps(fields.excess, nx);
  const lines = quantities[of]?.lines ?? [];
  return {
    x,
    y,
    held: [...held],
    of,
    quantities: Object.fromEntries(
      Object.entries(quantities).map(([name, quantity]) => [
        name,
        {
          mean: quantity.hasLnMu ? roundedGrid(quantity.level, 4) : null,
          lines: quantity.lines.map(rounded),
          fidelity: quantity.fidelity,
        },
      ]),
    ),
    sd: fields.sd && roundedGrid(fields.sd, 5),
    pExcl: fields.pExcl && roundedGrid(fields.pExcl, 5),
    theory: fields.theory.map(rounded),
    regions: {
      band1: between(extended.get('exp_m1'), extended.get('exp_p1'), where),
      band2: between(extended.get('exp_m2'), extended.get('exp_p2'), where),
      model:
        sd === null
          ? []
          : where(
              combine(level, sd, (m, s) => s - m),
              combine(level, sd, (m, s) => s + m),
            ),
      extrapolated: extrapolated === null ? [] : where(extrapolated),
      crossing: crossings.flatMap(({ lower, upper }) => {
        const below = extended.get(lower);
        const above = extended.get(upper);
        return below && above ? where(combine(below, above, (low, high) => low - high)) : [];
      }),
      outside: fields.outside.map(rounded),
    },
    levels: LEVELS.map(({ p, z }) => {
      const found = contourLines(
        x,
        y,
        sd === null
          ? (pExcl?.map((value) => p - value) ?? level.map(() => Number.NaN))
          : combine(level, sd, (m, s) => m + z * s),
      );
      return { p, lines: found.map(rounded) };
    }),
    crossings: [...crossings],
    blank: lines.length > 0 ? null : whyBlank(quantities[of]?.level ?? level, fields.excess),
  };
}

type Where = (...conditions: Float64Array[]) => Polyline[];

/** Where 0 lies between ln μ at the two edges of a band, whichever of them is above the other. */
function between(lower: Float64Array | undefined, upper: Float64Array | undefined, where: Where): Polyline[] {
  if (lower === undefined || upper === undefined) return [];
  const negated = (values: Float64Array) => values.map((value) => -value);
  return [...where(negated(lower), upper), ...where(lower, negated(upper))];
}

function whyBlank(level: Float64Array, extrapolated: Float64Array | null): SliceView['blank'] {
  const inside = level.filter(Number.isFinite);
  if (inside.length === 0) return 'outside';
  const far = extrapolated?.filter((value) => value >= 0).length ?? 0;
  if (far > MOSTLY * inside.length) return 'no-data';
  return inside[0] < 0 ? 'excluded' : 'allowed';
}

const combine = (a: Float64Array, b: Float64Array, compute: (a: number, b: number) => number): Float64Array =>
  a.map((value, node) => compute(value, b[node]));

/** A hundred-thousandth of a value is less than a pixel, and half the digits. */
const rounded = (line: Polyline | Ring): Polyline =>
  line.map(([x, y]) => [Number(x.toPrecision(6)), Number(y.toPrecision(6))]);

function roundedGrid(values: Float64Array, decimals: number): (number | null)[] {
  const factor = 10 ** decimals;
  return Array.from(values, (value) => (Number.isFinite(value) ? Math.round(value * factor) / factor : null));
}
