import { expect, it } from 'vitest';
import { type BoundedProblem, minimiseWithinBounds } from '#main/fitting/optimiser/bounded-lbfgs.ts';
import { Curvature, measureCurvature } from '#main/fitting/optimiser/curvature.ts';

/** ½ xᵀHx with a condition number of 1e6 that no axis shows. */
const H = [
  [1e3, 999.999, 0],
  [999.999, 1e3, 0],
  [0, 0, 4],
];
const problem: BoundedProblem = {
  lower: Float64Array.of(-5, -5, -5),
  upper: Float64Array.of(5, 5, 0.5),
  async evaluate(x) {
    const gradient = Float64Array.from(H, (row) => row.reduce((sum, h, j) => sum + h * x[j], 0));
    return { value: 0.5 * gradient.reduce((sum, g, i) => sum + g * x[i], 0), gradient };
  },
};

it('measures second derivatives, with which the first step is the last', async () => {
  const start = Float64Array.of(0.3, -0.2, 0.49);
  const evaluated = await problem.evaluate(start);
  const curvature = await measureCurvature(problem, start, evaluated);
  const found = await minimiseWithinBounds(problem, start, { evaluated, curvature });
  expect(found.converged).toBe(true);
  // The flattest direction, 1e-3, is taken as 0.1: what is left along it is worth less than the tolerance.
  expect(found.value).toBeLessThan(1e-3);
  expect(found.evaluations).toBeLessThanOrEqual(3);
});

it('leads downhill from a saddle, and along the bound that a variable is held at', () => {
  const saddle = new Curvature(Float64Array.of(-2, 0, 0, 1));
  expect(Array.from(saddle.solve(Float64Array.of(1, 1), [true, true]))).toEqual([0.5, 1]);
  expect(Array.from(saddle.solve(Float64Array.of(1, 1), [false, true]))).toEqual([0, 1]);
});

it('scales with the information that there is', () => {
  const scaled = new Curvature(Float64Array.of(2, 1, 1, 2)).scaled([2, 1]);
  // D·H·D = [[8, 2], [2, 2]], whose inverse takes (12, 0) to (2, −2).
  const step = scaled.solve(Float64Array.of(12, 0), [true, true]);
  expect(step[0]).toBeCloseTo(2, 12);
  expect(step[1]).toBeCloseTo(-2, 12);
});
