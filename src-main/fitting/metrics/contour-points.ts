import { distance, pickRows, row } from '../rows.ts';
import type { Field } from './field.ts';
import type { ScanLines } from './scan-lines.ts';

/** A sample of the contour, where the level is 0, inside the space, uniform by area in v under its weights. */
export interface ContourPoints {
  readonly count: number;
  /** v, count × d, row-major. */
  readonly v: Float64Array;
  /** Weights, count, summing to 1. */
  readonly weight: Float64Array;
}

/** Rounds of the root search; regula falsi with the Illinois step needs about eight. */
const MOST_ROUNDS = 40;

/** How far a point may be from the contour along its line, in v. */
const TOLERANCE = 1e-10;

/**
 * Finds the contour of a field on scan lines: a change of sign between two neighbouring allowed nodes is followed to
 * its zero by regula falsi with the Illinois step (M. Dowell & P. Jarratt, BIT 11 (1971) 168).
 *
 * @returns null where no line meets a contour
 */
export async function findContour(field: Field, lines: ScanLines): Promise<ContourPoints | null> {
  const brackets = await findBrackets(field, lines);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const open = brackets.filter(({ width }) => width > TOLERANCE);
    if (open.length === 0) break;
    await narrow(field, open, lines.dimension);
  }
  // A coordinate that is not finite between two nodes leaves no zero to be found there.
  const found = brackets.filter((bracket) => zeroOf(bracket).every(Number.isFinite));
  if (found.length === 0) return null;
  const total = found.reduce((sum, { weight }) => sum + weight, 0);
  return {
    count: found.length,
    v: Float64Array.from(found.flatMap((bracket) => Array.from(zeroOf(bracket)))),
    weight: Float64Array.from(found, ({ weight }) => weight / total),
  };
}

/** Two points of a line with the contour in between. */
interface Bracket {
  readonly weight: number;
  excluded: Float64Array;
  allowed: Float64Array;
  /** The level there, negative and not, halved by the Illinois step where an end has stayed. */
  below: number;
  above: number;
  /** The end that the last round replaced. */
  replaced: 'excluded' | 'allowed' | null;
  /** An upper bound of the distance of the zero from the point that stands for it. */
  width: number;
}

async function findBrackets(field: Field, lines: ScanLines): Promise<Bracket[]> {
  const { dimension, count, nodes, v, allowed, weight } = lines;
  const level = await levelWhereAllowed(field, lines);
  const node = (index: number) => row(v, index, dimension).slice();
  const brackets: Bracket[] = [];
  for (let line = 0; line < count; line++) {
    for (let i = line * nodes; i < (line + 1) * nodes - 1; i++) {
      if (!(allowed[i] && allowed[i + 1]) || Number.isNaN(level[i] + level[i + 1])) continue;
      if (level[i] < 0 === level[i + 1] < 0) continue;
      const [excluded, other] = level[i] < 0 ? [i, i + 1] : [i + 1, i];
      brackets.push({
        weight: weight[line],
        excluded: node(excluded),
        allowed: node(other),
        below: level[excluded],
        above: level[other],
        replaced: null,
        width: distance(node(i), node(i + 1)),
      });
    }
  }
  return brackets;
}

async function levelWhereAllowed(field: Field, lines: ScanLines): Promise<Float64Array> {
  const { dimension, v, allowed } = lines;
  const inside = Array.from(allowed.keys()).filter((i) => allowed[i]);
  const found = await field.level(pickRows(v, inside, dimension));
  const level = new Float64Array(allowed.length).fill(Number.NaN);
  inside.forEach((index, i) => {
    level[index] = found[i];
  });
  return level;
}

/** One round of the search in all brackets at once. */
async function narrow(field: Field, brackets: readonly Bracket[], dimension: number): Promise<void> {
  const points = new Float64Array(brackets.length * dimension);
  brackets.forEach((bracket, i) => {
    points.set(zeroOf(bracket), i * dimension);
  });
  const level = await field.level(points);
  brackets.forEach((bracket, i) => {
    const point = row(points, i, dimension).slice();
    const before = distance(bracket.excluded, bracket.allowed);
    if (level[i] < 0) {
      bracket.excluded = point;
      bracket.below = level[i];
      if (bracket.replaced === 'excluded') bracket.above /= 2;
      bracket.replaced = 'excluded';
    } else {
      bracket.allowed = point;
      bracket.above = level[i];
      if (bracket.replaced === 'allowed') bracket.below /= 2;
      bracket.replaced = 'allowed';
    }
    const width = distance(bracket.excluded, bracket.allowed);
    bracket.width = level[i] === 0 || width === before ? 0 : width;
  });
}

/** Where the straight line between the ends' values is zero. */
function zeroOf({ excluded, allowed, below, above }: Bracket): Float64Array {
  const share = above === below ? 0.5 : below / (below - above);
  return excluded.map((from, axis) => from + share * (allowed[axis] - from));
}
