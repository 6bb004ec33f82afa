import { transposedInverseOfLower } from '#shared/numerics/dense/inverse.ts';
import { transposed } from '#shared/numerics/dense/row-products.ts';
import { dot } from '#shared/numerics/dense/vectors.ts';
import { covarianceGradient } from '../../gaussian-process/covariance-gradient.ts';
import type { HyperparameterGradient } from '../../gaussian-process/hyperparameters.ts';
import { ScaledPoints } from '../../gaussian-process/kernel.ts';
import { LOW } from '../../gaussian-process/training-set.ts';
import type { Pause } from '../../pause.ts';
import type { AlgebraInParts } from '../algebra-in-parts.ts';
import type { Regression } from '../solver.ts';
import { type LowRankFactor, timesRows, weightedColumns } from './low-rank-factor.ts';
import type { Solved } from './low-rank-vectors.ts';
import { pivotTriangle } from './pivoted-cholesky.ts';

/**
 * ½ Σ_ij W_ij ∂K_ij/∂hyperparameter for W = K⁻¹ − Σ_c v_c v_cᵀ and the K of {@link LowRankFactor}: the gradient of what is
 * computed, with the pivots held.
 *
 * With U = D⁻¹Φₛ, Y = B⁻¹Φᵣᵀ, Z = Φᵣᵀ − Y and M = κ B⁻¹ − κ'² Y S⁻¹Yᵀ, K⁻¹ is D⁻¹ − U M Uᵀ among the many, and
 * Φᵀ times what ΦΦᵀ is multiplied by in ½ tr(W K) is Ψ = [½ M Uᵀ, −½ c Z S⁻¹] − Σ_c …
 */
export async function lowRankGradient(
  algebra: AlgebraInParts,
  { structure, training }: Regression,
  factor: LowRankFactor,
  vectors: readonly Solved[],
  pause: Pause,
): Promise<HyperparameterGradient> {
  const { h, task, kappa, kappaCross, some, others, diagonal, capacity, schur, otherSet, cholesky } = factor;
  const { count } = training;
  const p = diagonal.length;
  const q = count - p;
  const rank = capacity.size;
  const inverse = await algebra.invert(capacity);
  const { spread, solvedOthers, ofOthers, coupledTrace } = await throughOthers(algebra, factor);

  // M, and the traces that noise and κ take.
  const middle = inverse.map((value, k) => kappa * value - (spread ? kappaCross ** 2 * spread[k] : 0));
  const projections = vectors.map((vector) => ({
    some: timesRows(vector.some, some, rank),
    others: timesRows(vector.others, others, rank),
  }));
  const scaled = weightedColumns(cholesky.columns, count, diagonal, (d) => 1 / d);
  const gram = await algebra.multiplyTransposed(scaled, scaled, rank, p, rank);
  let noise = -dot(middle, gram);
  for (const value of diagonal) noise += 1 / value;
  let ofKappa = rank;
  for (let a = 0; a < rank; a++) ofKappa -= inverse[a * rank + a];
  ofKappa = ofKappa / kappa + (kappaCross / kappa) ** 2 * coupledTrace.whitened;
  let ofCross = -(kappaCross / kappa) * coupledTrace.plain;
  vectors.forEach((vector, c) => {
    noise -= dot(vector.some, vector.some);
    ofKappa -= dot(projections[c].some, projections[c].some);
    ofCross -= dot(projections[c].some, projections[c].others);
  });

  // Ψ, r × n.
  const psi = new Float64Array(rank * count);
  const many = await algebra.multiplyTransposed(middle, transposed(scaled, rank, p), rank, rank, p);
  const share = kappaCross ** 2 / kappa;
  for (let a = 0; a < rank; a++) {
    const row = psi.subarray(a * count, (a + 1) * count);
    for (let i = 0; i < p; i++) row[i] = 0.5 * many[a * p + i];
    for (let j = 0; j < q; j++) row[p + j] = -0.5 * share * solvedOthers[a * q + j];
    vectors.forEach((vector, c) => {
      const { some: ofSome, others: ofRest } = projections[c];
      const z = 0.5 * (kappa * ofSome[a] + kappaCross * ofRest[a]);
      for (let i = 0; i < p; i++) row[i] -= z * vector.some[i];
      const y = 0.5 * kappaCross * ofSome[a];
      for (let j = 0; j < q; j++) row[p + j] -= y * vector.others[j];
    });
  }
  const lnLengths = await lengthGradient(algebra, structure.kernel, training.u, factor, psi, pause);

  const exact =
    schur && otherSet
      ? covarianceGradient(
          structure,
          h,
          otherSet,
          ofOthers,
          vectors.map((vector) => vector.others),
        )
      : null;
  const own = { kappa: 0.5 * ofKappa, noise: 0.5 * noise };
  const zeros = new Float64Array(h.difference ? h.lengths.length : 0);
  return {
    lnLengths: lnLengths.map((value, k) => value + (exact?.lnLengths[k] ?? 0)),
    kappaLow: task === LOW ? own.kappa : 0,
    kappaCross: ofCross,
    kappaHigh: (exact?.kappaHigh ?? 0) + (task === LOW ? 0 : own.kappa),
    noiseLow: task === LOW ? own.noise : 0,
    noiseHigh: (exact?.noiseHigh ?? 0) + (task === LOW ? 0 : own.noise),
    lnDifferenceLengths: exact?.lnDifferenceLengths ?? zeros,
    differenceVariance: exact?.differenceVariance ?? 0,
  };
}

