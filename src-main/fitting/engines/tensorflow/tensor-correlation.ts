import type { KernelName } from '#shared/domain/fit-settings.ts';
import { ScaledPoints } from '../../gaussian-process/kernel.ts';
import type { Range } from '../blocked/partition.ts';
import type { Tensor, Tensors } from './tensors.ts';

/**
 * One kernel of `kernel.ts` at given lengths, evaluated inside TensorFlow tile by tile from the coordinates: a tile of a
 * few hundred rows and columns stays in the processor's cache through the dozen operations that it takes.
 */
export interface TensorCorrelation {
  /** The points as the rows or the columns of tiles. */
  points(u: Float64Array): CorrelationPoints;

  /** k for rows × columns. Makes tensors: call it inside of `tidy`. */
  tile(rows: CorrelationPoints, from: Range, columns: CorrelationPoints, to: Range): Tensor;

  /**
   * Σ W∘k and Σ W∘∂k/∂ln ℓ_k over a tile, in a form that can be added up over tiles. Makes tensors: call it inside of
   * `tidy`.
   */
  gradientTile(
    weights: Tensor,
    rows: CorrelationPoints,
    from: Range,
    columns: CorrelationPoints,
    to: Range,
  ): Tensor;

  /** 1 + D numbers out of what {@link gradientTile} adds up to. */
  readGradient(sum: Float64Array): Float64Array;

  free(): void;
}

/** Tensors of points: what they are is the kernel's matter. */
export interface CorrelationPoints {
  readonly asRows: readonly Tensor[];
  readonly asColumns: readonly Tensor[];
  free(): void;
}

/** Coordinates of the unit cube are taken from here, which keeps their squares small. */
const CENTRE = 0.5;

export function createTensorCorrelation(
  tensors: Tensors,
  kernel: KernelName,
  lengths: Float64Array,
): TensorCorrelation {
  return kernel === 'rbf' ? rbfCorrelation(tensors, lengths) : maternCorrelation(tensors, kernel, lengths);
}

/**
 * −½|a − b|² = a·b − ½|a|² − ½|b|² is one product of augmented coordinates, [a, −½|a|², 1]·[b, 1, −½|b|²]ᵀ, and so are
 * the sums of M∘(a − b)² for the gradient. Coordinates are taken from the centre of the unit cube: with the shortest
 * length that a fit may have, 0.01, the exponent keeps twelve digits.
 */
function rbfCorrelation(tensors: Tensors, lengths: Float64Array): TensorCorrelation {
  const dimension = lengths.length;
  /** Columns of the moments [1, a…, a²…]. */
  const powers = 1 + 2 * dimension;

  const exponentials = (
    rows: CorrelationPoints,
    from: Range,
    columns: CorrelationPoints,
    to: Range,
  ): Tensor => {
    const a = tensors.rows(rows.asRows[0], from.start, from.end);
    const b = tensors.rows(columns.asColumns[0], to.start, to.end);
    return tensors.map('Exp', tensors.multiply(a, b, { b: true }));
  };

  return {
    points(u) {
      const count = u.length / dimension;
      const { axes } = new ScaledPoints(
        'rbf',
        u.map((value) => value - CENTRE),
        lengths,
      );
      const width = dimension + 2;
      const left = new Float64Array(count * width);
      const right = new Float64Array(count * width);
      const moments = new Float64Array(count * powers);
      for (let i = 0; i < count; i++) {
        let norm = 0;
        const m = i * powers;
        moments[m] = 1;
        for (let k = 0; k < dimension; k++) {
          const value = axes[k][i];
          norm += value * value;
          left[i * width + k] = value;
          right[i * width + k] = value;
          moments[m + 1 + k] = value;
          moments[m + 1 + dimension + k] = value * value;
        }
        left[i * width + dimension] = -0.5 * norm;
        left[i * width + dimension + 1] = 1;
        right[i * width + dimension] = 1;
        right[i * width + dimension + 1] = -0.5 * norm;
      }
      const ofMoments = tensors.fromArray(moments, [count, powers]);
      const asRows = [tensors.fromArray(left, [count, width]), ofMoments];
      const asColumns = [tensors.fromArray(right, [count, width]), ofMoments];
      return { asRows, asColumns, free: () => tensors.free(...asRows, asColumns[0]) };
    },

    tile: exponentials,

    gradientTile(weights, rows, from, columns, to) {
      const product = tensors.elementwise('Mul', weights, exponentials(rows, from, columns, to));
      const left = tensors.rows(rows.asRows[1], from.start, from.end);
      const right = tensors.rows(columns.asColumns[1], to.start, to.end);
      return tensors.multiply(left, tensors.multiply(product, right), { a: true });
    },

    readGradient(sum) {
      const width = powers;
      const out = new Float64Array(1 + dimension);
      out[0] = sum[0];
      for (let k = 0; k < dimension; k++) {
        const [linear, square] = [1 + k, 1 + dimension + k];
        out[1 + k] = sum[square * width] + sum[square] - 2 * sum[linear * width + linear];
      }
      return out;
    },

    free() {},
  };
}

