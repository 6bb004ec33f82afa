import type { Features, Posterior, Task } from '#main/fitting/gaussian-process/posterior.ts';
import { surrogateOfPosterior } from '#main/surrogates/gaussian-process/open-process.ts';
import { surrogateOfTag } from '#main/surrogates/registry.ts';
import type { OpenSurrogate } from '#main/surrogates/surrogate.ts';
import { GAUSSIAN_PROCESS } from '#shared/domain/surrogate.ts';

/** Observations of a test posterior: points u (rows), values, and the variance of each value. */
export interface TestData {
  readonly points: readonly (readonly number[])[];
  readonly values: readonly number[];
  readonly variances: readonly number[];
}

/** Lower Cholesky factor of a small matrix given by its entries. */
function cholesky(size: number, entry: (i: number, j: number) => number): number[][] {
  const lower: number[][] = [];
  for (let i = 0; i < size; i++) {
    lower.push([]);
    for (let j = 0; j <= i; j++) {
      let sum = entry(i, j);
      for (let k = 0; k < j; k++) sum -= lower[i][k] * lower[j][k];
      lower[i].push(i === j ? Math.sqrt(sum) : sum / lower[j][j]);
    }
  }
  return lower;
}

function solveLower(lower: readonly (readonly number[])[], right: readonly number[]): number[] {
  const solution: number[] = [];
  for (const [i, row] of lower.entries()) {
    let sum = right[i];
    for (let k = 0; k < i; k++) sum -= row[k] * solution[k];
    solution.push(sum / row[i]);
  }
  return solution;
}

/**
 * A Gaussian process with zero mean, unit variance and the RBF kernel of one length, conditioned on data by the textbook
 * formulas (Rasmussen & Williams 2006, eqs. 2.25-2.26): an oracle that shares nothing with the product's solvers.
 */
export function createTestPosterior(
  dimension: number,
  { points, values, variances }: TestData,
  { length = 0.3, noise = 1e-4, variance: prior = 1 } = {},
): Posterior {
  const kernel = (a: ArrayLike<number>, b: ArrayLike<number>) => {
    let sum = 0;
    for (let axis = 0; axis < dimension; axis++) sum += ((a[axis] - b[axis]) / length) ** 2;
    return prior * Math.exp(-sum / 2);
  };
  const n = points.length;
  const lower = cholesky(n, (i, j) => kernel(points[i], points[j]) + (i === j ? variances[i] : 0));
  const whitenedValues = solveLower(lower, values);
  const rowOf = (matrix: Float64Array, row: number, columns: number) =>
    matrix.subarray(row * columns, (row + 1) * columns);

  const features = async (u: Float64Array, task: Task = 'high'): Promise<Features> => {
    const count = u.length / dimension;
    const whitened = new Float64Array(count * n);
    const mean = new Float64Array(count);
    const variance = new Float64Array(count);
    for (let row = 0; row < count; row++) {
      const point = rowOf(u, row, dimension);
      const w = solveLower(
        lower,
        points.map((known) => kernel(known, point)),
      );
      whitened.set(w, row * n);
      mean[row] = w.reduce((sum, value, k) => sum + value * whitenedValues[k], 0);
      variance[row] = Math.max(prior - w.reduce((sum, value) => sum + value * value, 0), 1e-13);
    }
    return { task, count, u, mean, variance, whitened, trend: new Float64Array(0) };
  };
  return {
    dimension,
    features,
    predict: features,
    predictMean: async (u) => (await features(u)).mean,
    async covariance(a, b) {
      return Float64Array.from({ length: a.count * b.count }, (_, index) => {
        const i = Math.floor(index / b.count);
        const j = index % b.count;
        let value = kernel(rowOf(a.u, i, dimension), rowOf(b.u, j, dimension));
        for (let k = 0; k < n; k++) value -= a.whitened[i * n + k] * b.whitened[j * n + k];
        return value;
      });
    },
    noiseVariance: () => noise,
  };
}

/** Data of a function at points, with equal variances. */
export function observe(
  points: readonly (readonly number[])[],
  truth: (u: readonly number[]) => number,
  variance = 1e-4,
): TestData {
  return { points, values: points.map(truth), variances: points.map(() => variance) };
}

/** A posterior as acquisition asks it. */
export function asSurrogate(posterior: Posterior): OpenSurrogate {
  return surrogateOfPosterior(surrogateOfTag(GAUSSIAN_PROCESS).facts, posterior.dimension, () => posterior);
}
