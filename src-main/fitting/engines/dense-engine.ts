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

export interface DenseEngine {
  readonly name: 'portable' | 'onnxruntime';
  /** Where it computes: `cpu`, or the GPU's name. */
  readonly device: string;

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
