import type { SolverDecline } from '#shared/domain/solver-reason.ts';
import { transposed } from '#shared/numerics/dense/row-products.ts';
import { addScaled, dot } from '#shared/numerics/dense/vectors.ts';
import type { CholeskyFactor } from '../../engines/dense-engine.ts';
import { observationCovariance } from '../../gaussian-process/covariance.ts';
import type { Hyperparameters } from '../../gaussian-process/hyperparameters.ts';
import { HIGH, LOW, type TrainingSet, trainingSetOfRows } from '../../gaussian-process/training-set.ts';
import type { Pause } from '../../pause.ts';
import type { AlgebraInParts } from '../algebra-in-parts.ts';
import type { Certificate, Regression } from '../solver.ts';
import { type PivotedCholesky, pivotedCholesky } from './pivoted-cholesky.ts';

/**
 * The covariance with the shared kernel replaced by ΦΦᵀ wherever a point of the many (S) takes part; the others (R: the
 * high-fidelity points where there are both) are exact among each other, with their difference and known variances:
 *
 *     K_SS = κ ΦₛΦₛᵀ + D,   K_SR = κ' ΦₛΦᵣᵀ,   K_RR as it is.
 *
 * With B = I + κ ΦₛᵀD⁻¹Φₛ = L_B L_Bᵀ everything that K_SS⁻¹ makes of a Φₛ is B⁻¹ of it (Woodbury), and the others' Schur
 * complement is S = K_RR − c ΦᵣΦᵣᵀ + c ΦᵣB⁻¹Φᵣᵀ with c = κ'²/κ: no difference of large numbers.
 */
export interface LowRankFactor {
  readonly h: Hyperparameters;
  readonly cholesky: PivotedCholesky;
  readonly certificate: Certificate;
  readonly task: typeof LOW | typeof HIGH;
  /** κ among S, κ' between S and R. */
  readonly kappa: number;
  readonly kappaCross: number;
  /** Φₛ, p × r, and Φᵣ, q × r. */
  readonly some: Float64Array;
  readonly others: Float64Array;
  /** The observations of R, null where there is one task alone. */
  readonly otherSet: TrainingSet | null;
  /** D, p. */
  readonly diagonal: Float64Array;
  /** L_B. */
  readonly capacity: CholeskyFactor;
  /** ΦᵣL_B⁻ᵀ and ΦᵣB⁻¹, q × r. */
  readonly othersWhitened: Float64Array;
  readonly othersSolved: Float64Array;
  /** The factor of S. */
  readonly schur: CholeskyFactor | null;
  /** ln det K. */
  readonly logDeterminant: number;
}

/**
 * κδ/ε², up to which a factorisation counts as K's own; the certificate is n times that. It bounds what the determinant
 * lacks; −ln L differs by about as much, and by more only where the data contradict the model (tested against dense).
 */
const TOLERANCE = 1e-8;

/**
 * @param mostColumns the highest rank that is worth it
 * @returns the factor, or why the certificate cannot be met
 * @throws NotPositiveDefiniteError
 */
export async function factoriseLowRank(
  algebra: AlgebraInParts,
  { structure, training }: Regression,
  h: Hyperparameters,
  { mostColumns, pause }: { mostColumns: number; pause: Pause },
): Promise<LowRankFactor | SolverDecline> {
  const { count, countLow, u, knownVariance } = training;
  const task = countLow > 0 ? LOW : HIGH;
  const p = task === LOW ? countLow : count;
  const q = count - p;
  const kappa = task === LOW ? h.kappaLow : h.kappaHigh;
  const noise = task === LOW ? h.noiseLow : h.noiseHigh;
  const strongest = q > 0 ? Math.max(kappa, Math.abs(h.kappaCross)) : kappa;
  const diagonal = Float64Array.from({ length: p }, (_, i) => noise + knownVariance[i]);
  // Below ε² where an observation stands for several.
  let leastNoise = q > 0 ? Math.min(noise, h.noiseHigh) : noise;
  for (const value of diagonal) leastNoise = Math.min(leastNoise, value);
  for (let i = p; i < count; i++) leastNoise = Math.min(leastNoise, h.noiseHigh + knownVariance[i]);
  const scale = strongest / leastNoise;
  const cholesky = await pivotedCholesky(structure.kernel, h.lengths, u, {
    tolerance: TOLERANCE / scale,
    mostColumns,
    pause,
  });
  if ('code' in cholesky) return cholesky;
  const rank = cholesky.pivots.length;
  const features = transposed(cholesky.columns, rank, count);
  const some = features.subarray(0, p * rank);
  const others = features.subarray(p * rank);

  const weighted = weightedColumns(cholesky.columns, count, diagonal, (d) => Math.sqrt(kappa / d));
  const gram = await algebra.multiplyTransposed(weighted, weighted, rank, p, rank);
  for (let a = 0; a < rank; a++) gram[a * rank + a] += 1;
  const capacity = await algebra.factorise(gram, rank);
  let logDeterminant = capacity.logDeterminant;
  for (const value of diagonal) logDeterminant += Math.log(value);

  const otherSet =
    q > 0
      ? trainingSetOfRows(
          training,
          Int32Array.from({ length: q }, (_, i) => p + i),
        )
      : null;
  let othersWhitened: Float64Array = new Float64Array(0);
  let othersSolved: Float64Array = new Float64Array(0);
  let schur: CholeskyFactor | null = null;
  if (otherSet) {
    othersWhitened = await algebra.whitenRows(capacity, others, q);
    othersSolved = await algebra.multiplyTransposed(
      othersWhitened,
      capacity.transposedInverse,
      q,
      rank,
      rank,
    );
    const covariance = observationCovariance(structure, h, otherSet);
    const share = h.kappaCross ** 2 / kappa;
    const root = Math.sqrt(share);
    await algebra.subtractGram(
      covariance,
      others.map((value) => root * value),
      q,
      rank,
    );
    const back = await algebra.multiplyTransposed(othersWhitened, othersWhitened, q, rank, q);
    for (let k = 0; k < back.length; k++) covariance[k] += share * back[k];
    schur = await algebra.factorise(covariance, q);
    logDeterminant += schur.logDeterminant;
  }
  return {
    h,
    cholesky,
    certificate: { rank, bound: count * scale * cholesky.residual },
    task,
    kappa,
    kappaCross: h.kappaCross,
    some,
    others,
    otherSet,
    diagonal,
    capacity,
    othersWhitened,
    othersSolved,
    schur,
    logDeterminant,
  };
}

/** Rows of Φᵀ over the points of S alone, each multiplied by a function of D: r × p. */
export function weightedColumns(
  columns: Float64Array,
  count: number,
  diagonal: Float64Array,
  weight: (d: number) => number,
): Float64Array {
  const p = diagonal.length;
  const rank = columns.length / count;
  const weights = diagonal.map(weight);
  const out = new Float64Array(rank * p);
  for (let a = 0; a < rank; a++) {
    for (let i = 0; i < p; i++) out[a * p + i] = weights[i] * columns[a * count + i];
  }
  return out;
}

/** A·v for row-major rows. */
export function rowsTimes(rows: Float64Array, v: Float64Array, count: number): Float64Array {
  const width = v.length;
  return Float64Array.from({ length: count }, (_, i) => dot(rows.subarray(i * width, (i + 1) * width), v));
}

/** Aᵀ·v for row-major rows of a width. */
export function timesRows(v: Float64Array, rows: Float64Array, width: number): Float64Array {
  const out = new Float64Array(width);
  v.forEach((value, i) => {
    addScaled(out, value, rows.subarray(i * width, (i + 1) * width));
  });
  return out;
}
