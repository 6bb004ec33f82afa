import type { SliceView } from '#shared/contract/slices/slice-view.ts';
import type { Cut } from '#shared/contract/slices/slices-methods.ts';
import { QUANTITIES, type Quantity } from '#shared/domain/quantity.ts';
import {
  contourDistance,
  entropyOfProbability,
  entropyOfZ,
  exclusionProbability,
} from '#shared/numerics/exclusion.ts';
import { positionOf } from '#shared/numerics/grid-axis.ts';

/** What the fits say at one place of a slice. */
export interface Reading {
  /** Limits on μ, exp of the means. */
  readonly mu: Readonly<Partial<Record<Quantity, number>>>;
  readonly pExcl: number | null;
  readonly entropy: number | null;
  /** σ of ln μ of the slice's quantity; null where its surrogate has none. */
  readonly sd: number | null;
}

/** Between the nodes, bilinear; null where a node around it has no value or the place is outside. */
export function valueAt(
  grid: readonly (number | null)[],
  view: Pick<SliceView, 'x' | 'y'>,
  x: number,
  y: number,
): number | null {
  const nx = view.x.values.length;
  const ny = view.y.values.length;
  const u = positionOf(view.x, x);
  const v = positionOf(view.y, y);
  if (!(u >= -1e-9 && u <= nx - 1 + 1e-9 && v >= -1e-9 && v <= ny - 1 + 1e-9)) return null;
  const left = Math.min(nx - 2, Math.max(0, Math.floor(u)));
  const bottom = Math.min(ny - 2, Math.max(0, Math.floor(v)));
  const node = bottom * nx + left;
  const a = grid[node] ?? null;
  const b = grid[node + 1] ?? null;
  const c = grid[node + nx] ?? null;
  const d = grid[node + nx + 1] ?? null;
  if (a === null || b === null || c === null || d === null) return null;
  const right = u - left;
  const up = v - bottom;
  return (1 - up) * ((1 - right) * a + right * b) + up * ((1 - right) * c + right * d);
}

/** Everything that a slice knows of one place. */
export function readSlice(view: SliceView, x: number, y: number): Reading {
  const mu: Partial<Record<Quantity, number>> = {};
  for (const quantity of QUANTITIES) {
    const grid = view.quantities[quantity]?.mean;
    const mean = grid ? valueAt(grid, view, x, y) : null;
    if (mean !== null) mu[quantity] = Math.exp(mean);
  }
  const sd = view.sd && valueAt(view.sd, view, x, y);
  const own = mu[view.of];
  const mean = own === undefined ? null : Math.log(own);
  const pExcl = pExclAt(view, x, y);
  if (sd === null || mean === null) {
    return { mu, sd, pExcl, entropy: pExcl === null ? null : entropyOfProbability(pExcl) };
  }
  return { mu, sd, pExcl, entropy: entropyOfZ(contourDistance(mean, sd)) };
}

/** The probability of exclusion by the slice's quantity: of ln μ between the nodes, or itself where there is none. */
export function pExclAt(view: SliceView, x: number, y: number): number | null {
  if (view.pExcl) return valueAt(view.pExcl, view, x, y);
  const grid = view.quantities[view.of]?.mean;
  if (!grid || !view.sd) return null;
  const mean = valueAt(grid, view, x, y);
  const sd = valueAt(view.sd, view, x, y);
  return mean === null || sd === null ? null : exclusionProbability(mean, sd);
}

/** The cut through a slice at one y, read off its grid: there while the exact one is computed. */
export function cutThrough(view: SliceView, y: number): Cut {
  const at = (grid: readonly (number | null)[]) => view.x.values.map((x) => valueAt(grid, view, x, y));
  const nothing = view.x.values.map(() => null);
  return {
    values: view.x.values,
    quantities: Object.fromEntries(
      Object.entries(view.quantities).map(([quantity, { mean, fidelity }]): [string, CutQuantity] => [
        quantity,
        {
          pExcl: quantity === view.of ? view.x.values.map((x) => pExclAt(view, x, y)) : nothing,
          mean: mean && at(mean),
          sd: mean && (quantity === view.of && view.sd ? at(view.sd) : nothing),
          extrapolated:
            quantity === view.of
              ? view.x.values.map((x) => isInside(view.regions.extrapolated, x, y))
              : nothing,
          ...(fidelity !== undefined && { fidelity }),
        },
      ]),
    ),
  };
}

type CutQuantity = NonNullable<Cut['quantities'][Quantity]>;

/** Whether a place lies inside of rings, by the even-odd rule; edges are shorter than a cell, and straight enough. */
function isInside(rings: SliceView['regions']['extrapolated'], x: number, y: number): boolean {
  let isOdd = false;
  for (const ring of rings) {
    for (const [index, [x1, y1]] of ring.entries()) {
      const [x0, y0] = ring.at(index - 1) ?? [x1, y1];
      if (y0 > y !== y1 > y && x < x0 + ((y - y0) / (y1 - y0)) * (x1 - x0)) isOdd = !isOdd;
    }
  }
  return isOdd;
}
