import type { Objective } from './objective.ts';
import { type Evaluation, minimiseWithinBounds, type SearchResult } from './optimiser/bounded-lbfgs.ts';
import { measureCurvature } from './optimiser/curvature.ts';
import type { Start } from './starts.ts';

/** Evaluations that each of several starts gets before only the best go on. */
const SCREENING_EVALUATIONS = 25;
/** Starts that go on after the screening. */
const FINALISTS = 2;
/** Two searches this near in every variable (logarithms of hyperparameters) are after the same optimum. */
const SAME_BASIN = 0.1;

/** What a search found, and from where. */
interface Found {
  readonly start: Start;
  readonly result: SearchResult;
}

/** The lowest objective that is reached from any start: every one gets a few evaluations, only the best go on. */
export async function searchOptimum(objective: Objective, starts: readonly Start[]): Promise<SearchResult> {
  const screened = await screen(objective, starts, starts.length === 1 ? 200 : SCREENING_EVALUATIONS);
  let best: SearchResult | undefined;
  for (const { start, result } of screened.slice(0, FINALISTS)) {
    if (best && isNear(result.x, best.x)) continue;
    objective.start = start.name;
    const finished = result.converged ? result : await minimiseWithinBounds(objective, result.x);
    if (!best || finished.value < best.value) best = finished;
  }
  return best ?? screened[0].result;
}

/** A short search from every start, the lowest first. */
async function screen(
  objective: Objective,
  starts: readonly Start[],
  maxEvaluations: number,
): Promise<Found[]> {
  const screened: Found[] = [];
  for (const start of starts) {
    objective.start = start.name;
    screened.push({ start, result: await minimiseWithinBounds(objective, start.x, { maxEvaluations }) });
  }
  return screened.sort(byValue);
}

/** Changes of the objective that end a search on a part of the observations: the optimum moves by more with the others. */
const COARSE_TOLERANCE = 1e-2;
/** Changes of the objective that end a search on very many observations. */
const FINE_TOLERANCE = 1e-4;
/** How far above the lowest optimum another one may be and still be worth following to more observations. */
const PLAUSIBLE = 10;

/**
 * The same for an objective that is costly, by way of cheaper ones on parts of its observations. The starts are compared
 * on the smallest part; from there the optima are followed to more and more observations, with the second derivatives
 * measured where an evaluation is cheap, so that the search on all of them is Newton's.
 *
 * @param coarser from coarse to fine; at least one
 * @param previous an earlier optimum of the costly objective, or of one like it
 */
export async function searchOptimumFromCoarse(
  objective: Objective,
  coarser: readonly Objective[],
  starts: readonly Start[],
  previous: Start | undefined,
): Promise<SearchResult> {
  let nearest = coarser[0];
  let found = (await screen(nearest, starts, SCREENING_EVALUATIONS)).slice(0, FINALISTS);
  // A part may determine less than the whole, down to its mean.
  if (!Number.isFinite(found[0].result.value)) return searchOptimum(objective, starts);
  for (const next of [...coarser, objective]) {
    const isLast = next === objective;
    const tolerance = isLast ? FINE_TOLERANCE : COARSE_TOLERANCE;
    const followed: Found[] = [];
    for (const { start, result } of found) {
      if (!isPlausible(result.value, found)) continue;
      next.start = start.name;
      let at: SearchResult | Start = result;
      let evaluated: Evaluation = result;
      if (next !== nearest) {
        evaluated = await next.evaluate(result.x);
        if (previous && followed.length === 0) {
          const before = await next.evaluate(previous.x);
          if (before.value < evaluated.value) [at, evaluated] = [previous, before];
        }
        if (!isPlausible(evaluated.value, followed)) continue;
      }
      nearest.start = start.name;
      const curvature = (await measureCurvature(nearest, result.x, result)).scaled(
        informationRatios(nearest, next),
      );
      followed.push({
        start,
        result: await minimiseWithinBounds(next, at.x, { evaluated, curvature, tolerance }),
      });
    }
    found = differentOptima(followed);
    nearest = next;
  }
  return found[0].result;
}

function isPlausible(value: number, known: readonly Found[]): boolean {
  return known.every(({ result }) => !(value > result.value + PLAUSIBLE));
}

/** The lowest of those in the same basin, the lowest of all first. */
function differentOptima(found: readonly Found[]): Found[] {
  const different: Found[] = [];
  for (const candidate of found.toSorted(byValue)) {
    if (!different.some(({ result }) => isNear(candidate.result.x, result.x))) different.push(candidate);
  }
  return different;
}

/**
 * By variable: √ of how much more of the observations there are to determine it. The information on a noise grows with
 * their number; that on lengths and variances of functions hardly does.
 */
function informationRatios(coarse: Objective, fine: Objective): Float64Array {
  const ratio = (of: (training: Objective['training']) => number) =>
    Math.sqrt(of(fine.training) / Math.max(1, of(coarse.training)));
  return Float64Array.from(fine.entries, ({ kind, name }) => {
    if (kind !== 'noise') return 1;
    if (name === 'ln noise low') return ratio(({ countLow }) => countLow);
    if (name === 'ln noise high') return ratio(({ count, countLow }) => count - countLow);
    return ratio(({ count }) => count);
  });
}

/** Whether two searches are in the same basin, so that only one of them need go on. */
function isNear(a: Float64Array, b: Float64Array): boolean {
  return a.every((value, i) => Math.abs(value - b[i]) < SAME_BASIN);
}

function byValue(a: Found, b: Found): number {
  return finiteFirst(a.result.value) - finiteFirst(b.result.value);
}

function finiteFirst(value: number): number {
  return Number.isFinite(value) ? value : Number.MAX_VALUE;
}
