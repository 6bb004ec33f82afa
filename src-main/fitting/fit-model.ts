import { ContouristError } from '#shared/domain/contourist-error.ts';
import { type FitSettings, settingsBeside } from '#shared/domain/fit-settings.ts';
import { coarserSets } from './coarser-sets.ts';
import { type FittedModel, hyperparametersOf } from './fitted-model.ts';
import {
  calibratedPosterior,
  calibratingRows,
  calibrationFactor,
  pullsOf,
} from './gaussian-process/calibration.ts';
import type { CovarianceStructure, Hyperparameters, Relation } from './gaussian-process/hyperparameters.ts';
import type { LeaveOneOut, LeftOut } from './gaussian-process/leave-one-out.ts';
import { determinableMean } from './gaussian-process/mean-function.ts';
import { entriesOf, hyperparametersAt } from './gaussian-process/parametrisation.ts';
import type { Posterior } from './gaussian-process/posterior.ts';
import { LOW, type TrainingSet, trainingSetOfTask } from './gaussian-process/training-set.ts';
import { type EvaluationProgress, type FitProgress, Objective } from './objective.ts';
import type { SearchResult } from './optimiser/bounded-bfgs.ts';
import { createPause } from './pause.ts';
import { searchOptimum, searchOptimumFromCoarse, searchOtherExplanations } from './search-optimum.ts';
import { chooseSolver, fastestEvaluation } from './solvers/choose-solver.ts';
import { placeCount } from './solvers/replicates/find-replicates.ts';
import type { ConditionedProcess, Regression, Solver } from './solvers/solver.ts';
import { defaultStart, randomStart, randomStartCount, type Start, startFromLowTask } from './starts.ts';
import { WorkMeter } from './work-meter.ts';

export interface FitOptions {
  /** The previous iteration's fit, or that of the expected limit: its optimum is a start. */
  readonly previous?: FittedModel | undefined;
  /**
   * Random starts; by default as many as the number of points affords. With 0 nothing but the likely starts is tried, for
   * fits of which there are dozens, each close to the one before.
   */
  readonly randomStarts?: number;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: FitProgress) => void) | undefined;
}

/** The name of the start at an earlier fit's optimum. */
const PREVIOUS = 'previous fit';

/**
 * Fits the Gaussian process to one quantity by maximum marginal likelihood, or by its maximum a posteriori form with
 * the REML term where the prior is on ([RW] ch. 5; [B] eqs. 3-6 for the paper's preset).
 *
 * @throws ContouristError `fit.no_optimum` where no start has a finite likelihood; the signal's reason when cancelled
 */
export async function fitModel(
  training: TrainingSet,
  settings: FitSettings,
  options: FitOptions = {},
): Promise<FittedModel> {
  return (await fitTogether({ ...training, besides: undefined }, settings, options))[0];
}

/**
 * Fits one set of hyperparameters to all quantities of a training set, given which they are independent: the product of
 * their likelihoods times the prior, once. Each has its own mean. K is the same for all and is factorised once.
 *
 * @returns a model for each: that of `training.y`, then those of `training.besides`
 * @throws as {@link fitModel}
 */
export async function fitTogether(
  training: TrainingSet,
  settings: FitSettings,
  options: FitOptions = {},
): Promise<FittedModel[]> {
  const regression = regressionOf(training, settings);
  const { structure, mean } = regression;
  const { solver, reason } = await chooseSolver(regression, settings);
  const started = performance.now();
  const evaluationOf = (part: TrainingSet) =>
    fastestEvaluation({ ...regression, training: part }, settingsBeside(settings));
  const parts = coarserSets(training, (part) => evaluationOf(part).operations, settings.seed);
  const report = progressOf(
    [parts[0] ?? training, ...parts, training],
    (part) => evaluationOf(part).seconds,
    options,
  );
  const withPrior = settings.prior === 'default';
  const objective = new Objective(solver, regression, withPrior, {
    signal: options.signal,
    onProgress: report[parts.length + 1],
  });
  const coarser: Objective[] = [];
  for (const [index, part] of parts.entries()) {
    const ofPart = { ...regression, training: part };
    const chosen = await chooseSolver(ofPart, settingsBeside(settings));
    coarser.push(
      new Objective(chosen.solver, ofPart, withPrior, {
        sdOfY: objective.sdOfY,
        signal: options.signal,
        onProgress: report[index + 1],
      }),
    );
  }
  const lowOptimum =
    structure.relation === 'one'
      ? null
      : await optimumOfLowTask(parts[0] ?? training, settings, { ...options, onProgress: report[0] });
  const starts = startsOf(objective, settings, options, lowOptimum);
  const found =
    coarser.length === 0
      ? await searchOnAll(objective, starts, options)
      : await searchOptimumFromCoarse(
          objective,
          coarser,
          starts,
          starts.find(({ name }) => name === PREVIOUS),
        );
  if (!Number.isFinite(found.value)) {
    throw new ContouristError(
      'fit.no_optimum',
      'No choice of hyperparameters gives these limits a finite likelihood.',
      {
        hint: 'Look for absurd values among the limits (1e34, −999007): clip or accept in the mapping keeps them out.',
      },
    );
  }

  const h = hyperparametersAt(structure, found.x);
  const process = await objective.conditionedAt(found.x);
  const together = process.quantities.length;
  const factors =
    settings.calibration === 'loo' ? await calibrationFactors(solver, training, h, options) : [];
  return process.quantities.map(({ beta, negLogL }, k) => ({
    structure,
    mean,
    hyperparameters: {
      ...h,
      lengths: Array.from(h.lengths),
      difference: h.difference && { ...h.difference, lengths: Array.from(h.difference.lengths) },
    },
    beta: Array.from(beta),
    negLogL,
    calibration: factors[k] ?? 1,
    together,
    objective: found.value,
    nLow: training.countLow,
    nHigh: training.count - training.countLow,
    optimum: Array.from(found.x),
    lowOptimum,
    atBounds: entriesAtBounds(structure, found.x),
    converged: found.converged,
    evaluations: objective.evaluations,
    coarser: coarser.map(({ training: { count }, evaluations }) => ({ points: count, evaluations })),
    trace: objective.trace,
    seconds: (performance.now() - started) / 1000,
    engine: solver.engine,
    device: solver.device,
    solver: process.instead?.solver ?? solver.name,
    solverReason: process.instead ? { code: 'instead', of: solver.name, why: process.instead.why } : reason,
    certificate: process.certificate,
    seed: settings.seed,
  }));
}

