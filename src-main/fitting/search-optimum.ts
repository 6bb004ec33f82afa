import type { Objective } from './objective.ts';
import { minimiseWithinBounds, type SearchResult } from './optimiser/bounded-bfgs.ts';
import { measureCurvature } from './optimiser/curvature.ts';
import { otherDifferences, otherExplanations, type Start } from './starts.ts';

/** Evaluations that each of several starts gets before only the better half of them goes on. */
const FIRST_EVALUATIONS = 10;
/** Evaluations that each of those gets before only the best go on. */
const SCREENING_EVALUATIONS = 25;
/** Starts that go on after the screening. */
const FINALISTS = 4;
/** Two searches this near in every variable (logarithms of hyperparameters) are after the same optimum. */
const SAME_BASIN = 0.1;
/** A search on its way that is this near to an optimum ends there. */
const LEADS_THERE = 0.5;

/** What a search found, and from where. */
interface Found {
  readonly start: Start;
  readonly result: SearchResult;
}

/** The lowest objective that is reached from any start: every one gets a few evaluations, only the best go on. */
export async function searchOptimum(objective: Objective, starts: readonly Start[]): Promise<SearchResult> {
  const screened = await screen(objective, starts);
  let best: SearchResult | undefined;
  for (const each of screened.slice(0, FINALISTS)) {
    if (best && isNear(each.result.x, best.x)) continue;
    const { result } = await resume(objective, each);
    if (!best || result.value < best.value) best = result;
  }
  return best ?? screened[0].result;
}

/** Evaluations that another explanation gets before only the better ones go on, and these before only the best do. */
const FIRST_OF_EXPLANATION = 15;
const SECOND_OF_EXPLANATION = 40;
const BETTER_EXPLANATIONS = 8;
const BEST_EXPLANATIONS = 3;
/** Differences between the fidelities that get a search, of all that are tried. */
const BEST_DIFFERENCES = 10;
/** Differences this near in every variable are one explanation. */
const SAME_DIFFERENCE = 1;
/** Times that a better optimum's own alternatives are looked at. */
const ROUNDS = 3;
/** A lower objective than this is worth another round. */
const WORTHWHILE = 1e-3;

/**
 * The lowest optimum among those that {@link otherExplanations} of an optimum lead to, and again from the one that is
 * found, for objectives with many optima.
 */
export async function searchOtherExplanations(
  objective: Objective,
  found: SearchResult,
): Promise<SearchResult> {
  let best = found;
  for (let round = 0; round < ROUNDS; round++) {
    const before = best;
    const starts = [
      ...otherExplanations(objective.structure, best.x, objective),
      ...(await likelyDifferences(objective, best.x)),
    ].filter(({ x }) => !isNear(x, before.x, LEADS_THERE));
    let searched: Found[] = [];
    for (const start of starts) searched.push(await searchFrom(objective, start, FIRST_OF_EXPLANATION));
    searched = searched.sort(byValue).slice(0, BETTER_EXPLANATIONS);
    const further: Found[] = [];
    for (const each of searched) {
      further.push(await resume(objective, each, SECOND_OF_EXPLANATION - each.result.evaluations));
    }
    for (const each of further.sort(byValue).slice(0, BEST_EXPLANATIONS)) {
      if (isNear(each.result.x, best.x)) continue;
      const { result } = await resume(objective, each);
      if (result.value < best.value) best = result;
    }
    if (!(best.value < before.value - WORTHWHILE)) break;
  }
  return best;
}

/** The most likely of {@link otherDifferences}, apart from each other. */
async function likelyDifferences(objective: Objective, x: Float64Array): Promise<Start[]> {
  objective.start = 'other differences between the fidelities';
  const tried: { readonly x: Float64Array; readonly value: number }[] = [];
  for (const changed of otherDifferences(objective.structure, x, objective)) {
    tried.push({ x: changed, value: finiteFirst((await objective.evaluate(changed)).value) });
  }
  const likely: Start[] = [];
  for (const candidate of tried.sort((a, b) => a.value - b.value)) {
    if (likely.length === BEST_DIFFERENCES) break;
    if (likely.some((known) => isNear(candidate.x, known.x, SAME_DIFFERENCE))) continue;
    likely.push({ name: `difference ${likely.length + 1}`, x: candidate.x });
  }
  return likely;
}

