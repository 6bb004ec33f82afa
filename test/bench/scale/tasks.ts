import { z } from 'zod';
import { proposeBatch } from '#main/fitting/acquisition/propose-batch.ts';
import { chooseEngine } from '#main/fitting/engines/choose-engine.ts';
import { fitModel } from '#main/fitting/fit-model.ts';
import type { FittedModel } from '#main/fitting/fitted-model.ts';
import type { Hyperparameters } from '#main/fitting/gaussian-process/hyperparameters.ts';
import type { TrainingSet } from '#main/fitting/gaussian-process/training-set.ts';
import { computeMetrics } from '#main/fitting/metrics/compute-metrics.ts';
import { refineVolume } from '#main/fitting/metrics/refine-volume.ts';
import { chooseSolver } from '#main/fitting/solvers/choose-solver.ts';
import { createDenseSolver } from '#main/fitting/solvers/dense/dense-solver.ts';
import type { Regression } from '#main/fitting/solvers/solver.ts';
import { storedProcess } from '#main/surrogates/gaussian-process/gaussian-process.ts';
import { openSurrogate } from '#main/surrogates/registry.ts';
import { type CampaignDefinition, campaignDefinitionSchema } from '#shared/domain/campaign-definition.ts';
import {
  type EngineChoice,
  engineChoiceSchema,
  fitSettings,
  fitSettingsSchema,
  type SolverChoice,
} from '#shared/domain/fit-settings.ts';
import type { Quantity } from '#shared/domain/quantity.ts';
import { solverReasonText } from '#shared/domain/solver-reason.ts';
import { createSpace } from '#shared/domain/space.ts';
import { createRandom } from '#shared/numerics/random.ts';
import { readObservations } from './read-observations.ts';

/** What a process of the bench measures: each in one of its own, for its peak of memory. */
export const taskSchema = z.discriminatedUnion('task', [
  z.object({
    task: z.literal('fit'),
    data: z.string(),
    tasks: z.enum(['both', 'high']),
    solver: fitSettingsSchema.shape.solver,
  }),
  z.object({ task: z.literal('evaluation'), data: z.string(), engine: engineChoiceSchema }),
  z.object({
    task: z.literal('slice'),
    data: z.string(),
    solver: fitSettingsSchema.shape.solver,
    nodes: z.int(),
  }),
  z.object({ task: z.literal('iteration'), data: z.string(), size: z.int() }),
]);

export type Task = z.infer<typeof taskSchema>;

/** The model that GPyTorch fits. */
const PEERS_MODEL = { preset: 'paper', lengths: 'per-parameter' } as const;

/** Hyperparameters at which the peers are timed too. */
const TIMED_AT = { lengths: [0.5, 0.7, 0.6, 0.8], kappa: [2, 1.8, 2.1], noise: 4e-4 };

export async function runTask(task: Task): Promise<Record<string, unknown>> {
  switch (task.task) {
    case 'fit':
      return wholeFit(readObservations(task.data, task.tasks), task.solver);
    case 'evaluation':
      return evaluation(readObservations(task.data), task.engine);
    case 'slice':
      return slice(readObservations(task.data), task.solver, task.nodes);
    case 'iteration':
      return iteration(readObservations(task.data), task.size);
  }
}

async function wholeFit(training: TrainingSet, solver: SolverChoice) {
  // Threads and native libraries start before the clock does, as the peers' do at their imports.
  await chooseEngine('auto', training.count);
  const started = performance.now();
  const model = await fitModel(training, fitSettings({ ...PEERS_MODEL, solver }));
  const { evaluations, coarser, negLogL, engine, certificate, solverReason } = model;
  return {
    seconds: secondsSince(started),
    evaluations,
    coarser,
    negLogL,
    engine,
    solver: model.solver,
    solverReason: solverReasonText(solverReason),
    certificate,
  };
}

/** The paper's process at those hyperparameters. */
function timedRegression(training: TrainingSet): { regression: Regression; h: Hyperparameters } {
  const [kappaLow, kappaCross, kappaHigh] = TIMED_AT.kappa;
  const { dimension } = training;
  return {
    regression: {
      structure: { kernel: 'rbf', relation: 'icm', dimension, sharedLengths: false, sharedNoise: true },
      mean: { form: 'linear', lowOffset: false },
      training,
    },
    h: {
      lengths: Float64Array.from(TIMED_AT.lengths),
      kappaLow,
      kappaCross,
      kappaHigh,
      noiseLow: TIMED_AT.noise,
      noiseHigh: TIMED_AT.noise,
      difference: null,
    },
  };
}

