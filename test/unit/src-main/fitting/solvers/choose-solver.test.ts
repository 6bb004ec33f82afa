import { describe, expect, it } from 'vitest';
import { fitModel } from '#main/fitting/fit-model.ts';
import type { CovarianceStructure } from '#main/fitting/gaussian-process/hyperparameters.ts';
import { createTrainingSet, type Observations } from '#main/fitting/gaussian-process/training-set.ts';
import { chooseSolver, decide, solverAnswers } from '#main/fitting/solvers/choose-solver.ts';
import { findGrid } from '#main/fitting/solvers/grid/find-grid.ts';
import type { Regression } from '#main/fitting/solvers/solver.ts';
import { fitSettings } from '#shared/domain/fit-settings.ts';
import { solverReasonText } from '#shared/domain/solver-reason.ts';
import { createRandom } from '#shared/numerics/random.ts';

const random = createRandom(2);
const GIBIBYTE = 2 ** 30;

/** A grid in the unit square, with levels that a file's digits and a logarithm have rounded differently each time. */
function gridPoints(nx: number, ny: number): number[][] {
  const rounded = (x: number) => x * (1 + 1e-13 * (random.uniform() - 0.5));
  return Array.from({ length: nx * ny }, (_, k) => [
    rounded(Math.log10(1 + (9 * Math.floor(k / ny)) / (nx - 1))),
    rounded((k % ny) / (ny - 1)),
  ]);
}

const scattered = (count: number) =>
  Array.from({ length: count }, () => [random.uniform(), random.uniform()]);

const observe = (points: readonly number[][], known: (i: number) => number = () => 0): Observations => ({
  u: Float64Array.from(points.flat()),
  y: Float64Array.from(points, ([a, b]) => 3 * a - 2 * b + a * b),
  knownVariance: Float64Array.from(points, (_, i) => known(i)),
});

function regressionOf(low: Observations, high: Observations): Regression {
  const training = createTrainingSet(2, { low, high });
  const structure: CovarianceStructure = {
    kernel: 'matern32',
    relation: 'difference',
    dimension: 2,
    sharedLengths: false,
    sharedNoise: false,
  };
  return { structure, mean: { form: 'linear', lowOffset: true }, training };
}

const auto = { solver: 'auto', engine: 'portable' } as const;

