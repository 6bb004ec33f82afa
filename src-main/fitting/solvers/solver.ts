import type { SolverDecline, SolverName } from '#shared/domain/solver-reason.ts';
import type {
  CovarianceStructure,
  HyperparameterGradient,
  Hyperparameters,
} from '../gaussian-process/hyperparameters.ts';
import type { LeaveOneOut, LeftOut } from '../gaussian-process/leave-one-out.ts';
import type { MeanFunction } from '../gaussian-process/mean-function.ts';
import type { Posterior } from '../gaussian-process/posterior.ts';
import type { TrainingSet } from '../gaussian-process/training-set.ts';
import type { Pause } from '../pause.ts';

/** A Gaussian process regression, all but the hyperparameters. */
export interface Regression {
  readonly structure: CovarianceStructure;
  readonly mean: MeanFunction;
  readonly training: TrainingSet;
}

/**
 * One way to solve with the covariance K of a regression's observations. All ways give the same numbers (to their
 * certificate, where they have one); they differ in what they need to know of the points, in time and in memory.
 */
export interface Solver {
  readonly name: SolverName;
  /** The engine that multiplies for it, and where that computes. */
  readonly engine: string;
  readonly device: string;

  /**
   * Conditions the process on its observations at given hyperparameters, with the mean's coefficients profiled by
   * generalised least squares, (HᵀK⁻¹H) β = HᵀK⁻¹y ([RW] §2.7).
   *
   * @param pause called between pieces of work, here and in what is asked of the process later
   * @throws NotPositiveDefiniteError where K, or HᵀK⁻¹H, is not positive definite to float64
   */
  condition(h: Hyperparameters, pause?: Pause): Promise<ConditionedProcess>;
}

/** How far an approximate factorisation of K can be from K. */
export interface Certificate {
  /** Columns of the factorisation. */
  readonly rank: number;
  /** Bound on the trace of what is left out, in units of the noise ε²: n·δ/ε². */
  readonly bound: number;
}

/** What the hyperparameters make of one quantity's observations. */
export interface FittedObservations {
  /** β = [w…, b, low offset], p. */
  readonly beta: Float64Array;
  /** −ln L with the (n/2) ln 2π term, without REML term and priors. */
  readonly negLogL: number;
}

/** What was solved with K, by observation. */
export interface SolvedObservations {
  /** The diagonal of K⁻¹, n. */
  readonly inverseDiagonal: Float64Array;
  /** α = K⁻¹(y − Hβ) of each quantity, n each. */
  readonly alphas: readonly Float64Array[];
  /** The columns of K⁻¹H L_A⁻ᵀ, n each: their squares are the diagonal of K⁻¹H (HᵀK⁻¹H)⁻¹HᵀK⁻¹. */
  readonly projected: readonly Float64Array[];
}

/**
 * A Gaussian process conditioned on its observations. Where several quantities were observed at the same points, one K
 * serves them all: −ln L, the REML term and the gradient are their sums, all else is of the first.
 */
export interface ConditionedProcess {
  /** By quantity; at least one. */
  readonly quantities: readonly FittedObservations[];
  /** −ln L of all quantities. */
  readonly negLogL: number;
  /** ½ ln det(HᵀK⁻¹H), summed over the quantities. */
  readonly reml: number;
  /** Null where K is factorised as it is. */
  readonly certificate: Certificate | null;
  /** Another solver that was asked at these hyperparameters, where the one that was chosen could not be exact enough. */
  readonly instead?: { readonly solver: SolverName; readonly why: SolverDecline };

  /** Gradient of −ln L, and of −ln L + REML term where asked. */
  gradient(withReml: boolean): Promise<HyperparameterGradient>;

  /** What W = K⁻¹ − ααᵀ − … is made of, in the order of the training set. */
  solved(): Promise<SolvedObservations>;

  /**
   * [RW] eqs. 5.10-5.12.
   *
   * @param of `high` leaves the low-fidelity observations open (NaN) where that saves time, as it does on a grid of them
   */
  leaveOneOut(of?: LeftOut): Promise<LeaveOneOut>;

  /**
   * The process as a function. What it is made of moves to where the garbage collector sees it, which takes a copy of a
   * factor that was elsewhere: leave-one-out and the gradient are asked for before it where they are wanted too.
   */
  posterior(): Posterior;

  /**
   * Gives back memory that no garbage collector sees, where there is any. Nothing may be asked afterwards; a process whose
   * posterior was asked for has none any more.
   */
  free?(): void;
}
