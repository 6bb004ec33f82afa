import { describe, expect, it } from 'vitest';
import { portableEngine } from '#main/fitting/engines/portable-engine.ts';
import { fitModel, fitTogether } from '#main/fitting/fit-model.ts';
import { fittedTogether, joined } from '#main/fitting/fitted-together.ts';
import { gradientInEntries } from '#main/fitting/gaussian-process/parametrisation.ts';
import { createTrainingSet, standardDeviationOfY } from '#main/fitting/gaussian-process/training-set.ts';
import { createDenseSolver } from '#main/fitting/solvers/dense/dense-solver.ts';
import { findGrid } from '#main/fitting/solvers/grid/find-grid.ts';
import { gridFrame } from '#main/fitting/solvers/grid/grid-frame.ts';
import { createGridSolver } from '#main/fitting/solvers/grid/grid-solver.ts';
import { createLowRankSolver } from '#main/fitting/solvers/low-rank/low-rank-solver.ts';
import type { Regression, Solver } from '#main/fitting/solvers/solver.ts';
import { fitSettings } from '#shared/domain/fit-settings.ts';
import { referenceCases, trainingSetOf } from './reference-cases.ts';
import { type CampaignShape, campaignOf } from './solvers/random-campaign.ts';

const SHAPE: CampaignShape = {
  sizes: [5, 4],
  kernel: 'rbf',
  relation: 'difference',
  holes: 1,
  scattered: 0,
  replicas: 0,
  high: 17,
  knownVariances: true,
  corner: 'none',
  seed: 3,
};

function solverOf(name: Solver['name'], regression: Regression): Solver {
  const dense = createDenseSolver(portableEngine, regression);
  if (name === 'dense') return dense;
  if (name === 'low-rank') return createLowRankSolver(portableEngine, regression, dense);
  const layout = findGrid(regression.training);
  if ('code' in layout) throw new Error(layout.code);
  return createGridSolver(portableEngine, gridFrame(regression, layout));
}

describe('quantities with one set of hyperparameters', () => {
  // Given the hyperparameters the quantities are independent: everything is the sum of what each has alone, whose
  // numbers are tested against SciPy's. 1e-9: the same sums in another order.
  it.each(['dense', 'grid', 'low-rank'] as const)('add up in the %s solver', async (name) => {
    const shape = name === 'low-rank' ? { ...SHAPE, scattered: 120 } : SHAPE;
    const { regression, h: drawn } = campaignOf(shape);
    const h = { ...drawn, lengths: Float64Array.of(0.8, 0.9) };
    const { structure, training } = regression;
    const second = training.y.map((value, i) => 0.5 * value + Math.cos(i));
    const alone = [training, { ...training, y: second }].map((set) =>
      solverOf(name, { ...regression, training: set }),
    );
    const [a, b] = [await alone[0].condition(h), await alone[1].condition(h)];
    const both = await solverOf(name, {
      ...regression,
      training: { ...training, besides: [second] },
    }).condition(h);
    expect(both.instead).toBeUndefined();
    expect(both.negLogL).toBeCloseTo(a.negLogL + b.negLogL, 7);
    expect(both.reml).toBeCloseTo(2 * a.reml, 9);
    for (const [k, one] of [a, b].entries()) {
      expect(both.quantities[k].negLogL).toBeCloseTo(one.negLogL, 7);
      one.quantities[0].beta.forEach((value, c) => {
        expect(both.quantities[k].beta[c]).toBeCloseTo(value, 9);
      });
    }
    for (const withReml of [false, true]) {
      const [ofA, ofB, ofBoth] = await Promise.all(
        [a, b, both].map(async (process) =>
          gradientInEntries(structure, h, await process.gradient(withReml)),
        ),
      );
      ofBoth.forEach((value, i) => {
        const sum = ofA[i] + ofB[i];
        expect(Math.abs(value - sum)).toBeLessThan(1e-9 * Math.max(1, Math.abs(ofA[i]), Math.abs(ofB[i])));
      });
    }
    const [left, expected] = [await both.leaveOneOut(), await a.leaveOneOut()];
    left.mean.forEach((value, i) => {
      expect(value).toBeCloseTo(expected.mean[i], 9);
    });
  });

  it('find the optimum of one quantity where all are the same', async () => {
    const training = trainingSetOf(referenceCases[3]);
    const settings = fitSettings({ prior: 'none', engine: 'portable' });
    const options = { randomStarts: 0 };
    const alone = await fitModel(training, settings, options);
    const models = await fitTogether(joined([training, training, training]), settings, options);
    expect(models.map(({ together }) => together)).toEqual([3, 3, 3]);
    for (const model of models) {
      expect(model.negLogL).toBeCloseTo(alone.negLogL, 3);
      expect(model.objective).toBeCloseTo(3 * model.negLogL, 6);
    }
  });

  it('give up a little likelihood each for what they have in common', async () => {
    const training = trainingSetOf(referenceCases[3]);
    const [u, dimension] = [training.u, training.dimension];
    const other = {
      ...training,
      y: training.y.map((value, i) => 1.3 * value - 0.4 + 0.3 * Math.sin(9 * u[i * dimension])),
    };
    const settings = fitSettings({ prior: 'none', engine: 'portable' });
    const options = { randomStarts: 2 };
    const [one, two] = await fitTogether(joined([training, other]), settings, options);
    expect(one.hyperparameters).toEqual(two.hyperparameters);
    expect(one.beta).not.toEqual(two.beta);
    const apart = [await fitModel(training, settings, options), await fitModel(other, settings, options)];
    const [together, separately] = [one.negLogL + two.negLogL, apart[0].negLogL + apart[1].negLogL];
    expect(together).toBeGreaterThan(separately - 1e-3);
    // The common optimum is found from that of either.
    for (const { optimum, structure } of apart) {
      const from = await fitTogether(joined([training, other]), settings, {
        randomStarts: 0,
        previous: { ...one, optimum, structure },
      });
      expect(from[0].objective).toBeLessThan(one.objective + 1e-2);
    }
  });

  it('are those at the same points with the same known errors, and only where they are asked to be', () => {
    const u = Float64Array.of(0.1, 0.4, 0.9);
    const set = (y: number[], knownVariance = new Float64Array(3)) =>
      createTrainingSet(1, { high: { u, y: Float64Array.from(y), knownVariance } });
    const elsewhere = createTrainingSet(1, {
      high: { u: Float64Array.of(0.1, 0.9), y: Float64Array.of(1, 2) },
    });
    const sets = [set([1, 2, 3]), elsewhere, set([2, 3, 4]), set([3, 4, 5], Float64Array.of(0.1, 0, 0))];
    expect(fittedTogether(sets, { hyperparameters: 'shared' })).toEqual([[0, 2], [1], [3]]);
    expect(fittedTogether(sets, { hyperparameters: 'per-quantity' })).toEqual([[0], [1], [2], [3]]);
  });

  it('scale the prior of the noise by the root of their mean variance', () => {
    const u = Float64Array.of(0, 1);
    const [a, b] = [
      [0, 2],
      [0, 4],
    ].map((y) => createTrainingSet(1, { high: { u, y: Float64Array.from(y) } }));
    expect(standardDeviationOfY(joined([a, b]))).toBeCloseTo(Math.sqrt((1 + 4) / 2), 12);
  });
});
