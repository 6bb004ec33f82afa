import {
  choleskyInPlace,
  logDeterminantOfFactor,
  solveLowerInPlace,
  solveUpperInPlace,
} from '#shared/numerics/dense/cholesky.ts';
import { addScaled, dot } from '#shared/numerics/dense/vectors.ts';
import type { CholeskyFactor, DenseEngine } from '../engines/dense-engine.ts';
import { covarianceGradient, observationCovariance } from './covariance.ts';
import type { CovarianceStructure, HyperparameterGradient, Hyperparameters } from './hyperparameters.ts';
import { designColumns, type MeanFunction } from './mean-function.ts';
import type { TrainingSet } from './training-set.ts';

/**
 * A Gaussian process conditioned on its observations at given hyperparameters, with the mean's coefficients profiled by
 * generalised least squares, (HᵀK⁻¹H) β = HᵀK⁻¹y ([RW] §2.7).
 */
export interface ConditionedProcess {
  readonly factor: CholeskyFactor;
  /** β = [w…, b, low offset], p. */
  readonly beta: Float64Array;
  /** α = K⁻¹(y − Hβ), n. */
  readonly alpha: Float64Array;
  /** L⁻¹H, p columns of n. */
  readonly whitenedDesign: readonly Float64Array[];
  /** Cholesky factor of HᵀK⁻¹H, p × p. */
  readonly designFactor: Float64Array;
  /** −ln L with the (n/2) ln 2π term, without REML term and priors. */
  readonly negLogL: number;
  /** ½ ln det(HᵀK⁻¹H). */
  readonly reml: number;
}

const LN_TWO_PI = Math.log(2 * Math.PI);

/**
 * Conditions the process on the training set.
 *
 * @throws NotPositiveDefiniteError where K, or HᵀK⁻¹H, is not positive definite to float64
 */
export async function conditionProcess(
  engine: DenseEngine,
  structure: CovarianceStructure,
  mean: MeanFunction,
  h: Hyperparameters,
  training: TrainingSet,
): Promise<ConditionedProcess> {
  const { count, y } = training;
  const factor = await engine.factorise(observationCovariance(structure, h, training), count);
  const whitenedDesign = designColumns(mean, structure.dimension, training);
  for (const column of whitenedDesign) solveLowerInPlace(factor.lower, count, column);
  const whitenedY = y.slice();
  solveLowerInPlace(factor.lower, count, whitenedY);

  const p = whitenedDesign.length;
  const designFactor = new Float64Array(p * p);
  const beta = new Float64Array(p);
  for (let a = 0; a < p; a++) {
    beta[a] = dot(whitenedDesign[a], whitenedY);
    for (let b = 0; b <= a; b++) designFactor[a * p + b] = dot(whitenedDesign[a], whitenedDesign[b]);
  }
  choleskyInPlace(designFactor, p);
  solveLowerInPlace(designFactor, p, beta);
  solveUpperInPlace(designFactor, p, beta);

  const alpha = whitenedY;
  for (let a = 0; a < p; a++) addScaled(alpha, -beta[a], whitenedDesign[a]);
  const quadratic = dot(alpha, alpha);
  solveUpperInPlace(factor.lower, count, alpha);
  return {
    factor,
    beta,
    alpha,
    whitenedDesign,
    designFactor,
    negLogL: 0.5 * (quadratic + factor.logDeterminant + count * LN_TWO_PI),
    reml: 0.5 * logDeterminantOfFactor(designFactor, p),
  };
}

/**
 * The gradient of −ln L, and of the REML term where asked: with β profiled the envelope theorem leaves
 * ½ tr[(K⁻¹ − ααᵀ) ∂K] ([RW] eq. 5.9), and the REML term adds −½ tr[K⁻¹H (HᵀK⁻¹H)⁻¹ HᵀK⁻¹ ∂K].
 */
export async function likelihoodGradient(
  engine: DenseEngine,
  structure: CovarianceStructure,
  h: Hyperparameters,
  training: TrainingSet,
  process: ConditionedProcess,
  withReml: boolean,
): Promise<HyperparameterGradient> {
  const inverse = await engine.invert(process.factor);
  const vectors = withReml ? [process.alpha, ...projectedDesign(process)] : [process.alpha];
  return covarianceGradient(structure, h, training, inverse, vectors);
}

/** The columns of K⁻¹H·L_A⁻ᵀ with HᵀK⁻¹H = L_A·L_Aᵀ. */
function projectedDesign(process: ConditionedProcess): Float64Array[] {
  const { whitenedDesign, designFactor, factor } = process;
  const p = whitenedDesign.length;
  const columns: Float64Array[] = [];
  for (let a = 0; a < p; a++) {
    const column = whitenedDesign[a].slice();
    for (let b = 0; b < a; b++) addScaled(column, -designFactor[a * p + b], columns[b]);
    const pivot = designFactor[a * p + a];
    for (let i = 0; i < column.length; i++) column[i] /= pivot;
    columns.push(column);
  }
  for (const column of columns) solveUpperInPlace(factor.lower, factor.size, column);
  return columns;
}
