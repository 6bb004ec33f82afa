import { ContouristError } from '#shared/domain/contourist-error.ts';
import type { EngineChoice, SolverChoice } from '#shared/domain/fit-settings.ts';
import { memoryText } from '#shared/domain/memory-text.ts';
import { type NotTaken, type SolverReason, solverDeclineText } from '#shared/domain/solver-reason.ts';
import { availableMemory } from './available-memory.ts';
import { offerDense } from './dense/offer-dense.ts';
import { offerGrid } from './grid/offer-grid.ts';
import { offerLowRank } from './low-rank/offer-low-rank.ts';
import { findReplicates, poolObservations } from './replicates/find-replicates.ts';
import { createPooledSolver } from './replicates/pooled-solver.ts';
import type { Regression, Solver } from './solver.ts';
import { type Declined, isOffer, type Offer } from './solver-offer.ts';

/** The solver of a fit, and why it is that one. */
export interface ChosenSolver {
  readonly solver: Solver;
  readonly reason: SolverReason;
  /** Memory that each of its conditioned processes keeps, an estimate. */
  readonly keptBytes: number;
}

/** What one evaluation by the fastest solver takes, whether it fits into memory or not. */
export function fastestEvaluation(
  regression: Regression,
  { solver }: { readonly solver: SolverChoice },
): Pick<Offer, 'operations' | 'seconds'> {
  const offers = solverAnswers(regression).filter(isOffer).sort(bySeconds);
  return offers.find(({ name }) => solver === 'auto' || name === solver) ?? offers[0];
}

const bySeconds = (a: Offer, b: Offer): number => a.seconds - b.seconds;

/** What every solver says of a regression before anything is computed. */
export function solverAnswers(regression: Regression): (Offer | Declined)[] {
  const replicates = findReplicates(regression.training);
  if (replicates === null) return OFFERS.map((offer) => offer(regression));
  // Known variances that differ, differ at any noise: what is found at one holds at all.
  const { training } = poolObservations(replicates, NOMINAL_NOISE);
  return OFFERS.map((offerOf) => {
    const answer = offerOf({ ...regression, training });
    if (!isOffer(answer)) return answer;
    return {
      ...answer,
      basis: {
        ...answer.basis,
        replicates: { observations: replicates.training.count, places: replicates.count },
      },
      create: async (engine) =>
        createPooledSolver(regression, replicates, await answer.create(engine), async (ofPlaces) => {
          const again = offerOf(ofPlaces);
          if (!isOffer(again))
            throw new Error(`${answer.name} solves no places any more: ${again.whyNot.code}`);
          return again.create(engine);
        }),
    };
  });
}

const OFFERS: readonly ((regression: Regression) => Offer | Declined)[] = [
  offerGrid,
  offerLowRank,
  offerDense,
];

/** ε² at which replicates are pooled to see which solvers can solve their places. */
const NOMINAL_NOISE = { noiseLow: 1e-4, noiseHigh: 1e-4 };

/**
 * The solver for a regression: the one asked for, or the fastest of those that can solve it and fit into memory.
 *
 * @throws ContouristError `solver.declined` where the one asked for cannot solve it, `solver.memory` where it does not
 *   fit, `engine.unavailable`
 */
export async function chooseSolver(
  regression: Regression,
  choice: { readonly solver: SolverChoice; readonly engine: EngineChoice },
  memory = availableMemory(),
): Promise<ChosenSolver> {
  const { offer, reason } = decide(solverAnswers(regression), choice.solver, memory);
  return { solver: await offer.create(choice.engine), reason, keptBytes: offer.keptBytes };
}

/**
 * Which of the offers is taken.
 *
 * @throws ContouristError `solver.declined`, `solver.memory`
 */
export function decide(answers: readonly (Offer | Declined)[], solver: SolverChoice, memory: number): Choice {
  return solver === 'auto' ? fastest(answers, memory) : named(answers, solver, memory);
}

interface Choice {
  readonly offer: Offer;
  readonly reason: SolverReason;
}

function named(answers: readonly (Offer | Declined)[], name: SolverChoice, memory: number): Choice {
  const answer = answers.find((candidate) => candidate.name === name);
  if (answer === undefined || !isOffer(answer)) {
    const whyNot = answer ? solverDeclineText(answer.whyNot) : 'it is not there';
    throw new ContouristError('solver.declined', `The solver ${name} cannot solve this: ${whyNot}.`, {
      hint: 'Use --solver auto, which takes the cheapest that can.',
    });
  }
  if (answer.bytes > memory) throw tooLarge([answer], memory);
  const { basis, bytes } = answer;
  return { offer: answer, reason: { code: 'asked-for', basis, bytes, others: [] } };
}

function fastest(answers: readonly (Offer | Declined)[], memory: number): Choice {
  const offers = answers.filter(isOffer).sort(bySeconds);
  const offer = offers.find(({ bytes }) => bytes <= memory);
  if (offer === undefined) throw tooLarge(offers, memory);
  const others = answers.flatMap((answer): NotTaken[] => {
    const solver = answer.name;
    if (answer === offer) return [];
    if (!isOffer(answer)) return [{ code: 'declined', solver, why: answer.whyNot }];
    if (answer.bytes > memory) return [{ code: 'memory', solver, bytes: answer.bytes }];
    return [{ code: 'slower', solver, ratio: answer.seconds / offer.seconds }];
  });
  const { basis, bytes } = offer;
  return { offer, reason: { code: 'fastest', basis, bytes, others } };
}

function tooLarge(offers: readonly Offer[], memory: number): ContouristError {
  const needs = offers.map(({ name, bytes }) => `${name} needs ${memoryText(bytes)}`).join(', ');
  return new ContouristError(
    'solver.memory',
    `This fit does not fit into memory: ${needs}; ${memoryText(memory)} may be taken here.`,
    { hint: 'Close other programs, fit fewer points, or use a machine with more memory.' },
  );
}