/** The posterior of a fitted model; the training set must be the one it was fitted to, or one of the same tasks. */
export async function createPosterior(training: TrainingSet, model: FittedModel): Promise<Posterior> {
  return posteriorOf(await createConditionedFit(training, model), model);
}

/** The posterior of a conditioned fit with the calibrated standard deviation: everything that predicts has it from here. */
export function posteriorOf(
  process: ConditionedProcess,
  { calibration }: Pick<FittedModel, 'calibration'>,
): Posterior {
  return calibratedPosterior(process.posterior(), calibration);
}

/** c of every quantity of a training set. */
async function calibrationFactors(
  solver: Solver,
  training: TrainingSet,
  h: Hyperparameters,
  { signal }: Pick<FitOptions, 'signal'>,
): Promise<number[]> {
  const rows = calibratingRows(training);
  const process = await solver.condition(h, createPause(signal));
  try {
    if (!training.besides?.length) {
      const left = await process.leaveOneOut(rows[0] === 0 ? 'all' : 'high');
      return [calibrationFactor(pullsOf(training.y, left, rows))];
    }
    // z = α/√(K⁻¹)_ii, [RW] eqs. 5.10-5.12.
    const { alphas, inverseDiagonal } = await process.solved();
    return alphas.map((alpha) =>
      calibrationFactor(rows.map((i) => alpha[i] / Math.sqrt(inverseDiagonal[i]))),
    );
  } finally {
    process.free?.();
  }
}

/**
 * Leave-one-out predictions of a fitted model, [RW] eqs. 5.10-5.12, not calibrated: the calibration is made of them. With
 * `high` the low-fidelity ones may be left open.
 */
export async function leaveOneOut(
  training: TrainingSet,
  model: FittedModel,
  of: LeftOut = 'all',
): Promise<LeaveOneOut> {
  const process = await createConditionedFit(training, model);
  try {
    return await process.leaveOneOut(of);
  } finally {
    process.free?.();
  }
}

/** A fitted model's process again, conditioned on a training set of the same tasks. */
async function createConditionedFit(training: TrainingSet, model: FittedModel): Promise<ConditionedProcess> {
  return (await openConditionedFit(training, model)).process;
}

/** The same with the memory that its posterior keeps for as long as it is kept itself. */
export async function openConditionedFit(
  training: TrainingSet,
  model: FittedModel,
): Promise<{ readonly process: ConditionedProcess; readonly bytes: number }> {
  const { structure, mean } = model;
  const { solver, keptBytes } = await chooseSolver({ structure, mean, training }, choiceOf(model));
  return { process: await solver.condition(hyperparametersOf(model)), bytes: keptBytes };
}

/**
 * The solver of a fit where it was dense, for which any points will do, and otherwise whichever solves these points; the
 * engine that it ran on, or whichever runs here: campaigns travel between machines.
 */
function choiceOf({ solver, engine }: FittedModel): Pick<FitSettings, 'solver' | 'engine'> {
  return {
    solver: solver === 'dense' ? 'dense' : 'auto',
    engine: engine === 'portable' ? 'portable' : 'auto',
  };
}

/** What a fit of a training set would solve, but for the hyperparameters. */
export function regressionOf(training: TrainingSet, settings: FitSettings): Regression {
  return {
    structure: structureOf(training, settings),
    mean: determinableMean(training, settings.bias === 'per-task'),
    training,
  };
}