async function evaluation(training: TrainingSet, choice: EngineChoice) {
  const engine = await chooseEngine(choice, training.count);
  const { regression, h } = timedRegression(training);
  const solver = createDenseSolver(engine, regression);
  const times: number[] = [];
  let negLogL = 0;
  for (let repeat = 0; repeat < 3; repeat++) {
    const started = performance.now();
    const process = await solver.condition(h);
    await process.gradient(false);
    ({ negLogL } = process);
    process.free?.();
    times.push(secondsSince(started));
  }
  return { seconds: Math.min(...times.slice(1)), negLogL, engine: engine.name };
}

async function slice(training: TrainingSet, choice: SolverChoice, nodes: number) {
  await chooseEngine('auto', training.count);
  const { regression, h } = timedRegression(training);
  const started = performance.now();
  const { solver } = await chooseSolver(regression, { solver: choice, engine: 'auto' });
  const posterior = (await solver.condition(h)).posterior();
  const planeOf = (side: number, rest: number) =>
    Float64Array.from({ length: side * side * training.dimension }, (_, k) => {
      const [node, axis] = [Math.floor(k / training.dimension), k % training.dimension];
      if (axis > 1) return rest;
      return (axis === 0 ? node % side : Math.floor(node / side)) / (side - 1);
    });
  const timed = async (work: () => Promise<unknown>) => {
    const from = performance.now();
    await work();
    return secondsSince(from);
  };
  await posterior.predict(planeOf(nodes, 0.3));
  const first = secondsSince(started);
  const coarse = Math.ceil(nodes / 4);
  const best = async (work: (rest: number) => Promise<unknown>) => {
    const times: number[] = [];
    for (const rest of [0.4, 0.5, 0.6]) times.push(await timed(() => work(rest)));
    return Math.min(...times);
  };
  return {
    first,
    full: await best((rest) => posterior.predict(planeOf(nodes, rest))),
    mean: await best((rest) => posterior.predictMean(planeOf(nodes, rest))),
    coarse: await best((rest) => posterior.predict(planeOf(coarse, rest))),
  };
}

const QUANTITIES: readonly Quantity[] = ['exp', 'exp_p1', 'exp_m1', 'obs'];

/** Four quantities of one campaign: the same points, each shifted and with noise of its own. */
function quantitiesOf(training: TrainingSet): Map<Quantity, TrainingSet> {
  const random = createRandom(2);
  return new Map(
    QUANTITIES.map((quantity, index) => [
      quantity,
      {
        ...training,
        y: training.y.map(
          (value, i) =>
            value -
            2 +
            [0, 0.35, -0.25, 0.1][index] +
            0.1 * index * training.u[i * training.dimension] +
            0.005 * random.normal(),
        ),
      },
    ]),
  );
}

async function iteration(training: TrainingSet, size: number) {
  const definition: CampaignDefinition = campaignDefinitionSchema.parse({
    name: 'bench',
    parameters: Array.from({ length: training.dimension }, (_, j) => ({
      name: `u${j + 1}`,
      lower: 0,
      upper: 1,
    })),
    quantities: [...QUANTITIES],
    contour: 'exp',
  });
  const settings = fitSettings();
  await chooseEngine('auto', training.count);
  const started = performance.now();
  const fits = [];
  const evaluations: number[] = [];
  let expected: FittedModel | undefined;
  for (const [quantity, set] of quantitiesOf(training)) {
    const model = await fitModel(set, settings, { previous: expected });
    expected ??= model;
    evaluations.push(model.evaluations);
    fits.push({ quantity, training: set, model: storedProcess(model), settings });
  }
  const fitted = secondsSince(started);
  const current = { definition, fits };
  const judging = performance.now();
  let first = 0;
  const metrics = await computeMetrics(
    { current, previous: null, test: {}, returned: [], seed: 1 },
    {
      onProgress: ({ firstRows }) => {
        if (firstRows) first = secondsSince(judging);
      },
    },
  );
  const judged = secondsSince(started);
  const space = createSpace(definition);
  const surrogates = [];
  for (const { quantity, training: set, model } of fits) {
    const surrogate = await openSurrogate({ training: set, model });
    surrogates.push({ quantity, surrogate, task: 'high' as const });
  }
  const known = training.u.slice(training.countLow * training.dimension);
  const { points } = await proposeBatch({
    space,
    surrogates,
    known,
    pending: new Float64Array(0),
    size,
    method: 'sur',
    seed: 1,
  });
  const total = secondsSince(started);
  const refining = performance.now();
  await refineVolume({ current, previous: null, seed: 1 });
  return {
    seconds: total,
    fits: fitted,
    metrics: judged - fitted,
    first,
    batch: total - judged,
    refined: secondsSince(refining),
    evaluations,
    proposed: points.length,
    rows: metrics.length,
  };
}

function secondsSince(started: number): number {
  return (performance.now() - started) / 1000;
}
