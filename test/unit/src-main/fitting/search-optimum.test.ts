import { expect, it } from 'vitest';
import { portableEngine } from '#main/fitting/engines/portable-engine.ts';
import type { CovarianceStructure } from '#main/fitting/gaussian-process/hyperparameters.ts';
import { createTrainingSet, type TrainingSet } from '#main/fitting/gaussian-process/training-set.ts';
import { Objective } from '#main/fitting/objective.ts';
import { searchOptimum, searchOptimumFromCoarse } from '#main/fitting/search-optimum.ts';
import { createDenseSolver } from '#main/fitting/solvers/dense/dense-solver.ts';
import { defaultStart, randomStart } from '#main/fitting/starts.ts';
import { createRandom } from '#shared/numerics/random.ts';

const STRUCTURE: CovarianceStructure = {
  kernel: 'matern32',
  relation: 'difference',
  dimension: 2,
  sharedLengths: false,
  sharedNoise: false,
};

/** A bent surface with noise at uniform points; the low task is a tilted copy of the high one. */
function observations(low: number, high: number): TrainingSet {
  const random = createRandom(7);
  const observe = (count: number, tilt: number) => {
    const u = Float64Array.from({ length: 2 * count }, random.uniform);
    const y = Float64Array.from({ length: count }, (_, i) => {
      const [a, b] = u.subarray(2 * i, 2 * i + 2);
      return Math.sin(5 * a) + 2 * (b - 0.4) * (b - a) + tilt * a + 0.03 * random.normal();
    });
    return { u, y };
  };
  return createTrainingSet(2, { low: observe(low, 0.4), high: observe(high, 0) });
}

function objectiveOf(training: TrainingSet, sdOfY?: number): Objective {
  const regression = {
    structure: STRUCTURE,
    mean: { form: 'linear', lowOffset: true } as const,
    training,
  };
  const solver = createDenseSolver(portableEngine, regression);
  return new Objective(solver, regression, true, sdOfY === undefined ? {} : { sdOfY });
}

/** The first of each task's observations: they were drawn at random, so they are spread like all of them. */
function partOf(training: TrainingSet, low: number, high: number): TrainingSet {
  const { countLow, u, y } = training;
  const take = (from: number, count: number) => ({
    u: u.slice(2 * from, 2 * (from + count)),
    y: y.slice(from, from + count),
  });
  return createTrainingSet(2, { low: take(0, low), high: take(countLow, high) });
}

it('reaches by way of fewer observations what a search on all of them reaches, in a fraction of the evaluations', async () => {
  const training = observations(120, 60);
  const direct = objectiveOf(training);
  const starts = [defaultStart(STRUCTURE, direct.sdOfY), randomStart(STRUCTURE, direct.sdOfY, 1)];
  const best = await searchOptimum(direct, starts);

  const objective = objectiveOf(training);
  const coarser = [
    objectiveOf(partOf(training, 30, 15), objective.sdOfY),
    objectiveOf(partOf(training, 60, 30), objective.sdOfY),
  ];
  const found = await searchOptimumFromCoarse(objective, coarser, starts, undefined);
  // Both end where a step changes the objective by 1e-4 at most.
  expect(found.value).toBeLessThan(best.value + 1e-3);
  expect(found.converged).toBe(true);
  expect(objective.evaluations).toBeLessThan(direct.evaluations / 3);

  // From its own optimum a search knows after a few evaluations that it is there.
  const again = objectiveOf(training);
  const previous = { name: 'previous', x: found.x };
  const repeated = await searchOptimumFromCoarse(again, coarser, starts, previous);
  expect(repeated.value).toBeLessThan(found.value + 1e-4);
  expect(again.evaluations).toBeLessThan(objective.evaluations);
});
