import { describe, expect, it } from 'vitest';
import { portableEngine } from '#main/fitting/engines/portable-engine.ts';
import { fitModel } from '#main/fitting/fit-model.ts';
import { gradientInEntries } from '#main/fitting/gaussian-process/parametrisation.ts';
import { createTrainingSet, type TrainingSet } from '#main/fitting/gaussian-process/training-set.ts';
import { chooseSolver } from '#main/fitting/solvers/choose-solver.ts';
import { createDenseSolver } from '#main/fitting/solvers/dense/dense-solver.ts';
import { findReplicates } from '#main/fitting/solvers/replicates/find-replicates.ts';
import type { Regression } from '#main/fitting/solvers/solver.ts';
import { fitSettings, type SolverChoice } from '#shared/domain/fit-settings.ts';
import { solverReasonText } from '#shared/domain/solver-reason.ts';
import { createRandom } from '#shared/numerics/random.ts';
import { type Campaign, type CampaignShape, campaignOf } from './random-campaign.ts';

const SHAPE: CampaignShape = {
  sizes: [4, 3],
  kernel: 'matern32',
  relation: 'difference',
  holes: 0,
  scattered: 0,
  replicas: 0,
  high: 9,
  knownVariances: false,
  corner: 'none',
  seed: 3,
};

/** A campaign with every observation repeated: how often, with which known variances. */
function repeated(
  shape: Partial<CampaignShape>,
  times: (i: number) => number,
  known: (i: number, k: number) => number,
): Campaign {
  const campaign = campaignOf({ ...SHAPE, ...shape });
  const { training } = campaign.regression;
  const { dimension, countLow, count } = training;
  const random = createRandom(5);
  const observe = (from: number, to: number) => {
    const rows = Array.from({ length: to - from }, (_, i) => from + i).flatMap((i) =>
      Array.from({ length: times(i) }, (_, k) => ({ i, k })),
    );
    // Replicates seldom stand one after another.
    random.shuffle(rows);
    return {
      u: Float64Array.from(
        rows.flatMap(({ i }) => [...training.u.subarray(i * dimension, (i + 1) * dimension)]),
      ),
      y: Float64Array.from(rows, ({ i }) => training.y[i] + 0.05 * random.normal()),
      knownVariance: Float64Array.from(rows, ({ i, k }) => known(i, k)),
    };
  };
  const all = createTrainingSet(dimension, { low: observe(0, countLow), high: observe(countLow, count) });
  const second = all.y.map((value) => 0.4 * value + 0.1 * random.normal());
  return { ...campaign, regression: { ...campaign.regression, training: { ...all, besides: [second] } } };
}

const CASES: readonly [name: string, solver: SolverChoice, Campaign][] = [
  [
    'as often everywhere',
    'dense',
    repeated(
      {},
      () => 3,
      () => 0,
    ),
  ],
  [
    'now and then',
    'dense',
    repeated(
      { seed: 8 },
      (i) => 1 + (i % 4),
      () => 0,
    ),
  ],
  [
    'with known variances of their own',
    'dense',
    repeated(
      { relation: 'icm', seed: 9 },
      (i) => 1 + ((3 * i) % 5),
      (i, k) => 0.003 * ((i + 2 * k) % 4),
    ),
  ],
  [
    'on a grid',
    'grid',
    repeated(
      { high: 6 },
      (i) => (i < 12 ? 4 : 1),
      () => 0,
    ),
  ],
  [
    'on a grid, with one known variance',
    'grid',
    repeated(
      { high: 6, seed: 4 },
      () => 2,
      () => 0.002,
    ),
  ],
  [
    'of a smooth kernel',
    'low-rank',
    repeated(
      { kernel: 'rbf', corner: 'long', seed: 6 },
      () => 5,
      () => 0,
    ),
  ],
];

