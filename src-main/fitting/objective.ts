import { setImmediate as nextTurn } from 'node:timers/promises';
import { NotPositiveDefiniteError } from '#shared/numerics/dense/cholesky.ts';
import { addScaled } from '#shared/numerics/dense/vectors.ts';
import type { CovarianceStructure } from './gaussian-process/hyperparameters.ts';
import {
  type Entry,
  entriesOf,
  gradientInEntries,
  hyperparametersAt,
} from './gaussian-process/parametrisation.ts';
import { negLogPrior } from './gaussian-process/prior.ts';
import { standardDeviationOfY, type TrainingSet } from './gaussian-process/training-set.ts';
import type { BoundedProblem, Evaluation } from './optimiser/bounded-problem.ts';
import { createPause } from './pause.ts';
import type { ConditionedProcess, Regression, Solver } from './solvers/solver.ts';

export interface FitProgress extends EvaluationProgress {
  /** The share of the whole fit that is done, 0 to 1: an estimate by the cost of its evaluations. */
  readonly share: number;
}

/** An evaluation of one objective. */
export interface EvaluationProgress {
  readonly evaluations: number;
  /** The objective at the latest evaluation; infinite where K is singular. */
  readonly value: number;
  /** The lowest objective so far. */
  readonly objective: number;
  /** Which start the optimiser is on. */
  readonly start: string;
}

/** What is known of a conditioned process after an evaluation, when it is gone itself. */
export type Conditioned = Pick<ConditionedProcess, 'quantities' | 'certificate' | 'instead'>;

interface ObjectiveOptions {
  /** s_y of the noise's prior, where the observations are a part of more. */
  readonly sdOfY?: number;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: EvaluationProgress) => void) | undefined;
}

/** −ln L (+ REML term − ln prior) as a function of the optimiser's vector. */
export class Objective implements BoundedProblem {
  readonly structure: CovarianceStructure;
  readonly training: TrainingSet;
  readonly entries: readonly Entry[];
  readonly sdOfY: number;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  evaluations = 0;
  /** The objective at every evaluation; null where K is singular. */
  readonly trace: (number | null)[] = [];
  start = '';
  /** The lowest evaluation, with the process there. */
  #lowest: {
    readonly x: Float64Array;
    readonly value: number;
    readonly conditioned: Conditioned;
  } | null = null;
  readonly #solver: Solver;
  readonly withPrior: boolean;
  readonly #options: ObjectiveOptions;

  constructor(
    solver: Solver,
    { structure, training }: Regression,
    withPrior: boolean,
    options: ObjectiveOptions,
  ) {
    this.structure = structure;
    this.training = training;
    this.sdOfY = options.sdOfY ?? standardDeviationOfY(training);
    this.entries = entriesOf(structure);
    this.lower = Float64Array.from(this.entries, ({ bound }) => bound[0]);
    this.upper = Float64Array.from(this.entries, ({ bound }) => bound[1]);
    this.#solver = solver;
    this.withPrior = withPrior;
    this.#options = options;
  }

  async evaluate(x: Float64Array): Promise<Evaluation> {
    // A turn of the event loop lets a cancellation in between two evaluations.
    await nextTurn();
    this.#options.signal?.throwIfAborted();
    this.evaluations++;
    const evaluation = await this.#evaluateOnce(x);
    this.trace.push(Number.isFinite(evaluation.value) ? evaluation.value : null);
    this.#options.onProgress?.({
      evaluations: this.evaluations,
      value: evaluation.value,
      objective: this.#lowest?.value ?? Number.POSITIVE_INFINITY,
      start: this.start,
    });
    return evaluation;
  }

  /** The process at x: that of the lowest evaluation is still known. */
  async conditionedAt(x: Float64Array): Promise<Conditioned> {
    if (this.#lowest?.x.every((value, i) => value === x[i])) return this.#lowest.conditioned;
    const h = hyperparametersAt(this.structure, x);
    const process = await this.#solver.condition(h, createPause(this.#options.signal));
    process.free?.();
    return process;
  }

  async #evaluateOnce(x: Float64Array): Promise<Evaluation> {
    const h = hyperparametersAt(this.structure, x);
    let process: ConditionedProcess | undefined;
    try {
      process = await this.#solver.condition(h, createPause(this.#options.signal));
      const natural = await process.gradient(this.withPrior);
      const gradient = gradientInEntries(this.structure, h, natural);
      let value = process.negLogL;
      if (this.withPrior) {
        const ofPrior = new Float64Array(x.length);
        value += process.reml + negLogPrior(this.entries, x, this.sdOfY, ofPrior);
        addScaled(gradient, 1, ofPrior);
      }
      if (value < (this.#lowest?.value ?? Number.POSITIVE_INFINITY)) {
        const { quantities, certificate, instead } = process;
        this.#lowest = {
          x: x.slice(),
          value,
          conditioned: { quantities, certificate, ...(instead && { instead }) },
        };
      }
      return { value, gradient };
    } catch (error) {
      // Hyperparameters at which K is singular to float64 are a wall for the search: no jitter is ever added.
      if (error instanceof NotPositiveDefiniteError) {
        return { value: Number.POSITIVE_INFINITY, gradient: new Float64Array(x.length) };
      }
      throw error;
    } finally {
      process?.free?.();
    }
  }
}