/** What the others contribute: Y S⁻¹Yᵀ, Z S⁻¹ (r × q), S⁻¹, tr(Z S⁻¹Zᵀ) and tr(Z S⁻¹Φᵣ). */
async function throughOthers(algebra: AlgebraInParts, factor: LowRankFactor) {
  const { schur, others, othersSolved, capacity } = factor;
  const rank = capacity.size;
  if (schur === null) {
    const nothing = new Float64Array(0);
    return {
      spread: null,
      solvedOthers: nothing,
      ofOthers: nothing,
      coupledTrace: { whitened: 0, plain: 0 },
    };
  }
  const q = schur.size;
  const y = transposed(othersSolved, q, rank);
  const phi = transposed(others, q, rank);
  const z = phi.map((value, k) => value - y[k]);
  const whitenedY = await algebra.whitenRows(schur, y, rank);
  const whitenedZ = await algebra.whitenRows(schur, z, rank);
  const solvedOthers = await algebra.multiplyTransposed(whitenedZ, schur.transposedInverse, rank, q, q);
  return {
    spread: await algebra.multiplyTransposed(whitenedY, whitenedY, rank, q, rank),
    solvedOthers,
    ofOthers: await algebra.invert(schur),
    coupledTrace: { whitened: dot(whitenedZ, whitenedZ), plain: dot(solvedOthers, phi) },
  };
}

/**
 * ∂/∂ln ℓ of Σ_ij Ω_ij (ΦΦᵀ)_ij = tr(Ω K_nP K_PP⁻¹ K_Pn) for Ψ = ΦᵀΩ: 2 tr(L_P⁻ᵀΨ ∂K_nP) − tr(L_P⁻ᵀ(ΨΦ)L_P⁻¹ ∂K_PP),
 * L_P being Φ at the pivots.
 */
async function lengthGradient(
  algebra: AlgebraInParts,
  kernel: Regression['structure']['kernel'],
  u: Float64Array,
  { h, cholesky }: LowRankFactor,
  psi: Float64Array,
  pause: Pause,
): Promise<Float64Array> {
  const { pivots, columns } = cholesky;
  const rank = pivots.length;
  const count = columns.length / rank;
  const dimension = h.lengths.length;
  const back = transposedInverseOfLower(pivotTriangle(cholesky), rank);
  const weights = await algebra.multiplyTransposed(back, transposed(psi, rank, count), rank, rank, count);
  const gram = await algebra.multiplyTransposed(psi, columns, rank, count, rank);
  const half = await algebra.multiplyTransposed(back, gram, rank, rank, rank);
  const among = await algebra.multiplyTransposed(half, back, rank, rank, rank);
  const scaled = new ScaledPoints(kernel, u, h.lengths);
  const sums = new Float64Array(1 + dimension);
  for (let a = 0; a < rank; a++) {
    const row = weights.subarray(a * count, (a + 1) * count);
    for (let i = 0; i < count; i++) row[i] *= 2;
    pivots.forEach((pivot, b) => {
      row[pivot] -= among[a * rank + b];
    });
    scaled.addGradient(pivots[a], 0, count, row, sums);
    await pause();
  }
  return sums.slice(1);
}
