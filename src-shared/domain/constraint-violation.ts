import { sobolPoints } from '../numerics/sobol.ts';
import { ContouristError } from './contourist-error.ts';
import { compileConstraint, compileExpression, type Evaluate } from './expression.ts';

/** How far constraints are from holding at a θ: 0 where they hold, growing with what each side misses by. */
export type Violation = (theta: ArrayLike<number>) => number;

/** Points of the box over which a comparison's usual size is measured. */
const SAMPLE = 256;

/** What a constraint that cannot be measured misses by: it holds or does not. */
const UNMEASURED = 1;

/**
 * How far a constraint misses, in units of the usual difference of its sides, so that constraints on GeV and on couplings
 * weigh alike. Where a side is undefined, or a strict inequality meets its line, it misses without a measure.
 *
 * @param fromUnit θ of a v
 */
export function compileViolation(
  text: string,
  names: readonly string[],
  fixed: Readonly<Record<string, number>>,
  fromUnit: (v: ArrayLike<number>) => Float64Array,
): Violation {
  const holds = compileConstraint(text, names, fixed);
  const misses = differencesOf(text, names, fixed).map((difference) => {
    const usual = usualSize(difference, names.length, fromUnit);
    return (theta: ArrayLike<number>) => {
      const miss = difference(theta) / usual;
      return miss > 0 ? miss : Number.isNaN(miss) ? UNMEASURED : 0;
    };
  });
  return (theta) => {
    let sum = 0;
    for (const miss of misses) sum += miss(theta);
    if (sum > 0 && sum < UNMEASURED) return holds(theta) ? 0 : sum;
    if (holds(theta)) return 0;
    // On the line of a strict inequality nothing is missed by, and yet it does not hold.
    return sum > 0 ? sum : Number.MIN_VALUE;
  };
}

/** By how much each comparison of a chain is missed where it is positive: left − right of `left < right`. */
function differencesOf(
  text: string,
  names: readonly string[],
  fixed: Readonly<Record<string, number>>,
): Evaluate[] {
  const parts = text.split(/(<=|>=|<|>)/);
  try {
    const sides = parts
      .filter((_, index) => index % 2 === 0)
      .map((side) => compileExpression(side, names, fixed));
    return sides.slice(1).map((right, index) => {
      const left = sides[index];
      return parts[2 * index + 1].startsWith('<')
        ? (theta) => left(theta) - right(theta)
        : (theta) => right(theta) - left(theta);
    });
  } catch (error) {
    // A comparison inside parentheses or of a form that this does not take apart: it only holds or does not.
    if (!(error instanceof ContouristError)) throw error;
    const holds = compileConstraint(text, names, fixed);
    return [(theta) => (holds(theta) ? 0 : UNMEASURED)];
  }
}

/** The median size of a difference over the box; 1 where it has none. */
function usualSize(
  difference: Evaluate,
  dimension: number,
  fromUnit: (v: ArrayLike<number>) => Float64Array,
): number {
  const points = sobolPoints(dimension, SAMPLE);
  const sizes = Array.from({ length: SAMPLE }, (_, row) =>
    Math.abs(difference(fromUnit(points.subarray(row * dimension, (row + 1) * dimension)))),
  )
    .filter((size) => Number.isFinite(size) && size > 0)
    .sort((a, b) => a - b);
  return sizes[Math.floor(sizes.length / 2)] ?? 1;
}