function structureOf(training: TrainingSet, settings: FitSettings): CovarianceStructure {
  const bothTasks = training.countLow > 0 && training.countLow < training.count;
  const twoTasks: Relation = settings.difference === 'own' ? 'difference' : 'icm';
  return {
    kernel: settings.kernel,
    relation: bothTasks ? twoTasks : 'one',
    dimension: training.dimension,
    sharedLengths: settings.lengths === 'shared',
    sharedNoise: settings.noise === 'shared',
  };
}

async function searchOnAll(
  objective: Objective,
  starts: readonly Start[],
  { randomStarts }: Pick<FitOptions, 'randomStarts'>,
): Promise<SearchResult> {
  const found = await searchOptimum(objective, starts);
  return randomStarts === 0 ? found : searchOtherExplanations(objective, found);
}

type OnEvaluation = (progress: EvaluationProgress) => void;

/** Evaluations that are usual: of the low task alone, of a search from all starts, and of one that begins near its end. */
const USUAL_EVALUATIONS = { low: 10, search: 60, refinement: 8 };
/** Seconds that an evaluation takes besides what its solver tells. */
const BESIDE = 2e-3;

/**
 * Listeners to the evaluations on each of a fit's training sets, in the order in which they are searched: the low task
 * alone comes first, all observations last. They tell on what share of the fit is done.
 */
function progressOf(
  sets: readonly TrainingSet[],
  secondsOf: (training: TrainingSet) => number,
  { onProgress }: FitOptions,
): OnEvaluation[] {
  const meter = new WorkMeter();
  const whole = sets.length - 1;
  return sets.map((part, index) => {
    const usual = [USUAL_EVALUATIONS.low, USUAL_EVALUATIONS.search][index] ?? USUAL_EVALUATIONS.refinement;
    const cost = BESIDE + secondsOf(part);
    const shareAfter = meter.add({ cost, usual });
    return (progress) =>
      onProgress?.({
        ...progress,
        share: shareAfter(progress.evaluations),
        start: index === 0 || index === whole ? progress.start : `${progress.start}, on ${part.count} points`,
      });
  });
}

async function optimumOfLowTask(
  training: TrainingSet,
  settings: FitSettings,
  {
    previous,
    signal,
    onProgress,
  }: Pick<FitOptions, 'previous' | 'signal'> & { readonly onProgress: OnEvaluation },
): Promise<number[] | null> {
  if (training.countLow < 2) return null;
  const low = trainingSetOfTask(training, LOW);
  const structure = structureOf(low, settings);
  const regression: Regression = { structure, mean: determinableMean(low, false), training: low };
  const { solver } = await chooseSolver(regression, settingsBeside(settings));
  const objective = new Objective(solver, regression, settings.prior === 'default', { signal, onProgress });
  // The low task seldom changes between iterations: from its last optimum the search ends after an evaluation or two.
  const known = previous && previousLowOptimum(previous, structure);
  const starts = known
    ? [{ name: 'low task, previous fit', x: Float64Array.from(known) }]
    : [defaultStart(structure, objective.sdOfY)];
  return Array.from((await searchOptimum(objective, starts)).x);
}

/** Where the low task alone had its optimum in an earlier fit, if its hyperparameters were the same ones. */
function previousLowOptimum(previous: FittedModel, low: CovarianceStructure): number[] | null {
  const { structure, nHigh, optimum, lowOptimum } = previous;
  const ofLow = structure.relation === 'one' && nHigh === 0 ? optimum : lowOptimum;
  return sameEntries({ ...structure, relation: 'one' }, low) ? ofLow : null;
}

function startsOf(
  objective: Objective,
  settings: FitSettings,
  options: FitOptions,
  lowOptimum: number[] | null,
): Start[] {
  const { structure, training, sdOfY } = objective;
  const { previous, randomStarts = randomStartCount(placeCount(training)) } = options;
  const starts: Start[] = [];
  if (previous && sameEntries(previous.structure, structure)) {
    starts.push({ name: PREVIOUS, x: Float64Array.from(previous.optimum) });
  }
  if (lowOptimum) starts.push(startFromLowTask(structure, lowOptimum));
  starts.push(defaultStart(structure, sdOfY));
  for (let k = 0; k < randomStarts; k++) starts.push(randomStart(structure, sdOfY, settings.seed + k));
  return starts;
}

function sameEntries(a: CovarianceStructure, b: CovarianceStructure): boolean {
  const names = (structure: CovarianceStructure) =>
    entriesOf(structure)
      .map(({ name }) => name)
      .join();
  return a.relation === b.relation && names(a) === names(b);
}

function entriesAtBounds(structure: CovarianceStructure, x: Float64Array): FittedModel['atBounds'] {
  const atBounds: FittedModel['atBounds'] = [];
  entriesOf(structure).forEach(({ name, bound: [lower, upper] }, i) => {
    if (x[i] <= lower) atBounds.push({ name, side: 'lower' });
    else if (x[i] >= upper) atBounds.push({ name, side: 'upper' });
  });
  return atBounds;
}
