import {
  choleskyInPlace,
  logDeterminantOfFactor,
  solveLowerInPlace,
  solveUpperInPlace,
} from '#shared/numerics/dense/cholesky.ts';
import { inverseFromFactor, transposedInverseOfLower } from '#shared/numerics/dense/inverse.ts';
import { productWithTransposed, transposed } from '#shared/numerics/dense/row-products.ts';
import { dot } from '#shared/numerics/dense/vectors.ts';
import { crossCovariance, observationCovariance } from '../gaussian-process/covariance.ts';
import { covarianceGradient } from '../gaussian-process/covariance-gradient.ts';
import type { CovarianceStructure, Hyperparameters } from '../gaussian-process/hyperparameters.ts';
import { HIGH, LOW, type TrainingSet } from '../gaussian-process/training-set.ts';
import type { Pause } from '../pause.ts';
import type { CovarianceFactor, DenseEngine, QueryPoints } from './dense-engine.ts';
import { inverseDiagonal } from './inverse-diagonal.ts';

/** Plain TypeScript in float64: the reference, always there, and the fastest for small n. */
export const portableEngine: DenseEngine = {
  name: 'portable',
  device: 'cpu',

  async factoriseCovariance(structure, h, training, pause) {
    const lower = observationCovariance(structure, h, training);
    await pause();
    choleskyInPlace(lower, training.count);
    await pause();
    return new PortableFactor(structure, h, training, lower, pause);
  },

  async factorise(matrix, size) {
    choleskyInPlace(matrix, size);
    return {
      size,
      lower: matrix,
      transposedInverse: transposedInverseOfLower(matrix, size),
      logDeterminant: logDeterminantOfFactor(matrix, size),
    };
  },

  async invert(factor) {
    return inverseFromFactor(factor.transposedInverse, factor.size);
  },

  async whitenRows(factor, rows, count) {
    const { size, transposedInverse } = factor;
    return productWithTransposed(rows, count, transposed(transposedInverse, size, size), size, size, true);
  },

  async multiplyTransposed(a, b, rowsA, inner, rowsB) {
    return productWithTransposed(a, rowsA, b, rowsB, inner);
  },
};

/** Numbers of k(u) that are held at once: they bound the memory that many points take … */
const CHUNK_NUMBERS = 4_000_000;
/** … and multiply-adds between two pauses, a tenth of a second. */
const CHUNK_OPERATIONS = 1e8;

class PortableFactor implements CovarianceFactor {
  readonly logDeterminant: number;
  readonly #structure: CovarianceStructure;
  readonly #h: Hyperparameters;
  readonly #training: TrainingSet;
  readonly #lower: Float64Array;
  readonly #pause: Pause;
  /** L⁻¹, made when it is first needed. */
  #inverse: Float64Array | null = null;

  constructor(
    structure: CovarianceStructure,
    h: Hyperparameters,
    training: TrainingSet,
    lower: Float64Array,
    pause: Pause,
  ) {
    this.logDeterminant = logDeterminantOfFactor(lower, training.count);
    this.#structure = structure;
    this.#h = h;
    this.#training = training;
    this.#lower = lower;
    this.#pause = pause;
  }

  async whiten(vectors: readonly Float64Array[]): Promise<Float64Array[]> {
    const columns = vectors.map((vector) => vector.slice());
    for (const column of columns) solveLowerInPlace(this.#lower, this.#training.count, column);
    return columns;
  }

  async unwhiten(vectors: readonly Float64Array[]): Promise<Float64Array[]> {
    const columns = vectors.map((vector) => vector.slice());
    for (const column of columns) solveUpperInPlace(this.#lower, this.#training.count, column);
    return columns;
  }

  async gradient(vectors: readonly Float64Array[]) {
    const { count } = this.#training;
    const transposedInverse = transposedInverseOfLower(this.#lower, count);
    await this.#pause();
    const inverse = inverseFromFactor(transposedInverse, count);
    await this.#pause();
    return covarianceGradient(this.#structure, this.#h, this.#training, inverse, vectors);
  }

  async inverseDiagonal(): Promise<Float64Array> {
    const { count } = this.#training;
    const transposedInverse = transposedInverseOfLower(this.#lower, count);
    await this.#pause();
    return inverseDiagonal(transposedInverse, count);
  }

  async products(points: QueryPoints, vectors: readonly Float64Array[]): Promise<Float64Array> {
    const { products } = await this.#visit(points, vectors);
    return products;
  }

  async explain(points: QueryPoints, vectors: readonly Float64Array[]) {
    const explained = new Float64Array(points.u.length / this.#structure.dimension);
    const { products } = await this.#visit(points, vectors, (row, whitened) => {
      explained[row] = dot(whitened, whitened);
    });
    return { products, explained };
  }

  async whitenedRows(points: QueryPoints): Promise<Float64Array> {
    const { count } = this.#training;
    const rows = new Float64Array((points.u.length / this.#structure.dimension) * count);
    await this.#visit(points, [], (row, whitened) => rows.set(whitened, row * count));
    return rows;
  }

  keep(): void {}

  free(): void {}

  /** k(u)ᵀv for every point and vector, and every L⁻¹k(u) where somebody wants them. */
  async #visit(
    { u, task }: QueryPoints,
    vectors: readonly Float64Array[],
    use?: (row: number, whitened: Float64Array) => void,
  ): Promise<{ products: Float64Array }> {
    const { dimension } = this.#structure;
    const n = this.#training.count;
    const total = u.length / dimension;
    const chunk = Math.max(64, Math.floor(Math.min(CHUNK_NUMBERS / n, CHUNK_OPERATIONS / n ** 2)));
    const products = new Float64Array(total * vectors.length);
    for (let from = 0; from < total; from += chunk) {
      const at = u.subarray(from * dimension, Math.min(total, from + chunk) * dimension);
      const count = at.length / dimension;
      const rows = crossCovariance(this.#structure, this.#h, at, task === 'low' ? LOW : HIGH, this.#training);
      const row = (matrix: Float64Array, k: number) => matrix.subarray(k * n, (k + 1) * n);
      for (let k = 0; k < count; k++) {
        vectors.forEach((vector, c) => {
          products[(from + k) * vectors.length + c] = dot(vector, row(rows, k));
        });
      }
      if (use) {
        this.#inverse ??= transposed(transposedInverseOfLower(this.#lower, n), n, n);
        const whitened = productWithTransposed(rows, count, this.#inverse, n, n, true);
        for (let k = 0; k < count; k++) use(from + k, row(whitened, k));
      }
      await this.#pause();
    }
    return { products };
  }
}