describe('replicates that are pooled', () => {
  it.each(CASES)(
    'solve like all observations by themselves: %s',
    async (_, solver, { regression, h, at }) => {
      const { structure } = regression;
      const chosen = await chooseSolver(regression, { solver, engine: 'portable' });
      expect(solverReasonText(chosen.reason)).toContain('observations stand at');
      const actual = await chosen.solver.condition(h);
      const expected = await createDenseSolver(portableEngine, regression).condition(h);

      // 1e-9 relative; the low-rank factor is exact to its certificate of 1e-8.
      const tolerance = solver === 'low-rank' ? 1e-6 : 1e-9;
      const close = (a: ArrayLike<number>, b: ArrayLike<number>, scale: number, what: string) => {
        expect(a.length).toBe(b.length);
        for (let i = 0; i < a.length; i++) {
          expect(Math.abs(a[i] - b[i]) <= tolerance * scale, `${what} ${i}: ${a[i]} for ${b[i]}`).toBe(true);
        }
      };
      const largest = (values: ArrayLike<number>) => Math.max(1, ...Array.from(values, Math.abs));
      close([actual.negLogL], [expected.negLogL], largest([expected.negLogL]), '−ln L');
      close([actual.reml], [expected.reml], largest([expected.reml]), 'REML');
      expected.quantities.forEach(({ beta, negLogL }, k) => {
        close([actual.quantities[k].negLogL], [negLogL], largest([negLogL]), '−ln L of one');
        close(actual.quantities[k].beta, beta, largest(beta), 'β');
      });
      for (const withReml of [false, true]) {
        const [a, b] = [await actual.gradient(withReml), await expected.gradient(withReml)].map((gradient) =>
          gradientInEntries(structure, h, gradient),
        );
        close(a, b, largest(b), 'gradient');
      }
      const [left, leftExpected] = [await actual.leaveOneOut(), await expected.leaveOneOut()];
      close(left.mean, leftExpected.mean, largest(leftExpected.mean), 'left-out mean');
      close(left.variance, leftExpected.variance, largest(leftExpected.variance), 'left-out variance');
      const [solved, solvedExpected] = [await actual.solved(), await expected.solved()];
      const precision = largest(solvedExpected.inverseDiagonal);
      close(solved.inverseDiagonal, solvedExpected.inverseDiagonal, precision, 'diagonal');
      for (const [k, alpha] of solvedExpected.alphas.entries())
        close(solved.alphas[k], alpha, largest(alpha), 'α');
      const posterior = await actual.posterior().predict(at);
      const reference = await expected.posterior().predict(at);
      close(posterior.mean, reference.mean, largest(reference.mean), 'mean');
      close(posterior.variance, reference.variance, largest(reference.variance), 'variance');
    },
  );

  it('cost what their places cost: 5,000 rows at 20 of them', async () => {
    const random = createRandom(2);
    const places = Array.from({ length: 20 }, () => [random.uniform(), random.uniform()]);
    const rows = Array.from({ length: 5000 }, (_, i) => places[i % 20]);
    const training: TrainingSet = createTrainingSet(2, {
      high: {
        u: Float64Array.from(rows.flat()),
        y: Float64Array.from(rows, ([x, y]) => Math.sin(3 * x) + y * y + 0.1 * random.normal()),
      },
    });
    expect(findReplicates(training)?.count).toBe(20);
    const model = await fitModel(training, fitSettings({ engine: 'portable' }));
    expect(solverReasonText(model.solverReason)).toContain('5000 observations stand at 20 places');
    expect(model.nHigh).toBe(5000);
    // The scatter of 250 observations at each place tells ε = 0.1 to 1 %; five of that.
    expect(Math.sqrt(model.hyperparameters.noiseHigh)).toBeCloseTo(0.1, 2);
    expect(Math.abs(Math.sqrt(model.hyperparameters.noiseHigh) - 0.1)).toBeLessThan(0.005);
  });

  it('are left alone where they are few', () => {
    const { regression } = repeated(
      {},
      (i) => (i === 0 ? 2 : 1),
      () => 0,
    );
    expect(findReplicates((regression as Regression).training)).toBeNull();
  });
});
