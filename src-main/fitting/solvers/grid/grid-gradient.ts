import { dot } from '#shared/numerics/dense/vectors.ts';
import { covarianceGradient } from '../../gaussian-process/covariance-gradient.ts';
import type { HyperparameterGradient } from '../../gaussian-process/hyperparameters.ts';
import { LOW } from '../../gaussian-process/training-set.ts';
import type { AlgebraInParts } from '../algebra-in-parts.ts';
import { projectedSlope, projectSlopes } from './axis-spectrum.ts';
import { addFibreProducts, addInverseDiagonal, fibresOf } from './fibres.ts';
import type { GridFactor } from './grid-factor.ts';
import { factorDerivatives } from './product-tree.ts';
import { solvedCoupling } from './solved-coupling.ts';
import type { Solved } from './whitened-vectors.ts';

/**
 * ½ Σ_ij W_ij ∂K_ij/∂hyperparameter for W = K⁻¹ − Σ_c v_c v_cᵀ, block by block in the eigenbasis of the grid. With
 * T = Ã K_SR and X = T S⁻¹ the blocks of K⁻¹ are Ã + X Tᵀ, −X and S⁻¹.
 *
 * @param vectors the v_c, solved
 */
export async function gridGradient(
  algebra: AlgebraInParts,
  factor: GridFactor,
  vectors: readonly Solved[],
): Promise<HyperparameterGradient> {
  const { frame, h, tree, diagonal, eigenvalues, kappa, schur, spectra } = factor;
  const { layout, others, task, regression } = frame;
  const { sizes } = layout;
  const q = others.count;
  const p = diagonal.length;
  const cells = tree.cells.length;
  const dimension = sizes.length;

  const ofAxis = sizes.map((size) => new Float64Array(size * size));
  let trace = 0;
  let eigenTrace = 0;
  const everything = Int32Array.from({ length: p }, (_, i) => i);

  // Ã − Σ v vᵀ: a diagonal and a few columns over all cells.
  const negative = negativeColumns(factor, vectors);
  const columns = negative.length / p;
  for (let i = 0; i < p; i++) {
    let value = 1 / diagonal[i];
    for (let k = i * columns; k < (i + 1) * columns; k++) value -= negative[k] * negative[k];
    trace += value;
    eigenTrace += eigenvalues[i] * value;
  }
  sizes.forEach((_, axis) => {
    const fibres = fibresOf(everything, sizes, axis, spectra);
    addInverseDiagonal(fibres, diagonal, ofAxis[axis]);
    addFibreProducts(fibres, negative, negative, columns, -1, ofAxis[axis]);
  });

  const lnLengths = new Float64Array(dimension);
  let gradient: HyperparameterGradient = zeroGradient(dimension, h.difference !== null);
  if (schur) {
    const inverse = await algebra.invert(schur);
    const coupled = await solvedCoupling(algebra, factor, true);
    const solved = await algebra.multiplyTransposed(coupled, inverse, cells, q, q);
    for (let i = 0; i < cells; i++) {
      const value = dot(coupled.subarray(i * q, (i + 1) * q), solved.subarray(i * q, (i + 1) * q));
      trace += value;
      eigenTrace += eigenvalues[tree.cells[i]] * value;
    }
    trace += holesBesideTree(factor, inverse);
    sizes.forEach((_, axis) => {
      addFibreProducts(fibresOf(tree.cells, sizes, axis, spectra), solved, coupled, q, 1, ofAxis[axis]);
    });
    gradient = covarianceGradient(
      regression.structure,
      h,
      others,
      inverse,
      vectors.map((vector) => vector.others),
    );
    const cross = couplingGradient(factor, solved, vectors);
    lnLengths.set(gradient.lnLengths.map((value, axis) => value + cross.lnLengths[axis]));
    gradient = {
      ...gradient,
      kappaCross: gradient.kappaCross + cross.kappaCross,
      [task === LOW ? 'kappaLow' : 'kappaHigh']:
        (task === LOW ? gradient.kappaLow : gradient.kappaHigh) + cross.kappaOwn,
    };
  }
  sizes.forEach((size, axis) => {
    const slope = projectedSlope(spectra[axis]);
    let sum = 0;
    for (let k = 0; k < size * size; k++) sum += ofAxis[axis][k] * slope[k];
    lnLengths[axis] += 0.5 * kappa * sum;
  });
  return task === LOW
    ? {
        ...gradient,
        lnLengths,
        kappaLow: gradient.kappaLow + 0.5 * eigenTrace,
        noiseLow: gradient.noiseLow + 0.5 * trace,
      }
    : {
        ...gradient,
        lnLengths,
        kappaHigh: gradient.kappaHigh + 0.5 * eigenTrace,
        noiseHigh: gradient.noiseHigh + 0.5 * trace,
      };
}

