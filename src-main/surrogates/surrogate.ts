import type { Features, Task } from '#main/fitting/gaussian-process/posterior.ts';
import type { TrainingSet } from '#main/fitting/gaussian-process/training-set.ts';
import type { EvaluationProgress } from '#main/fitting/objective.ts';
import type { FitPlan, FitReport } from '#shared/contract/surrogates/fit.ts';
import type { Hyperparameter } from '#shared/contract/surrogates/surrogates-methods.ts';
import type { FitSettings } from '#shared/domain/fit-settings.ts';
import type { Quantity } from '#shared/domain/quantity.ts';
import type { Space } from '#shared/domain/space.ts';
import type { StoredModel, SurrogateFacts } from '#shared/domain/surrogate.ts';
import type { LogDensities } from '#shared/domain/task-use.ts';

/** A stored fit of one quantity, as it was asked for and as it came out. */
export interface StoredFit {
  readonly quantity: Quantity;
  readonly settings: FitSettings;
  readonly model: StoredModel;
}

/** A stored model with the training set that it was fitted to, or another one of the same tasks: it survives structured cloning. */
export interface SurrogateSource {
  readonly training: TrainingSet;
  readonly model: StoredModel;
}

/** How far a fit has come. */
export interface FitProgress {
  /** The share of it that is done, 0 to 1: an estimate where the end is not known. */
  readonly share: number;
  /** The search's latest evaluation; null for a surrogate that searches nothing. */
  readonly search: EvaluationProgress | null;
}

export interface FitOptions {
  /** An earlier model of the same surrogate, from which the fit may start; models of others are passed over. */
  readonly previous?: StoredModel | undefined;
  /** Starts beside those that the data and the earlier model suggest, where the surrogate searches; by default its own choice. */
  readonly randomStarts?: number;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: FitProgress) => void) | undefined;
}

/** What a surrogate says at n places of the noise-free ln μ of one task. */
export interface Prediction {
  /** P(ln μ < 0), n. */
  readonly pExcl: Float64Array;
  /** ŷ and s² of ln μ, n each; null where the surrogate has none. */
  readonly lnMu: { readonly mean: Float64Array; readonly variance: Float64Array } | null;
}

/**
 * Predictions of each y from all the others, its noise included, in the order of the training set; before any calibration
 * that is made of them.
 */
export interface LeftOut {
  /** P(y < 0). */
  readonly pExcl: Float64Array;
  /** Mean and variance of y; null where the surrogate has none. */
  readonly lnMu: { readonly mean: Float64Array; readonly variance: Float64Array } | null;
}

/** The joint distribution of ln μ at several places, with which batch rules take measurements for granted. */
export interface Conditioning {
  /** The distribution at places u (count × D), in the form that `covariance` takes. */
  features(u: Float64Array, task: Task): Promise<Features>;
  /** Covariance of ln μ between two sets of places of one task: a.count × b.count, row-major. */
  covariance(a: Features, b: Features): Promise<Float64Array>;
  /** What a new measurement of a task adds to s². */
  noiseVariance(task: Task): number;
}

/** A stored model that can be asked. */
export interface OpenSurrogate {
  readonly surrogate: SurrogateFacts;
  /** D, the number of coordinates. */
  readonly dimension: number;
  /** The memory that it keeps, in bytes: an estimate. */
  readonly bytes: number;

  /** @param u places, count × D, row-major; any number, also outside [0, 1] */
  predict(u: Float64Array, task: Task): Promise<Prediction>;

  /**
   * A function of the place that is negative where the surrogate says excluded and zero on its contour, count: ŷ of ln μ
   * where it has one, else ½ − p. It costs a fraction of `predict`.
   */
  level(u: Float64Array, task: Task): Promise<Float64Array>;

  /** What a new measurement of a task adds to s² of ln μ; 0 where the surrogate has no ln μ. */
  noiseVariance(task: Task): number;

  readonly conditioning: Conditioning | null;

  /**
   * Asked for before anything is predicted where both are wanted, which may save a copy of a factor.
   *
   * @param of `high` leaves the low-fidelity ones open (NaN) where that saves time
   */
  readonly leaveOneOut: ((of?: 'all' | 'high') => Promise<LeftOut>) | null;

  /** Gives back memory that no garbage collector sees, where there is any; nothing is asked afterwards. */
  close?(): void;
}