/** A short search from every start, the lowest first: those that are left behind early have no second chance. */
async function screen(objective: Objective, starts: readonly Start[]): Promise<Found[]> {
  if (starts.length === 1) return [await searchFrom(objective, starts[0])];
  const begun: Found[] = [];
  for (const start of starts) begun.push(await searchFrom(objective, start, FIRST_EVALUATIONS));
  const better = begun.sort(byValue).slice(0, Math.max(FINALISTS, Math.ceil(starts.length / 2)));
  const screened: Found[] = [];
  for (const each of better) {
    screened.push(await resume(objective, each, SCREENING_EVALUATIONS - each.result.evaluations));
  }
  return screened.sort(byValue);
}

async function searchFrom(objective: Objective, start: Start, maxEvaluations?: number): Promise<Found> {
  objective.start = start.name;
  return { start, result: await minimiseWithinBounds(objective, start.x, { maxEvaluations }) };
}

/** Goes on where a search ended for want of evaluations. */
async function resume(objective: Objective, found: Found, maxEvaluations?: number): Promise<Found> {
  const { start, result } = found;
  if (result.converged || !Number.isFinite(result.value)) return found;
  objective.start = start.name;
  const options = { evaluated: result, curvature: result.curvature, maxEvaluations };
  return { start, result: await minimiseWithinBounds(objective, result.x, options) };
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
  let found = (await screen(nearest, starts)).slice(0, FINALISTS);
  // A part may determine less than the whole, down to its mean.
  if (!Number.isFinite(found[0].result.value)) return searchOptimum(objective, starts);
  found = await settle(nearest, found);
  for (const next of [...coarser.slice(1), objective]) {
    const ratios = informationRatios(nearest, next);
    const followed: Found[] = [];
    for (const { start, result } of found) {
      next.start = start.name;
      const curvature = result.curvature?.scaled(ratios);
      let x = result.x;
      let evaluated = await next.evaluate(x);
      if (previous && followed.length === 0) {
        const before = await next.evaluate(previous.x);
        if (before.value < evaluated.value) [x, evaluated] = [previous.x, before];
      }
      if (!isPlausible(evaluated.value, followed)) continue;
      const tolerance = next === objective ? FINE_TOLERANCE : COARSE_TOLERANCE;
      followed.push({
        start,
        result: await minimiseWithinBounds(next, x, { evaluated, curvature, tolerance }),
      });
    }
    found = differentOptima(followed);
    nearest = next;
  }
  return found[0].result;
}

/** Finishes the searches that are worth it, by second derivatives that serve the larger sets too. */
async function settle(objective: Objective, screened: readonly Found[]): Promise<Found[]> {
  const settled: Found[] = [];
  for (const { start, result } of screened) {
    if (!isPlausible(result.value, screened)) continue;
    if (settled.some((optimum) => isNear(result.x, optimum.result.x, LEADS_THERE))) continue;
    objective.start = start.name;
    const curvature = await measureCurvature(objective, result.x, result);
    const options = { evaluated: result, curvature, tolerance: COARSE_TOLERANCE };
    settled.push({ start, result: await minimiseWithinBounds(objective, result.x, options) });
  }
  return differentOptima(settled);
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
 * By variable: √ of how much more information there is on it. That on a noise grows with the number of observations, that
 * on lengths and variances of functions with its root (tried on 58 fits of 300 to 900 points).
 */
function informationRatios(coarse: Objective, fine: Objective): Float64Array {
  const ratio = (of: (training: Objective['training']) => number) =>
    Math.sqrt(of(fine.training) / Math.max(1, of(coarse.training)));
  return Float64Array.from(fine.entries, ({ kind, fidelity }) => {
    if (kind !== 'noise') return Math.sqrt(ratio(({ count }) => count));
    if (fidelity === 'low') return ratio(({ countLow }) => countLow);
    if (fidelity === 'high') return ratio(({ count, countLow }) => count - countLow);
    return ratio(({ count }) => count);
  });
}

/** Whether two searches are in the same basin, so that only one of them need go on. */
function isNear(a: Float64Array, b: Float64Array, distance = SAME_BASIN): boolean {
  return a.every((value, i) => Math.abs(value - b[i]) < distance);
}

function byValue(a: Found, b: Found): number {
  return finiteFirst(a.result.value) - finiteFirst(b.result.value);
}

function finiteFirst(value: number): number {
  return Number.isFinite(value) ? value : Number.MAX_VALUE;
}
