import { describe, expect, it } from 'vitest';
import type { DenseEngine } from '#main/fitting/engines/dense-engine.ts';
import { portableEngine } from '#main/fitting/engines/portable-engine.ts';
import type { CovarianceStructure, Relation } from '#main/fitting/gaussian-process/hyperparameters.ts';
import { createTrainingSet } from '#main/fitting/gaussian-process/training-set.ts';
import { Objective } from '#main/fitting/objective.ts';
import { createDenseSolver } from '#main/fitting/solvers/dense/dense-solver.ts';
import type { Regression } from '#main/fitting/solvers/solver.ts';
import { defaultStart, randomStart } from '#main/fitting/starts.ts';
import { NotPositiveDefiniteError } from '#shared/numerics/dense/cholesky.ts';
import { createRandom } from '#shared/numerics/random.ts';

const random = createRandom(11);
const points = (count: number) => ({
  u: Float64Array.from({ length: 2 * count }, () => random.uniform()),
  y: Float64Array.from({ length: count }, () => random.normal()),
});
const training = createTrainingSet(2, { low: points(9), high: points(7) });

const structures = (['one', 'icm', 'difference'] as Relation[]).flatMap((relation) =>
  [false, true].flatMap((sharedLengths) =>
    [false, true].map(
      (sharedNoise): CovarianceStructure => ({
        kernel: 'matern32',
        relation,
        dimension: 2,
        sharedLengths,
        sharedNoise,
      }),
    ),
  ),
);

/**
 * The reference values hold the gradient of −ln L; this one holds what the optimiser sees: with the REML term and the
 * priors, through the chain rule to its own variables, shared and not.
 */
describe.each(structures)(
  'the objective of $relation, shared lengths $sharedLengths, shared noise $sharedNoise',
  (structure) => {
    it.each([true, false])('has the gradient of its differences, prior %s', async (withPrior) => {
      const mean = { form: 'linear', lowOffset: structure.relation !== 'one' } as const;
      const regression = { structure, mean, training };
      const solver = createDenseSolver(portableEngine, regression);
      const objective = new Objective(solver, regression, withPrior, {});
      const x = randomStart(structure, objective.sdOfY, 2).x;
      const { gradient } = await objective.evaluate(x);
      for (let i = 0; i < x.length; i++) {
        // Central differences of fourth order: error h⁴ f⁽⁵⁾/30 + rounding/h, both below 1e-8 at h = 1e-3.
        const h = 1e-3;
        const values = await Promise.all(
          [-2, -1, 1, 2].map(async (k) => (await objective.evaluate(x.with(i, x[i] + k * h))).value),
        );
        const difference = (values[0] - 8 * values[1] + 8 * values[2] - values[3]) / (12 * h);
        expect(Math.abs(gradient[i] - difference)).toBeLessThan(1e-7 * (1 + Math.abs(difference)));
      }
    });
  },
);

describe('the objective', () => {
  const structure: CovarianceStructure = {
    kernel: 'rbf',
    relation: 'icm',
    dimension: 2,
    sharedLengths: false,
    sharedNoise: false,
  };
  const regression: Regression = { structure, mean: { form: 'linear', lowOffset: false }, training };

  it('is a wall where the engine finds the covariance singular, and adds no jitter', async () => {
    const singular: DenseEngine = {
      ...portableEngine,
      factoriseCovariance: () => Promise.reject(new NotPositiveDefiniteError(3)),
    };
    const objective = new Objective(createDenseSolver(singular, regression), regression, false, {});
    expect((await objective.evaluate(defaultStart(structure, 1).x)).value).toBe(Number.POSITIVE_INFINITY);
  });

  it('stays finite in the most singular corner of the bounds, with replicates', async () => {
    const u = Float64Array.from({ length: 400 }, (_, k) => Math.floor(k / 8) / 50);
    const replicated = createTrainingSet(2, { high: { u, y: u.slice(0, 200) } });
    const one: Regression = {
      structure: { ...structure, relation: 'one' },
      mean: { form: 'constant', lowOffset: false },
      training: replicated,
    };
    const objective = new Objective(createDenseSolver(portableEngine, one), one, false, {});
    // Lengths of e³, κ = e¹⁴ and ε² = e⁻¹⁶: 13 digits of the pivots cancel, and float64 has 16.
    const { value, gradient } = await objective.evaluate(Float64Array.of(3, 3, 7, -16));
    expect([value, ...gradient].every(Number.isFinite)).toBe(true);
  });

  it('knows the process at its lowest evaluation, and conditions it anew anywhere else', async () => {
    let conditioned = 0;
    const solver = createDenseSolver(portableEngine, regression);
    const counting = {
      ...solver,
      condition: (...args: Parameters<typeof solver.condition>) => {
        conditioned++;
        return solver.condition(...args);
      },
    };
    const objective = new Objective(counting, regression, true, {});
    const high = defaultStart(structure, objective.sdOfY).x;
    const low = high.map((value) => value + 1);
    expect((await objective.evaluate(low)).value).toBeLessThan((await objective.evaluate(high)).value);
    const known = await objective.conditionedAt(low);
    expect(conditioned).toBe(2);
    expect(known).toMatchObject({ certificate: null });
    await objective.conditionedAt(high);
    expect(conditioned).toBe(3);
    const fresh = await new Objective(solver, regression, true, {}).conditionedAt(low);
    expect(known.quantities).toEqual(fresh.quantities);
  });

  it('ends at the next evaluation after a cancellation', async () => {
    const controller = new AbortController();
    const options = { signal: controller.signal };
    const solver = createDenseSolver(portableEngine, regression);
    const objective = new Objective(solver, regression, false, options);
    const { x } = defaultStart(structure, 1);
    await objective.evaluate(x);
    controller.abort();
    await expect(objective.evaluate(x)).rejects.toThrow(/aborted/);
    expect(objective.evaluations).toBe(1);
  });
});
