import type { EngineChoice } from '#shared/domain/fit-settings.ts';
import type { SolverBasis, SolverDecline, SolverName } from '#shared/domain/solver-reason.ts';
import type { Solver } from './solver.ts';

/** A solver that can solve a regression, and what that would cost. */
export interface Offer {
  readonly name: SolverName;
  readonly basis: SolverBasis;
  /** Memory at its peak, an upper estimate, and what of it a conditioned process keeps. */
  readonly bytes: number;
  readonly keptBytes: number;
  /** Multiply-adds of one evaluation of −ln L with gradient, an estimate. */
  readonly operations: number;
  /** Seconds that it takes, an estimate for two cores (`evaluation-time.ts`): what solvers are chosen by. */
  readonly seconds: number;
  /** @throws ContouristError `engine.unavailable` */
  create(engine: EngineChoice): Promise<Solver>;
}

/** A solver that cannot solve a regression. */
export interface Declined {
  readonly name: SolverName;
  readonly whyNot: SolverDecline;
}

export function isOffer(answer: Offer | Declined): answer is Offer {
  return 'create' in answer;
}
