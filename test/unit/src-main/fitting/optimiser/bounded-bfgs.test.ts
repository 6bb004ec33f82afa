import { describe, expect, it } from 'vitest';
import { minimiseWithinBounds } from '#main/fitting/optimiser/bounded-bfgs.ts';
import type { BoundedProblem } from '#main/fitting/optimiser/bounded-problem.ts';

/** Rosenbrock's valley in n dimensions: minimum 0 at (1, …, 1). */
function rosenbrock(lower: number[], upper: number[]): BoundedProblem {
  return {
    lower: Float64Array.from(lower),
    upper: Float64Array.from(upper),
    async evaluate(x) {
      let value = 0;
      const gradient = new Float64Array(x.length);
      for (let i = 0; i + 1 < x.length; i++) {
        const a = x[i + 1] - x[i] * x[i];
        const b = 1 - x[i];
        value += 100 * a * a + b * b;
        gradient[i] += -400 * x[i] * a - 2 * b;
        gradient[i + 1] += 200 * a;
      }
      return { value, gradient };
    },
  };
}

describe('minimiseWithinBounds', () => {
  it('finds the interior minimum of the valley', async () => {
    const found = await minimiseWithinBounds(
      rosenbrock([-5, -5, -5], [5, 5, 5]),
      Float64Array.of(-1.2, 1, 2),
    );
    expect(found.converged).toBe(true);
    // The gradient tolerance of 1e-5 over the valley's smallest curvature of 0.4 bounds the distance.
    for (const value of found.x) expect(Math.abs(value - 1)).toBeLessThan(1e-4);
    expect(found.evaluations).toBeLessThan(120);
  });

  it('stops at a bound where the minimum lies beyond it', async () => {
    // On x₁ = 0.5 the valley's floor is at x₂ = 0.25, f = 0.25.
    const found = await minimiseWithinBounds(rosenbrock([-2, -2], [0.5, 2]), Float64Array.of(-1.2, 1));
    expect(found.x[0]).toBe(0.5);
    expect(Math.abs(found.x[1] - 0.25)).toBeLessThan(1e-6);
    expect(found.value).toBeCloseTo(0.25, 8);
    expect(found.converged).toBe(true);
  });

  it('clips a start outside the box', async () => {
    const found = await minimiseWithinBounds(rosenbrock([0, 0], [2, 2]), Float64Array.of(-9, 50));
    for (const value of found.x) expect(Math.abs(value - 1)).toBeLessThan(1e-4);
  });

  it('treats a value that is not finite as a wall', async () => {
    // −ln x on (0, …) with a wall at x ≥ 3: the minimum within reach is just below it.
    const problem: BoundedProblem = {
      lower: Float64Array.of(0.1),
      upper: Float64Array.of(10),
      async evaluate([x]) {
        const value = x < 3 ? -Math.log(x) : Number.POSITIVE_INFINITY;
        return { value, gradient: Float64Array.of(-1 / x) };
      },
    };
    const found = await minimiseWithinBounds(problem, Float64Array.of(0.5));
    expect(found.x[0]).toBeLessThan(3);
    expect(found.x[0]).toBeGreaterThan(2.9);
  });

  it('keeps to its evaluations and says that it did not converge', async () => {
    const found = await minimiseWithinBounds(rosenbrock([-5, -5], [5, 5]), Float64Array.of(-1.2, 1), {
      maxEvaluations: 7,
    });
    expect(found.evaluations).toBe(7);
    expect(found.converged).toBe(false);
  });

  it('gives a start without a finite value back as it is', async () => {
    const problem: BoundedProblem = {
      lower: Float64Array.of(0),
      upper: Float64Array.of(1),
      evaluate: async () => ({ value: Number.NaN, gradient: Float64Array.of(0) }),
    };
    const found = await minimiseWithinBounds(problem, Float64Array.of(0.5));
    expect(found).toMatchObject({ evaluations: 1, converged: false });
  });
});
