import { dot, largestMagnitude } from '#shared/numerics/dense/vectors.ts';
import type { BoundedProblem, Evaluation } from './bounded-problem.ts';
import { Curvature } from './curvature.ts';

// BFGS within bounds, by projection: the quasi-Newton step ([NW] Nocedal & Wright 2006, ch. 6) acts on the variables that
// are free, a step that leaves the box is projected back onto it, and a step is taken when it meets the weak Wolfe
// conditions along the projected path. One evaluation is a Cholesky factorisation of thousands of points, so the search
// counts evaluations; there are seldom more than a dozen variables, so the second derivatives are kept whole, where
// limited-memory BFGS forgets.

export interface SearchOptions {
  /** Stop when this many evaluations were made (default 200). */
  readonly maxEvaluations?: number | undefined;
  /** Stop when two steps in a row lower the value by less than this (default 1e-5, absolute). */
  readonly tolerance?: number;
  /** Stop when no component of the projected gradient exceeds this (default 1e-4). */
  readonly gradientTolerance?: number;
  /** Value and gradient at the start, where they are known. */
  readonly evaluated?: Evaluation | undefined;
  /** Second derivatives near the start: where they were measured, the search starts with Newton's steps. */
  readonly curvature?: Curvature | null | undefined;
}

export interface SearchResult {
  readonly x: Float64Array;
  readonly value: number;
  readonly gradient: Float64Array;
  readonly evaluations: number;
  readonly converged: boolean;
  /** What the search knows of the second derivatives in the end; null where it took no step. */
  readonly curvature: Curvature | null;
}

const SUFFICIENT_DECREASE = 1e-4;
const CURVATURE = 0.9;
/** The longest first step, in units of the variables (logarithms of hyperparameters). */
const FIRST_STEP = 0.5;
/** The longest step of any variable at once: e² in a length or a variance. */
const LONGEST_STEP = 2;
/**
 * The longest step along one direction of measured curvature: where the objective is flat, its second derivatives hold
 * for no longer.
 */
const LONGEST_NEWTON_STEP = 0.5;
/** A Newton step that is shortened below this leads nowhere. */
const SHORTEST_NEWTON_STEP = 1e-6;
const MAX_LINE_EVALUATIONS = 20;

/** Minimises from `start` (clipped into the box). */
export async function minimiseWithinBounds(
  problem: BoundedProblem,
  start: Float64Array,
  options: SearchOptions = {},
): Promise<SearchResult> {
  const { maxEvaluations = 200, tolerance = 1e-5, gradientTolerance = 1e-4 } = options;
  let x = clip(problem, start);
  let { value, gradient } = options.evaluated ?? (await problem.evaluate(x));
  let evaluations = options.evaluated ? 0 : 1;
  let curvature = options.curvature ?? null;
  let smallSteps = 0;
  let reach = LONGEST_NEWTON_STEP;
  const done = (converged: boolean): SearchResult => ({
    x,
    value,
    gradient,
    evaluations,
    converged,
    curvature,
  });
  if (!Number.isFinite(value)) return done(false);

  while (evaluations < maxEvaluations) {
    const free = freeVariables(problem, x, gradient);
    if (largestFree(gradient, free) <= gradientTolerance) return done(true);
    const direction = descentDirection(gradient, free, curvature, reach);
    // Measured second derivatives predict the decrease that a step can still bring, ½ gᵀH⁻¹g.
    if (curvature?.isMeasured && -0.5 * dot(gradient, direction) < tolerance) return done(true);
    const budget = curvature?.isMeasured ? 1 : maxEvaluations - evaluations;
    const found = await searchLine(problem, { x, value, gradient }, direction, budget);
    evaluations += found.evaluations;
    if (!found.next && found.refused && curvature?.isMeasured) {
      // A Newton step too far: what was seen there makes a better one than another point on the same line.
      const step = difference(found.refused.x, x);
      if (Number.isFinite(found.refused.value)) {
        curvature = curvature.updated(step, difference(found.refused.gradient, gradient));
      }
      reach = 0.5 * largestMagnitude(step);
      if (reach > SHORTEST_NEWTON_STEP) continue;
    }
    reach = LONGEST_NEWTON_STEP;
    if (!found.next) {
      // Stale second derivatives can point uphill to rounding; steepest descent has one chance before giving up.
      if (curvature === null) return done(true);
      curvature = null;
      continue;
    }
    const step = difference(found.next.x, x);
    const change = difference(found.next.gradient, gradient);
    curvature = (curvature ?? Curvature.along(step, change))?.updated(step, change) ?? null;
    smallSteps = value - found.next.value < tolerance ? smallSteps + 1 : 0;
    ({ x, value, gradient } = found.next);
    if (smallSteps === 2) return done(true);
  }
  return done(false);
}

