import type {
  CovarianceStructure,
  HyperparameterGradient,
  Hyperparameters,
} from '../gaussian-process/hyperparameters.ts';
import type { Task } from '../gaussian-process/posterior.ts';
import type { TrainingSet } from '../gaussian-process/training-set.ts';
import type { Pause } from '../pause.ts';

/**
 * The dense linear algebra under a fit, float64 throughout. Every engine gives the same numbers within rounding; they
 * differ in speed and in what they run on.
 */

/** A = L·Lᵀ together with the inverse of its factor. */
export interface CholeskyFactor {
  readonly size: number;
  /** L, n × n, row-major, zeros above the diagonal. */
  readonly lower: Float64Array;
  /** L⁻ᵀ, n × n, row-major, zeros below the diagonal. */
  readonly transposedInverse: Float64Array;
  /** ln det A. */
  readonly logDeterminant: number;
}

/** Points of one task at which the noise-free f is asked for. */
export interface QueryPoints {
  /** Coordinates, count × D, row-major. */
  readonly u: Float64Array;
  readonly task: Task;
}

/**
 * The covariance K = L·Lᵀ of a training set, built and factorised by an engine and kept where that computes: only
 * vectors go in and out. k(u) is the covariance of f(u) with the observations, n.
 */
export interface CovarianceFactor {
  /** ln det K. */
  readonly logDeterminant: number;

  /** L⁻¹·v for each v of n numbers. */
  whiten(vectors: readonly Float64Array[]): Promise<Float64Array[]>;

  /** L⁻ᵀ·v for each v of n numbers. */
  unwhiten(vectors: readonly Float64Array[]): Promise<Float64Array[]>;

  /** ½ Σ_ij W_ij ∂K_ij/∂hyperparameter for W = K⁻¹ − Σ_c v_c v_cᵀ, [RW] eq. 5.9. */
  gradient(vectors: readonly Float64Array[]): Promise<HyperparameterGradient>;

  /** The diagonal of K⁻¹, n. */
  inverseDiagonal(): Promise<Float64Array>;

  /** k(u)ᵀv for every point u and vector v: count × vectors, row-major. */
  products(points: QueryPoints, vectors: readonly Float64Array[]): Promise<Float64Array>;

  /** The same, and k(u)ᵀK⁻¹k(u) for every point. */
  explain(
    points: QueryPoints,
    vectors: readonly Float64Array[],
  ): Promise<{ readonly products: Float64Array; readonly explained: Float64Array }>;

  /** Rows L⁻¹k(u): count × n, row-major. */
  whitenedRows(points: QueryPoints): Promise<Float64Array>;

  /** Moves it into memory that is collected with the object, for one that stays. */
  keep(): void;

  /** Gives native memory back; nothing may be asked afterwards. */
  free(): void;
}

export type EngineName = 'portable' | 'onnxruntime' | 'tensorflow';

export interface DenseEngine {
  readonly name: EngineName;
  /** Where it computes: `cpu`, or the GPU's name. */
  readonly device: string;

  /**
   * Builds the covariance of the observations ({@link observationCovariance}) and factorises it.
   *
   * @param pause called between blocks, now and in every later question to the factor
   * @throws NotPositiveDefiniteError
   */
  factoriseCovariance(
    structure: CovarianceStructure,
    h: Hyperparameters,
    training: TrainingSet,
    pause: Pause,
  ): Promise<CovarianceFactor>;

  /**
   * @param matrix n × n, row-major, lower triangle filled; the engine may overwrite it
   * @throws NotPositiveDefiniteError
   */
  factorise(matrix: Float64Array, size: number): Promise<CholeskyFactor>;

  /** A⁻¹ = L⁻ᵀ·L⁻¹, n × n, both triangles. */
  invert(factor: CholeskyFactor): Promise<Float64Array>;

  /** L⁻¹ applied to each row: rows·L⁻ᵀ, for row-major rows (count × n). */
  whitenRows(factor: CholeskyFactor, rows: Float64Array, count: number): Promise<Float64Array>;

  /** A·Bᵀ for row-major A (rowsA × inner) and B (rowsB × inner). */
  multiplyTransposed(
    a: Float64Array,
    b: Float64Array,
    rowsA: number,
    inner: number,
    rowsB: number,
  ): Promise<Float64Array>;
}