/** What is known of a stored model without opening it. */
export interface ModelSummary {
  readonly nLow: number;
  readonly nHigh: number;
  /** Wall time of the fit. */
  readonly seconds: number;
  /** Whether other quantities were fitted by the same hyperparameters. */
  readonly isShared: boolean;
  /** −ln L, with the (n/2) ln 2π term; null for surrogates without a likelihood. */
  readonly negLogL: number | null;
  /** Evaluations of a search; null where nothing is searched. */
  readonly evaluations: number | null;
  /** What computed, and where; null where it is plain arithmetic. */
  readonly engine: { readonly name: string; readonly device: string; readonly solver: string } | null;
  /** The search: what was minimised, and its value at every evaluation; null where nothing is searched. */
  readonly search: { readonly objective: number; readonly trace: readonly (number | null)[] } | null;
  /** The factor on its standard deviations that its left-out limits ask for; null for surrogates that have none. */
  readonly calibration: number | null;
  /** Fitted standard deviation of a high-fidelity limit of ln μ; 0 for a surrogate that knows none. */
  readonly noise: number;
  /** How the tasks are related, for surrogates that can be compared with other relations; null otherwise. */
  readonly difference: 'own' | 'none' | null;
}

/** How well the ways of using the low-fidelity points predict each high-fidelity limit from all the others. */
export interface TaskUseComparison {
  /** Σ ln density of the left-out high-fidelity limits by way of using the tasks. */
  readonly logDensity: LogDensities;
  /** From what a comparison of another quantity starts. */
  readonly like: StoredModel;
}

/** Every training set by itself. */
export function alone(sets: readonly TrainingSet[]): number[][] {
  return Array.from(sets.keys(), (index) => [index]);
}

/**
 * A way to learn the exclusion from limits. Everything that asks a fit goes through this: acquisition, metrics, slices,
 * predictions, reports. What a surrogate lacks is null here and said to people, never made up.
 */
export interface Surrogate {
  readonly facts: SurrogateFacts;
  /** The version of the stored models that it writes; it reads this one and all before. */
  readonly version: number;

  /**
   * Fits every quantity of a training set (`y`, then `besides`). Deterministic for the settings' seed.
   *
   * @returns a model for each quantity
   * @throws ContouristError `fit.…` where the observations determine no model; the signal's reason when cancelled
   */
  fit(training: TrainingSet, settings: FitSettings, options?: FitOptions): Promise<StoredModel[]>;

  /** Which of these training sets are fitted in one go, as indices; by default each is alone. */
  groups?(sets: readonly TrainingSet[], settings: FitSettings): number[][];

  /**
   * @throws ContouristError `surrogate.unreadable` where a model is not what this surrogate writes
   */
  open(source: SurrogateSource): Promise<OpenSurrogate>;

  /** Whether a model can be opened on a training set: the same coordinates and tasks. */
  suits(model: StoredModel, training: TrainingSet): boolean;

  summarise(model: StoredModel): ModelSummary;

  /**
   * Fits of one iteration in the words of the contract, all of this surrogate.
   *
   * @param coordinateNames the inputs, in order
   */
  report(fits: readonly StoredFit[], coordinateNames: readonly string[]): FitReport[];

  /** The numbers in a model, each with its meaning, in an order for people. */
  hyperparameters(model: StoredModel, space: Space): Hyperparameter[];

  /** Standard deviation of ln μ at high fidelity where no point is near; null where the surrogate has none. */
  amplitude(model: StoredModel): number | null;

  /** Multiply-adds that one place costs, in `predict` or in `level`: by it long work is cut into turns. */
  operationsPerPlace(source: SurrogateSource, what: 'predict' | 'level'): number;

  /** What a fit would need, by solver, for surrogates that have several. */
  plan?(training: TrainingSet, settings: FitSettings): Pick<FitPlan, 'solvers' | 'takes' | 'availableBytes'>;

  /** Compares the ways of using the low-fidelity points, for surrogates that have several; null where there is nothing to compare. */
  compareTaskUse?(
    fit: StoredFit & SurrogateSource,
    options: {
      readonly signal?: AbortSignal | undefined;
      /** What the comparison of another quantity came to, from which this one may start. */
      readonly like?: StoredModel | undefined;
      /** The fit's own leave-one-out predictions. */
      readonly left: LeftOut;
      readonly onShare?: ((share: number) => void) | undefined;
    },
  ): Promise<TaskUseComparison | null>;
}
