import { sobolPoints } from '../numerics/sobol.ts';
import { RegionChains } from '../numerics/thin-regions.ts';
import { ContouristError } from './contourist-error.ts';
import { compileExpression } from './expression.ts';
import { isThin } from './thin-space.ts';

/** What coordinates need to know of the space around them. */
interface Surroundings {
  readonly names: readonly string[];
  readonly fixed: Readonly<Record<string, number>>;
  readonly fromUnit: (v: ArrayLike<number>) => Float64Array;
  /** Whether a θ satisfies the constraints. */
  readonly satisfies: (theta: ArrayLike<number>) => boolean;
  /** How far the constraints are from holding at a θ; 0 where they hold. */
  readonly missBy: (theta: ArrayLike<number>) => number;
  /** The same for the same bounds, scales, fixed values and constraints alone. */
  readonly key: string;
}

const SAMPLE = 2 ** 14;

/** Points of a thin space over which coordinates range. */
const THIN_SAMPLE = 2 ** 11;
const THIN_SEED = 1;

/** With more parameters than this, the corners of the box outnumber the Sobol points and are left out. */
const MOST_CORNER_PARAMETERS = 14;

/** The first 2¹⁴ points of the plain Sobol sequence: they stand for the box of v where something is measured once. */
export function sobolRows(dimension: number): readonly Float64Array[] {
  const known = keptRows.get(dimension);
  if (known) return known;
  const points = sobolPoints(dimension, SAMPLE);
  const rows = Array.from({ length: SAMPLE }, (_, row) =>
    points.subarray(row * dimension, (row + 1) * dimension),
  );
  keptRows.set(dimension, rows);
  return rows;
}

/** By dimension: every space with coordinates asks for them, and most requests make a space. */
const keptRows = new Map<number, readonly Float64Array[]>();

function corners(dimension: number): Float64Array[] {
  if (dimension > MOST_CORNER_PARAMETERS) return [];
  return Array.from({ length: 2 ** dimension }, (_, corner) =>
    Float64Array.from({ length: dimension }, (_, axis) => (corner >> axis) & 1),
  );
}

/** The inputs of the Gaussian process as functions of θ. */
export interface Coordinates {
  /** u of a θ, null where one of the coordinates is not finite. */
  readonly at: (theta: ArrayLike<number>) => Float64Array | null;
  /** Smallest and largest value of each expression: where its entry of u is 0 and 1. */
  readonly ranges: readonly (readonly [from: number, to: number])[];
}

/**
 * θ all over what the constraints leave: the corners of the box and the Sobol points that satisfy them; points of chains
 * where the space is thin; all of the box where no point satisfies them.
 */
function allowedThetas({ names, fromUnit, satisfies, missBy, key }: Surroundings): readonly Float64Array[] {
  const sample = [...corners(names.length), ...sobolRows(names.length)].map(fromUnit);
  const allowed = sample.filter(satisfies);
  if (!isThin(allowed.length, sample.length)) return allowed;
  const known = keptThetas.get(key);
  if (known) return known;
  const thetas = thinThetas(names.length, fromUnit, missBy) ?? (allowed.length > 0 ? allowed : sample);
  keptThetas.clear();
  keptThetas.set(key, thetas);
  return thetas;
}

/** Those of the thin space that was asked for last: chains take a tenth of a second, and most requests make a space. */
const keptThetas = new Map<string, readonly Float64Array[]>();

/** θ all over a thin space, always the same; null where no point of it is found. */
export function thinThetas(
  dimension: number,
  fromUnit: Surroundings['fromUnit'],
  missBy: Surroundings['missBy'],
): Float64Array[] | null {
  const chains = RegionChains.start({ dimension, violation: (v) => missBy(fromUnit(v)) }, THIN_SEED);
  if (!(chains instanceof RegionChains)) return null;
  const points = chains.next(THIN_SAMPLE);
  return Array.from({ length: THIN_SAMPLE }, (_, row) =>
    fromUnit(points.subarray(row * dimension, (row + 1) * dimension)),
  );
}

/**
 * The inputs of the Gaussian process out of a campaign's `coordinates`: every expression scaled to [0,1] by its
 * smallest and largest finite value over the corners of the box and the first 2¹⁴ plain Sobol points, as far as they
 * satisfy the constraints; of a thin space, over points of its chains. Points in between may lie a little outside [0,1].
 *
 * @throws ContouristError `space.undefined_coordinate` or `space.constant_coordinate`
 */
export function createCoordinates(expressions: readonly string[], surroundings: Surroundings): Coordinates {
  const { names, fixed } = surroundings;
  const thetas = allowedThetas(surroundings);

  const axes = expressions.map((text) => {
    const evaluate = compileExpression(text, names, fixed);
    let smallest = Number.POSITIVE_INFINITY;
    let largest = Number.NEGATIVE_INFINITY;
    for (const theta of thetas) {
      const value = evaluate(theta);
      if (!Number.isFinite(value)) continue;
      smallest = Math.min(smallest, value);
      largest = Math.max(largest, value);
    }
    const hint = 'Correct it, or leave it out.';
    if (smallest > largest) {
      const message = `The coordinate "${text}" is not finite anywhere within the bounds and constraints.`;
      throw new ContouristError('space.undefined_coordinate', message, { hint });
    }
    if (smallest === largest) {
      const message = `The coordinate "${text}" is ${smallest} everywhere, so it cannot tell points apart.`;
      throw new ContouristError('space.constant_coordinate', message, { hint });
    }
    return { evaluate, smallest, largest };
  });

  const at = (theta: ArrayLike<number>) => {
    const u = new Float64Array(axes.length);
    for (let axis = 0; axis < axes.length; axis++) {
      const { evaluate, smallest, largest } = axes[axis];
      const value = (evaluate(theta) - smallest) / (largest - smallest);
      if (!Number.isFinite(value)) return null;
      u[axis] = value;
    }
    return u;
  };
  return { at, ranges: axes.map(({ smallest, largest }) => [smallest, largest]) };
}
