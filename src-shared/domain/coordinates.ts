import { sobolPoints } from '../numerics/sobol.ts';
import { ContouristError } from './contourist-error.ts';
import { compileExpression } from './expression.ts';

/** What coordinates need to know of the space around them. */
interface Surroundings {
  readonly names: readonly string[];
  readonly fixed: Readonly<Record<string, number>>;
  readonly fromUnit: (v: ArrayLike<number>) => Float64Array;
  /** Whether a θ satisfies the constraints. */
  readonly satisfies: (theta: ArrayLike<number>) => boolean;
}

const SAMPLE = 2 ** 14;

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
 * The inputs of the Gaussian process out of a campaign's `coordinates`: every expression scaled to [0,1] by its
 * smallest and largest finite value over the corners of the box and the first 2¹⁴ plain Sobol points, as far as they
 * satisfy the constraints (over all of them if none does). Points in between may lie a little outside [0,1].
 *
 * @throws ContouristError `space.undefined_coordinate` or `space.constant_coordinate`
 */
export function createCoordinates(
  expressions: readonly string[],
  { names, fixed, fromUnit, satisfies }: Surroundings,
): Coordinates {
  const sample = [...corners(names.length), ...sobolRows(names.length)].map(fromUnit);
  const allowed = sample.filter(satisfies);
  const thetas = allowed.length > 0 ? allowed : sample;

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
