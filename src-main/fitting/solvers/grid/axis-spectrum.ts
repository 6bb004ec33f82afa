import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import type { KernelName } from '#shared/domain/fit-settings.ts';
import { transposed } from '#shared/numerics/dense/row-products.ts';
import { axisCorrelation, axisCorrelationSlope } from '../../gaussian-process/axis-correlation.ts';

/** K_j = Q Λ Qᵀ, the correlation of the levels of one axis, at one length. */
export interface AxisSpectrum {
  readonly kernel: KernelName;
  readonly length: number;
  readonly levels: Float64Array;
  /** Λ, ascending, none below 0. */
  readonly values: Float64Array;
  /** Q, levels × levels, and Qᵀ. */
  readonly vectors: Float64Array;
  readonly transposedVectors: Float64Array;
}

/** @param levels the axis's coordinates, all different */
export function axisSpectrum(kernel: KernelName, length: number, levels: Float64Array): AxisSpectrum {
  const n = levels.length;
  const matrix = Matrix.from1DArray(n, n, axisCorrelation(kernel, length, levels, levels));
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(matrix, {
    assumeSymmetric: true,
  });
  const vectors = Float64Array.from(eigenvectorMatrix.to1DArray());
  return {
    kernel,
    length,
    levels,
    // Rounding turns the smallest ones negative, by 1e-16 of the largest.
    values: Float64Array.from(realEigenvalues, (value) => Math.max(0, value)),
    vectors,
    transposedVectors: transposed(vectors, n, n),
  };
}

/** Qᵀ·k1(levels, at): the axis's part of the covariance with points, levels × points. */
export function projectPoints(spectrum: AxisSpectrum, at: Float64Array): Float64Array {
  const { kernel, length, levels } = spectrum;
  return project(spectrum, axisCorrelation(kernel, length, levels, at));
}

/** The same with ∂k1/∂ln ℓ. */
export function projectSlopes(spectrum: AxisSpectrum, at: Float64Array): Float64Array {
  const { kernel, length, levels } = spectrum;
  const correlation = axisCorrelation(kernel, length, levels, at);
  return project(spectrum, axisCorrelationSlope(kernel, length, levels, at, correlation));
}

/** Qᵀ·(∂K_j/∂ln ℓ)·Q, levels × levels. */
export function projectedSlope(spectrum: AxisSpectrum): Float64Array {
  const n = spectrum.levels.length;
  const half = projectSlopes(spectrum, spectrum.levels);
  // half·Q = (Qᵀ·halfᵀ)ᵀ
  return transposed(project(spectrum, transposed(half, n, n)), n, n);
}

/** Qᵀ·matrix, for a matrix of levels × columns. */
function project({ transposedVectors, levels }: AxisSpectrum, matrix: Float64Array): Float64Array {
  const n = levels.length;
  const columns = matrix.length / n;
  const out = new Float64Array(n * columns);
  for (let a = 0; a < n; a++) {
    for (let g = 0; g < n; g++) {
      const factor = transposedVectors[a * n + g];
      for (let r = 0; r < columns; r++) out[a * columns + r] += factor * matrix[g * columns + r];
    }
  }
  return out;
}