/** Π(1 + a_k + …)·exp(−Σ a_k) with a_k = |Δ_k| by broadcasting columns against rows. */
function maternCorrelation(
  tensors: Tensors,
  kernel: Exclude<KernelName, 'rbf'>,
  lengths: Float64Array,
): TensorCorrelation {
  const dimension = lengths.length;
  const one = tensors.fromArray(Float64Array.of(1), [1, 1]);
  const third = tensors.fromArray(Float64Array.of(1 / 3), [1, 1]);
  const elementwise = tensors.elementwise.bind(tensors);
  const map = tensors.map.bind(tensors);

  /** k, and for every axis ∂ ln k/∂ ln ℓ where that is wanted. */
  function correlate(
    rows: CorrelationPoints,
    from: Range,
    columns: CorrelationPoints,
    to: Range,
    withDerivatives: boolean,
  ): { correlation: Tensor; derivatives: Tensor[] } {
    let distanceSum: Tensor | null = null;
    let polynomial: Tensor | null = null;
    const derivatives: Tensor[] = [];
    for (let k = 0; k < dimension; k++) {
      const a = tensors.rows(rows.asRows[k], from.start, from.end);
      const b = tensors.columns(columns.asColumns[k], to.start, to.end);
      const distance = map('Abs', elementwise('Sub', a, b));
      const linear = elementwise('AddV2', distance, one);
      let factor = linear;
      if (kernel === 'matern52') {
        const quadratic = elementwise('Mul', map('Square', distance), third);
        factor = elementwise('AddV2', linear, quadratic);
        if (withDerivatives) {
          derivatives.push(elementwise('RealDiv', elementwise('Mul', quadratic, linear), factor));
        }
      } else if (withDerivatives) {
        derivatives.push(elementwise('RealDiv', map('Square', distance), factor));
      }
      distanceSum = distanceSum === null ? distance : elementwise('AddV2', distanceSum, distance);
      polynomial = polynomial === null ? factor : elementwise('Mul', polynomial, factor);
    }
    const decay = map('Exp', map('Neg', distanceSum as Tensor));
    return { correlation: elementwise('Mul', polynomial as Tensor, decay), derivatives };
  }

  return {
    points(u) {
      const count = u.length / dimension;
      const { axes } = new ScaledPoints(kernel, u, lengths);
      const asRows = axes.map((axis) => tensors.fromArray(axis, [count, 1]));
      const asColumns = axes.map((axis) => tensors.fromArray(axis, [1, count]));
      return { asRows, asColumns, free: () => tensors.free(...asRows, ...asColumns) };
    },

    tile: (rows, from, columns, to) => correlate(rows, from, columns, to, false).correlation,

    gradientTile(weights, rows, from, columns, to) {
      const { correlation, derivatives } = correlate(rows, from, columns, to, true);
      const product = elementwise('Mul', weights, correlation);
      const sums = derivatives.map((derivative) =>
        tensors.sum(elementwise('Mul', product, derivative), 'all'),
      );
      return tensors.pack([tensors.sum(product, 'all'), ...sums]);
    },

    readGradient: (sum) => sum,

    free: () => tensors.free(one, third),
  };
}
