import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { createOnnxruntimeEngine } from '#main/fitting/engines/onnxruntime/onnxruntime-engine.ts';
import type { CovarianceStructure } from '#main/fitting/gaussian-process/hyperparameters.ts';
import type { MeanFunction } from '#main/fitting/gaussian-process/mean-function.ts';
import { hyperparametersAt } from '#main/fitting/gaussian-process/parametrisation.ts';
import type { TrainingSet } from '#main/fitting/gaussian-process/training-set.ts';
import { Objective } from '#main/fitting/objective.ts';
import { createDenseSolver } from '#main/fitting/solvers/dense/dense-solver.ts';
import { runPeer } from './peer-environment.ts';
import { syntheticObservations, writeForPeer } from './synthetic-observations.ts';

const LOW = 1600;
const HIGH = 400;
const REPEATS = 5;

const sideSchema = z.object({ seconds: z.number(), negLogL: z.number() });

/** One evaluation of −ln L with its gradient at the same hyperparameters, by both on the same number of threads. */
export const evaluationComparisonSchema = z.object({
  points: z.int(),
  threads: z.int(),
  onnxruntime: sideSchema,
  gpytorch: sideSchema.extend({ versions: z.string() }),
});

export type EvaluationComparison = z.infer<typeof evaluationComparisonSchema>;

/** The paper's process, with a length per axis as GPyTorch's users have it. */
const STRUCTURE: CovarianceStructure = {
  kernel: 'rbf',
  relation: 'icm',
  dimension: 4,
  sharedLengths: false,
  sharedNoise: true,
};
const MEAN: MeanFunction = { form: 'linear', lowOffset: false };
const LENGTHS = [0.5, 0.6, 0.7, 0.9];
const NOISE = 4e-3;
/** κ = b·bᵀ + diag v, as GPyTorch writes it. */
const TASK_FACTOR = [1.2, 1.4];
const TASK_VARIANCE = [0.05, 0.1];

/** Evaluates at n = 2,000 with the onnxruntime engine and with GPyTorch. */
export async function compareEvaluation(threads: number): Promise<EvaluationComparison> {
  const training = syntheticObservations(LOW, HIGH);
  const engine = await createOnnxruntimeEngine(threads);
  const x = optimiserVector();
  const h = hyperparametersAt(STRUCTURE, x);
  const regression = { structure: STRUCTURE, mean: MEAN, training };
  const solver = createDenseSolver(engine, regression);
  const {
    quantities: [{ beta, negLogL }],
  } = await solver.condition(h);

  const objective = new Objective(solver, regression, false, {});
  const times: number[] = [];
  for (let repeat = 0; repeat <= REPEATS; repeat++) {
    const started = performance.now();
    await objective.evaluate(x);
    times.push((performance.now() - started) / 1000);
  }
  const [, ...measured] = times;
  const seconds = measured.toSorted((a, b) => a - b)[Math.floor(REPEATS / 2)];
  const gpytorch = await evaluateWithPeer(training, Array.from(beta), threads);
  return { points: LOW + HIGH, threads, onnxruntime: { seconds, negLogL }, gpytorch };
}

/** ln ℓ…, ln L₁₁, L₂₁, ln L₂₂, ln ε² with L·Lᵀ = κ. */
function optimiserVector(): Float64Array {
  const [b1, b2] = TASK_FACTOR;
  const [v1, v2] = TASK_VARIANCE;
  const l11 = Math.sqrt(b1 * b1 + v1);
  const l21 = (b1 * b2) / l11;
  const l22 = Math.sqrt(b2 * b2 + v2 - l21 * l21);
  return Float64Array.of(...LENGTHS.map(Math.log), Math.log(l11), l21, Math.log(l22), Math.log(NOISE));
}

async function evaluateWithPeer(training: TrainingSet, beta: readonly number[], threads: number) {
  const data = writeForPeer(`evaluation-${training.count}`, training, true);
  const path = fileURLToPath(new URL('../../../.cache/bench-data/evaluation.json', import.meta.url));
  const parameters = {
    lengths: LENGTHS,
    taskFactor: TASK_FACTOR,
    taskVariance: TASK_VARIANCE,
    noise: NOISE,
    weights: beta.slice(0, -1),
    bias: beta.at(-1),
  };
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify(parameters));
  const output = await runPeer('gpytorch_evaluation.py', [data, path, String(threads), String(REPEATS)]);
  return evaluationComparisonSchema.shape.gpytorch.parse(output);
}
