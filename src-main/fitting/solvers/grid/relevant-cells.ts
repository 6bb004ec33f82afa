import type { Hyperparameters } from '../../gaussian-process/hyperparameters.ts';
import { LOW } from '../../gaussian-process/training-set.ts';
import { type AxisSpectrum, projectPoints } from './axis-spectrum.ts';
import type { GridFrame } from './grid-frame.ts';
import { type ProductTree, productTree } from './product-tree.ts';
import { outerProduct } from './tensor.ts';

/**
 * A cell that explains less than this share of another point's noise is left out. Of −ln L that is far below rounding;
 * the gradient feels its square root (measured: 3e-7 of it).
 */
const LEFT_OUT = 1e-16;
/** With holes, a cell whose variance is less than this share of the noise is noise alone to all of them. */
const BELOW_NOISE = 1e-12;
/** Coordinates between 0 and 1 at which the reach of a row is measured, besides at the others. */
const PROBES = Float64Array.from({ length: 65 }, (_, k) => k / 64);

/** K_SS in its eigenbasis, and how the other points see it. */
export interface GridSpectrum {
  readonly frame: GridFrame;
  readonly h: Hyperparameters;
  readonly spectra: readonly AxisSpectrum[];
  /** κ among the grid's points, and ε² with their known variance. */
  readonly kappa: number;
  readonly noise: number;
  /** ⊗ Λ_j and D, by cell of the eigenbasis. */
  readonly eigenvalues: Float64Array;
  readonly diagonal: Float64Array;
  /** By axis: Qᵀ_j k1 with the others, levels × q. */
  readonly factors: readonly Float64Array[];
}

/** The cells of the eigenbasis that reach any other point, by the largest value that each axis's factor has there. */
export function relevantCells({
  frame: { layout, others, task },
  h,
  spectra,
  factors,
  kappa,
  noise,
  eigenvalues,
  diagonal,
}: GridSpectrum): { tree: ProductTree; leftOut: number } {
  const reach = outerProduct(
    spectra.map((spectrum, axis) => {
      const probed = projectPoints(spectrum, PROBES);
      return Float64Array.from(spectrum.levels, (_, a) =>
        Math.max(largestInRow(factors[axis], a, others.count), largestInRow(probed, a, PROBES.length)),
      );
    }),
  );
  const strongest = task === LOW ? Math.max(kappa, Math.abs(h.kappaCross)) : kappa;
  let leastNoise = noise;
  others.knownVariance.forEach((known, r) => {
    leastNoise = Math.min(leastNoise, known + (r < others.countLow ? h.noiseLow : h.noiseHigh));
  });
  const withHoles = layout.holes.length > 0;
  const cells: number[] = [];
  let leftOut = 0;
  for (let i = 0; i < reach.length; i++) {
    const explained = (strongest * reach[i]) ** 2 / (diagonal[i] * leastNoise);
    if (explained > LEFT_OUT || (withHoles && kappa * eigenvalues[i] > BELOW_NOISE * noise)) cells.push(i);
    else leftOut += explained * others.count;
  }
  return { tree: productTree(layout.sizes, Int32Array.from(cells)), leftOut };
}

function largestInRow(matrix: Float64Array, row: number, columns: number): number {
  let largest = 0;
  for (let k = row * columns; k < (row + 1) * columns; k++) largest = Math.max(largest, Math.abs(matrix[k]));
  return largest;
}
