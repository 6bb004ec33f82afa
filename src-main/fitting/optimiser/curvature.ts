import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import type { BoundedProblem, Evaluation } from './bounded-lbfgs.ts';

/** What a search knows of its problem's second derivatives before it starts: a symmetric matrix. */
export class Curvature {
  readonly #matrix: Float64Array;
  readonly #size: number;

  /** @param matrix size × size, row-major, symmetric; it need be neither exact nor positive definite */
  constructor(matrix: Float64Array) {
    this.#matrix = matrix;
    this.#size = Math.sqrt(matrix.length);
  }

  /** D·H·D for a diagonal matrix D. */
  scaled(factors: ArrayLike<number>): Curvature {
    const size = this.#size;
    return new Curvature(
      this.#matrix.map((value, k) => value * factors[Math.floor(k / size)] * factors[k % size]),
    );
  }

  /**
   * The step that H⁻¹ makes of a gradient among the free variables, 0 in the others: −step is downhill, since curvature
   * along a saddle's or a valley's flat direction is taken as {@link FLATTEST} at the least.
   */
  solve(gradient: Float64Array, free: readonly boolean[]): Float64Array {
    const chosen = [...free.keys()].filter((i) => free[i]);
    const step = new Float64Array(gradient.length);
    if (chosen.length === 0) return step;
    const block = new Matrix(chosen.map((i) => chosen.map((j) => this.#matrix[i * this.#size + j])));
    const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(block, {
      assumeSymmetric: true,
    });
    realEigenvalues.forEach((eigenvalue, k) => {
      let overlap = 0;
      chosen.forEach((i, row) => {
        overlap += eigenvectorMatrix.get(row, k) * gradient[i];
      });
      overlap /= Math.max(Math.abs(eigenvalue), FLATTEST);
      chosen.forEach((i, row) => {
        step[i] += eigenvectorMatrix.get(row, k) * overlap;
      });
    });
    return step;
  }
}

/** The least curvature that is believed, in units of the objective (nats) over those of x squared. */
const FLATTEST = 0.1;

/** How far the gradient is looked at beside a point: in logarithms of hyperparameters 2 %. */
const STEP = 0.02;

/** The second derivatives at a point, by differences of the gradient: one evaluation a variable. */
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
  return new Curvature(matrix);
}