describe('the solver of a fit', () => {
  const high = observe(scattered(20));

  it('is the grid solver where most low-fidelity points are a grid, holes and others included', async () => {
    const points = gridPoints(20, 15).filter((_, i) => i !== 17 && i !== 140);
    const { solver, reason } = await chooseSolver(
      regressionOf(observe([...points, ...scattered(4)]), high),
      auto,
    );
    expect(solver.name).toBe('grid');
    expect(solverReasonText(reason)).toContain(
      '298 points lie on a 20 × 15 grid with 2 holes, 24 others beside it',
    );
    expect(solverReasonText(reason)).toMatch(/dense would take [\d.]+ times as long/);
  });

  it('is dense for scattered points, and says why', async () => {
    const { solver, reason } = await chooseSolver(regressionOf(observe(scattered(60)), high), auto);
    expect(solver.name).toBe('dense');
    expect(solverReasonText(reason)).toContain('grid not: the points lie on no grid');
  });

  it('is dense where every point of the grid has a variance of its own', async () => {
    const low = observe(gridPoints(12, 10), () => 0.01 * random.uniform());
    const { solver, reason } = await chooseSolver(regressionOf(low, high), auto);
    expect(solver.name).toBe('dense');
    expect(solverReasonText(reason)).toContain('grid not: the points have known variances of their own');
    const equal = observe(gridPoints(12, 10), () => 0.01);
    expect((await chooseSolver(regressionOf(equal, high), auto)).solver.name).toBe('grid');
  });

  // What was faster at these sizes, measured on one thread by processor time, whatever the operations say.
  it.each([
    ['grid', 'matern32', { grid: [6, 6, 5, 4], high: 200 }],
    ['grid', 'matern32', { grid: [5, 5, 5, 5], high: 295 }],
    ['grid', 'matern32', { grid: [40, 30], high: 300 }],
    ['dense', 'matern32', { grid: [6, 6, 5, 4], high: 800 }],
    ['dense', 'matern32', { grid: [5, 4, 3, 2], high: 800 }],
    ['low-rank', 'rbf', { dimension: 2, low: 600, high: 320 }],
    ['dense', 'rbf', { dimension: 3, low: 600, high: 320 }],
    ['dense', 'rbf', { dimension: 4, low: 1200, high: 300 }],
    ['low-rank', 'rbf', { dimension: 2, low: 1200, high: 300 }],
    ['low-rank', 'rbf', { dimension: 4, low: 5000, high: 800 }],
  ] as const)('is %s with %s for %j', (name, kernel, points) => {
    const dimension = 'grid' in points ? points.grid.length : points.dimension;
    const anywhere = (count: number) =>
      Array.from({ length: count }, () => Array.from({ length: dimension }, () => random.uniform()));
    const low =
      'grid' in points
        ? points.grid.reduce<number[][]>(
            (cells, size) =>
              cells.flatMap((cell) => Array.from({ length: size }, (_, k) => [...cell, k / (size - 1)])),
            [[]],
          )
        : anywhere(points.low);
    const structure: CovarianceStructure = {
      kernel,
      relation: kernel === 'rbf' ? 'icm' : 'difference',
      dimension,
      sharedLengths: false,
      sharedNoise: false,
    };
    const training = createTrainingSet(dimension, {
      low: observe(low),
      high: observe(anywhere(points.high)),
    });
    const answers = solverAnswers({ structure, mean: { form: 'linear', lowOffset: true }, training });
    expect(decide(answers, 'auto', Number.POSITIVE_INFINITY).offer.name).toBe(name);
  });

  it('refuses what it cannot do and what does not fit into memory, with what each would need', async () => {
    const none = regressionOf(observe(scattered(60)), high);
    await expect(chooseSolver(none, { ...auto, solver: 'grid' })).rejects.toMatchObject({
      code: 'solver.declined',
    });
    const grid = regressionOf(observe(gridPoints(100, 50)), high);
    await expect(chooseSolver(grid, auto, 1e6)).rejects.toMatchObject({
      code: 'solver.memory',
      message: expect.stringMatching(/grid needs \d+ MiB, dense needs [\d.]+ GiB; 1 MiB may be taken/),
    });
    // The grid solver is left when dense no longer fits.
    const { solver, reason } = await chooseSolver(grid, auto, 0.2 * GIBIBYTE);
    expect(solver.name).toBe('grid');
    expect(solverReasonText(reason)).toMatch(/dense not: it needs [\d.]+ GiB/);
  });

  it('finds the optimum that the dense one finds', async () => {
    const training = regressionOf(observe(gridPoints(9, 8)), high).training;
    const options = { randomStarts: 0 };
    const grid = await fitModel(training, fitSettings({ solver: 'grid' }), options);
    const dense = await fitModel(training, fitSettings({ solver: 'dense' }), options);
    expect(grid.solver).toBe('grid');
    expect(grid.certificate?.rank).toBeGreaterThan(0);
    expect(Math.abs(grid.objective - dense.objective)).toBeLessThan(1e-3);
  });
});

describe('a grid', () => {
  it('is recognised whatever the order of its points', () => {
    const points = gridPoints(5, 4).reverse();
    const layout = findGrid(createTrainingSet(2, { low: observe(points), high: observe(scattered(3)) }));
    if ('code' in layout) throw new Error(layout.code);
    expect(layout.sizes).toEqual([5, 4]);
    expect(Array.from(layout.rows.slice(0, 5))).toEqual([19, 18, 17, 16, 15]);
    expect(Array.from(layout.others)).toEqual([20, 21, 22]);
  });

  it('is not there when levels differ by more than rounding', () => {
    const points = gridPoints(5, 4).map(([a, b]) => [a + 1e-6 * random.uniform(), b]);
    expect(findGrid(createTrainingSet(2, { low: observe(points) }))).toEqual({
      code: 'no-grid',
    });
  });
});
