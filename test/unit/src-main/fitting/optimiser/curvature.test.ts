import { expect, it } from 'vitest';
import { minimiseWithinBounds } from '#main/fitting/optimiser/bounded-bfgs.ts';
import type { BoundedProblem } from '#main/fitting/optimiser/bounded-problem.ts';
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
  const saddle = new Curvature(Float64Array.of(-2, 0, 0, 1)).positive();
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

it('goes no farther along any of its own directions than it is told', () => {
  const step = new Curvature(Float64Array.of(0.1, 0, 0, 10)).solve(Float64Array.of(1, -2), [true, true], 0.5);
  expect(Array.from(step)).toEqual([0.5, -0.2]);
});

it('learns from a step what the gradient did along it, and leaves the rest', () => {
  // [NW] eq. 6.6: H·step = change afterwards. Nothing is known of the second variable.
  const step = Float64Array.of(0.5, 0);
  const learned = new Curvature(Float64Array.of(1, 0, 0, 3)).updated(step, Float64Array.of(2, 0));
  expect(Array.from(learned.solve(Float64Array.of(2, 3), [true, true]))).toEqual([0.5, 1]);
  // A gradient that fell along the step says nothing of a minimum.
  expect(learned.updated(step, Float64Array.of(-1, 0))).toBe(learned);
});

it('learns from a Newton step that was too far, and does not try that line again', async () => {
  // ½·41 (x − 0.1)², of which a curvature of 1 was measured: the first step is the longest that there is, 0.5.
  const steep: BoundedProblem = {
    lower: Float64Array.of(-5),
    upper: Float64Array.of(5),
    evaluate: async ([x]) => ({ value: 20.5 * (x - 0.1) ** 2, gradient: Float64Array.of(41 * (x - 0.1)) }),
  };
  const curvature = new Curvature(Float64Array.of(1), true);
  const found = await minimiseWithinBounds(steep, Float64Array.of(0), { curvature });
  expect(found.x[0]).toBeCloseTo(0.1, 10);
  // The start, the refused step, and the one that its gradient predicts.
  expect(found.evaluations).toBe(3);
});