/** The projected gradient's free components: not at a bound that the descent direction points out of. */
function freeVariables(problem: BoundedProblem, x: Float64Array, gradient: Float64Array): boolean[] {
  return Array.from(x, (value, i) => {
    if (value <= problem.lower[i] && gradient[i] > 0) return false;
    return !(value >= problem.upper[i] && gradient[i] < 0);
  });
}

function largestFree(gradient: Float64Array, free: readonly boolean[]): number {
  return gradient.reduce((largest, g, i) => (free[i] ? Math.max(largest, Math.abs(g)) : largest), 0);
}

/**
 * −(inverse Hessian)·gradient on the free variables, 0 on the others; without a Hessian a short step downhill.
 *
 * @param reach of a Newton step, along any one direction
 */
function descentDirection(
  gradient: Float64Array,
  free: readonly boolean[],
  curvature: Curvature | null,
  reach: number,
): Float64Array {
  const masked = gradient.map((slope, i) => (free[i] ? slope : 0));
  const shortened = () => masked.map((slope) => (slope * FIRST_STEP) / largestMagnitude(masked));
  const longest = curvature?.isMeasured ? reach : LONGEST_STEP;
  const step = curvature?.solve(gradient, free, longest) ?? shortened();
  const shrink = Math.min(1, LONGEST_STEP / largestMagnitude(step));
  return step.map((length) => -length * shrink);
}

interface LinePoint extends Evaluation {
  readonly x: Float64Array;
}

/** What a search along a line found. */
interface LineResult {
  /** The lowest point that may be stepped to; null where there was none. */
  readonly next: LinePoint | null;
  /** The last point that did not lie low enough, if any. */
  readonly refused: LinePoint | null;
  readonly evaluations: number;
}

/** Bisection and expansion for the weak Wolfe conditions along the projected path x(t) = P(x + t·direction). */
async function searchLine(
  problem: BoundedProblem,
  { x, value, gradient }: LinePoint,
  direction: Float64Array,
  budget: number,
): Promise<LineResult> {
  let shortest = 0;
  let longest = Number.POSITIVE_INFINITY;
  let t = 1;
  let best: LinePoint | null = null;
  let refused: LinePoint | null = null;
  let evaluations = 0;
  const limit = Math.min(budget, MAX_LINE_EVALUATIONS);
  while (evaluations < limit) {
    const trial = clip(
      problem,
      x.map((start, i) => start + t * direction[i]),
    );
    const moved = difference(trial, x);
    const slope = dot(gradient, moved);
    if (!(slope < 0) || largestMagnitude(moved) < 1e-12) break;
    const evaluation = await problem.evaluate(trial);
    evaluations++;
    if (!(evaluation.value <= value + SUFFICIENT_DECREASE * slope)) {
      refused = { x: trial, ...evaluation };
      longest = t;
      t = shorterStep(shortest, t, { value, slope }, evaluation.value, dot(evaluation.gradient, moved));
      continue;
    }
    if (!best || evaluation.value < best.value) best = { x: trial, ...evaluation };
    // The slope that is left along this path, over the slope at its start, both per unit of t.
    const slopeLeft = dot(evaluation.gradient, moved);
    if (slopeLeft >= CURVATURE * slope || largestMagnitude(moved) >= LONGEST_STEP) break;
    shortest = t;
    t = Number.isFinite(longest) ? (shortest + longest) / 2 : 2 * t;
  }
  return { next: best, refused, evaluations };
}

/**
 * Minimum of the cubic through value and slope at 0 and at the failed t ([NW] eq. 3.59), kept inside (shortest, t). The
 * gradient there is known anyway, and after a first step that was far too long it saves halving all the way back.
 */
function shorterStep(
  shortest: number,
  t: number,
  { value, slope }: { value: number; slope: number },
  failed: number,
  failedSlope: number,
): number {
  const span = t - shortest;
  if (!Number.isFinite(failed)) return shortest + 0.25 * span;
  const d1 = slope + failedSlope - 3 * (failed - value);
  const d2 = Math.sqrt(Math.max(0, d1 * d1 - slope * failedSlope));
  const minimum = t * (1 - (failedSlope + d2 - d1) / (failedSlope - slope + 2 * d2));
  const wanted = Number.isFinite(minimum) ? minimum : shortest + 0.5 * span;
  return Math.min(Math.max(wanted, shortest + 0.01 * span), shortest + 0.7 * span);
}

function clip(problem: BoundedProblem, x: Float64Array): Float64Array {
  return x.map((value, i) => Math.min(Math.max(value, problem.lower[i]), problem.upper[i]));
}

function difference(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, i) => value - b[i]);
}