function zeroGradient(dimension: number, withDifference: boolean): HyperparameterGradient {
  return {
    lnLengths: new Float64Array(dimension),
    kappaLow: 0,
    kappaCross: 0,
    kappaHigh: 0,
    noiseLow: 0,
    noiseHigh: 0,
    lnDifferenceLengths: new Float64Array(withDifference ? dimension : 0),
    differenceVariance: 0,
  };
}

/** Z and the v_c side by side: p × (m + vectors), row-major. */
function negativeColumns(factor: GridFactor, vectors: readonly Solved[]): Float64Array {
  const { diagonal, holes, frame } = factor;
  const m = frame.layout.holes.length;
  const columns = m + vectors.length;
  const out = new Float64Array(diagonal.length * columns);
  for (let i = 0; i < diagonal.length; i++) {
    out.set(holes.subarray(i * m, (i + 1) * m), i * columns);
    vectors.forEach(({ hat }, c) => {
      out[i * columns + m + c] = hat[i];
    });
  }
  return out;
}

/** tr(X Tᵀ) over the cells beside the tree, where T = −Z (Zᵀ K̂_SR): noise alone, but the noise's gradient is the trace. */
function holesBesideTree(factor: GridFactor, inverse: Float64Array): number {
  const { tree, holes, holeCoupling, frame, diagonal } = factor;
  const m = frame.layout.holes.length;
  const q = frame.others.count;
  if (m === 0 || tree.cells.length === diagonal.length) return 0;
  const inside = new Set(tree.cells);
  const gram = new Float64Array(m * m);
  for (let i = 0; i < diagonal.length; i++) {
    if (inside.has(i)) continue;
    for (let a = 0; a < m; a++) {
      for (let b = 0; b < m; b++) gram[a * m + b] += holes[i * m + a] * holes[i * m + b];
    }
  }
  let sum = 0;
  for (let b = 0; b < m; b++) {
    const row = holeCoupling.subarray(b * q, (b + 1) * q);
    const solved = Float64Array.from({ length: q }, (_, r) => dot(row, inverse.subarray(r * q, (r + 1) * q)));
    for (let a = 0; a < m; a++) {
      sum += gram[a * m + b] * dot(solved, holeCoupling.subarray(a * q, (a + 1) * q));
    }
  }
  return sum;
}

/** The grid with the others: Σ W_SR ∂K_SR, W_SR = −X − Σ v_S v_Rᵀ; `solved` is overwritten. */
function couplingGradient(
  factor: GridFactor,
  solved: Float64Array,
  vectors: readonly Solved[],
): { lnLengths: Float64Array; kappaOwn: number; kappaCross: number } {
  const { tree, frame, factors, scale, spectra } = factor;
  const q = frame.others.count;
  for (const { hat, others } of vectors) {
    for (let i = 0; i < tree.cells.length; i++) {
      const value = hat[tree.cells[i]];
      const start = i * q;
      for (let r = 0; r < q; r++) solved[start + r] += value * others[r];
    }
  }
  // −Ŵ_SR so far; its sign is turned where the sums are few.
  const derivatives = factorDerivatives(tree, factors, q, solved);
  for (const derivative of derivatives) {
    for (let k = 0; k < derivative.length; k++) derivative[k] = -derivative[k];
  }
  let [kappaOwn, kappaCross] = [0, 0];
  for (let r = 0; r < q; r++) {
    // A product is linear in the factor of any one axis.
    let sum = 0;
    for (let k = r; k < factors[0].length; k += q) sum += derivatives[0][k] * factors[0][k];
    if (frame.task === LOW && r >= frame.others.countLow) kappaCross += sum;
    else kappaOwn += sum;
  }
  const lnLengths = Float64Array.from(spectra, (spectrum, axis) => {
    const slopes = projectSlopes(spectrum, frame.otherAxes[axis]);
    let sum = 0;
    for (let k = 0; k < slopes.length; k++) sum += derivatives[axis][k] * slopes[k] * scale[k % q];
    return sum;
  });
  return { lnLengths, kappaOwn, kappaCross };
}
