import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { dot } from '#shared/numerics/dense/vectors.ts';
import type { BoundedProblem, Evaluation } from './bounded-problem.ts';

/** What a search knows of its problem's second derivatives: a symmetric matrix, positive definite where it can be. */
export class Curvature {
  /** Whether it holds in all directions, and not only in those that a search has gone. */
  readonly isMeasured: boolean;
  readonly #matrix: Float64Array;
  readonly #size: number;

  /** @param matrix size × size, row-major, symmetric */
  constructor(matrix: Float64Array, isMeasured = false) {
    this.isMeasured = isMeasured;
    this.#matrix = matrix;
    this.#size = Math.sqrt(matrix.length);
  }

  /** The same in all directions, as much as the gradient changed along a step ([NW] eq. 6.20); null where it fell. */
  static along(step: Float64Array, change: Float64Array): Curvature | null {
    if (!isConvex(step, change)) return null;
    const size = step.length;
    const value = dot(change, change) / dot(step, change);
    return new Curvature(
      Float64Array.from({ length: size * size }, (_, k) => (k % (size + 1) === 0 ? value : 0)),
    );
  }

  /** After a step along which the gradient changed so: the formula of BFGS, [NW] eq. 6.19; unchanged where it fell. */
  updated(step: Float64Array, change: Float64Array): Curvature {
    if (!isConvex(step, change)) return this;
    const size = this.#size;
    const image = step.map((_, i) => dot(this.#matrix.subarray(i * size, (i + 1) * size), step));
    const [before, after] = [dot(step, image), dot(step, change)];
    if (!(before > 0)) return this;
    return new Curvature(
      this.#matrix.map((value, k) => {
        const [i, j] = [Math.floor(k / size), k % size];
        return value - (image[i] * image[j]) / before + (change[i] * change[j]) / after;
      }),
      this.isMeasured,
    );
  }

  /** D·H·D for a diagonal matrix D. */
  scaled(factors: ArrayLike<number>): Curvature {
    const size = this.#size;
    return new Curvature(
      this.#matrix.map((value, k) => value * factors[Math.floor(k / size)] * factors[k % size]),
      this.isMeasured,
    );
  }

  /** With every eigenvalue's magnitude, and {@link FLATTEST} at the least: downhill from a saddle and in a flat valley. */
  positive(): Curvature {
    const size = this.#size;
    const { realEigenvalues, eigenvectorMatrix } = eigen(Matrix.from1DArray(size, size, this.#matrix));
    const magnitudes = realEigenvalues.map((value) => Math.max(Math.abs(value), FLATTEST));
    const positive = eigenvectorMatrix.mmul(Matrix.diag(magnitudes)).mmul(eigenvectorMatrix.transpose());
    return new Curvature(Float64Array.from(positive.to1DArray()), this.isMeasured);
  }

  /**
   * The step that H⁻¹ makes of a gradient among the free variables, 0 in the others; −step is downhill.
   *
   * @param longest along any one of H's own directions
   */
  solve(gradient: Float64Array, free: readonly boolean[], longest = Number.POSITIVE_INFINITY): Float64Array {
    const chosen = [...free.keys()].filter((i) => free[i]);
    const step = new Float64Array(gradient.length);
    if (chosen.length === 0) return step;
    const block = new Matrix(chosen.map((i) => chosen.map((j) => this.#matrix[i * this.#size + j])));
    const { realEigenvalues, eigenvectorMatrix } = eigen(block);
    realEigenvalues.forEach((eigenvalue, k) => {
      let slope = 0;
      chosen.forEach((i, row) => {
        slope += eigenvectorMatrix.get(row, k) * gradient[i];
      });
      const length = slope / Math.max(Math.abs(eigenvalue), Math.abs(slope) / longest, Number.MIN_VALUE);
      chosen.forEach((i, row) => {
        step[i] += eigenvectorMatrix.get(row, k) * length;
      });
    });
    return step;
  }
}

/** Whether the gradient grew along a step, by more than rounding. */
function isConvex(step: Float64Array, change: Float64Array): boolean {
  return dot(step, change) > 1e-12 * dot(change, change);
}

function eigen(symmetric: Matrix): EigenvalueDecomposition {
  return new EigenvalueDecomposition(symmetric, { assumeSymmetric: true });
}

/** The least curvature that is believed, in units of the objective (nats) over those of x squared. */
const FLATTEST = 0.1;

/** How far the gradient is looked at beside a point: in logarithms of hyperparameters 2 %. */
const STEP = 0.02;

/** The second derivatives at a point, by differences of the gradient, made {@link Curvature.positive}: one evaluation a variable. */
export async function measureCurvature(
  problem: BoundedProblem,
  x: Float64Array,
  { gradient }: Pick<Evaluation, 'gradient'>,
): Promise<Curvature> {
  const size = x.length;
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    const beside = x.slice();
    beside[i] += x[i] + STEP <= problem.upper[i] ? STEP : -STEP;
    const evaluation = await problem.evaluate(beside);
    for (let j = 0; j < size; j++) {
      const slope = (evaluation.gradient[j] - gradient[j]) / (beside[i] - x[i]);
      const known = Number.isFinite(evaluation.value) ? slope : Number(i === j);
      matrix[i * size + j] += 0.5 * known;
      matrix[j * size + i] += 0.5 * known;
    }
  }
  return new Curvature(matrix, true).positive();
}
