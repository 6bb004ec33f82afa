import {
  choleskyInPlace,
  logDeterminantOfFactor,
  solveLowerInPlace,
  solveUpperInPlace,
} from '#shared/numerics/dense/cholesky.ts';
import { addScaled } from '#shared/numerics/dense/vectors.ts';
import { type HyperparameterGradient, timesGradient } from '../gaussian-process/hyperparameters.ts';
import type { ConditionedProcess } from './solver.ts';

/** β by generalised least squares, in terms of vectors that a solver has whitened: ⟨a, b⟩ = aᵀK⁻¹b. */
export interface ProfiledMean {
  /** β, p. */
  readonly beta: Float64Array;
  /** Cholesky factor L_A of HᵀK⁻¹H, p × p. */
  readonly factor: Float64Array;
  /** Whitened y − Hβ. */
  readonly residual: Float64Array;
  /** (y − Hβ)ᵀK⁻¹(y − Hβ). */
  readonly quadratic: number;
  /** ½ ln det(HᵀK⁻¹H). */
  readonly reml: number;
}

const LN_TWO_PI = Math.log(2 * Math.PI);

/** −ln L of n observations a quantity with β profiled, the (n/2) ln 2π term included ([RW] eq. 2.30). */
export function likelihoodOf(
  profiled: readonly ProfiledMean[],
  logDeterminant: number,
  n: number,
): Pick<ConditionedProcess, 'quantities' | 'negLogL' | 'reml'> {
  const quantities = profiled.map(({ beta, quadratic }) => ({
    beta,
    negLogL: 0.5 * (quadratic + logDeterminant + n * LN_TWO_PI),
  }));
  return {
    quantities,
    negLogL: quantities.reduce((sum, { negLogL }) => sum + negLogL, 0),
    reml: profiled.reduce((sum, { reml }) => sum + reml, 0),
  };
}

/**
 * Solves (HᵀK⁻¹H) β = HᵀK⁻¹y for every quantity.
 *
 * @param design the whitened columns of H
 * @param observed the whitened y of each quantity; becomes its residual
 * @param inner ⟨a, b⟩ of whitened vectors
 * @throws NotPositiveDefiniteError where HᵀK⁻¹H is singular
 */
export function profileMeans(
  design: readonly Float64Array[],
  observed: readonly Float64Array[],
  inner: (a: Float64Array, b: Float64Array) => number,
): ProfiledMean[] {
  const p = design.length;
  const factor = new Float64Array(p * p);
  for (let a = 0; a < p; a++) {
    for (let b = 0; b <= a; b++) factor[a * p + b] = inner(design[a], design[b]);
  }
  choleskyInPlace(factor, p);
  const reml = 0.5 * logDeterminantOfFactor(factor, p);
  return observed.map((y) => {
    const beta = Float64Array.from(design, (column) => inner(column, y));
    solveLowerInPlace(factor, p, beta);
    solveUpperInPlace(factor, p, beta);
    for (let a = 0; a < p; a++) addScaled(y, -beta[a], design[a]);
    return { beta, factor, residual: y, quadratic: inner(y, y), reml };
  });
}

/**
 * The gradient of what {@link likelihoodOf} sums. With α the vector of each quantity, Σ(K⁻¹ − ααᵀ − …) is Q times
 * K⁻¹ − Σ(α/√Q)(α/√Q)ᵀ − …, so that one gradient serves all of them.
 *
 * @param vectors a quantity's whitened residual or α each
 * @param columns further v of every quantity's W = K⁻¹ − Σ v vᵀ: those of {@link projectedDesign} for the REML term
 * @param gradientOf ½ Σ_ij W_ij ∂K_ij/∂hyperparameter for the v of W
 */
export async function gradientOfAll(
  vectors: readonly Float64Array[],
  columns: readonly Float64Array[],
  gradientOf: (vectors: readonly Float64Array[]) => Promise<HyperparameterGradient>,
): Promise<HyperparameterGradient> {
  const count = vectors.length;
  if (count === 1) return gradientOf([...vectors, ...columns]);
  const share = 1 / Math.sqrt(count);
  const shares = vectors.map((vector) => vector.map((value) => share * value));
  return timesGradient(count, await gradientOf([...shares, ...columns]));
}

/** The whitened columns of H·L_A⁻ᵀ: with them the REML term's gradient has the form of the likelihood's. */
export function projectedDesign(design: readonly Float64Array[], factor: Float64Array): Float64Array[] {
  const p = design.length;
  const columns: Float64Array[] = [];
  for (let a = 0; a < p; a++) {
    const column = design[a].slice();
    for (let b = 0; b < a; b++) addScaled(column, -factor[a * p + b], columns[b]);
    const pivot = factor[a * p + a];
    for (let i = 0; i < column.length; i++) column[i] /= pivot;
    columns.push(column);
  }
  return columns;
}
