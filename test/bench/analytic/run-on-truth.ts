import { CandidateCollector } from '#main/fitting/acquisition/candidate-set.ts';
import { smallestDistance } from '#main/fitting/acquisition/improvement-rule.ts';
import { proposeBatch } from '#main/fitting/acquisition/propose-batch.ts';
import { fitModel } from '#main/fitting/fit-model.ts';
import type { FittedModel } from '#main/fitting/fitted-model.ts';
import { createTrainingSet } from '#main/fitting/gaussian-process/training-set.ts';
import { judgeStep } from '#main/fitting/replay/judge-step.ts';
import type { Scan } from '#main/fitting/replay/scan.ts';
import { storedProcess } from '#main/surrogates/gaussian-process/gaussian-process.ts';
import { openSurrogate } from '#main/surrogates/registry.ts';
import type { OpenSurrogate } from '#main/surrogates/surrogate.ts';
import type { ReplayRun, ReplayStep } from '#shared/contract/replays/replay.ts';
import type { AcquisitionMethod } from '#shared/domain/acquisition-method.ts';
import { fitSettings } from '#shared/domain/fit-settings.ts';
import { createSpace, type Space } from '#shared/domain/space.ts';
import { deriveSeed } from '#shared/numerics/random.ts';
import { sobolPoints } from '#shared/numerics/sobol.ts';
import type { Truth } from './truths.ts';

/** Sobol points of v at which the classification is judged. */
const JUDGED = 2 ** 14;

/** What a campaign knows so far. */
interface Known {
  readonly v: number[];
  readonly u: number[];
  readonly y: number[];
}

/**
 * A campaign on the continuous box against a known truth: Sobol points first, then fits and batches. Its steps are
 * judged on the points of the campaign's space among the first 2¹⁴ plain Sobol points.
 */
export async function runOnTruth(truth: Truth, method: AcquisitionMethod, seed: number): Promise<ReplayRun> {
  const space = createSpace(truth.definition);
  const judged = judgedPoints(truth, space);
  const known: Known = { v: [], u: [], y: [] };
  await evaluate(truth, space, known, 'sobol', truth.initial, seed, null);
  const steps: ReplayStep[] = [];
  let model: FittedModel | undefined;
  for (;;) {
    const training = createTrainingSet(space.coordinateNames.length, {
      high: { u: Float64Array.from(known.u), y: Float64Array.from(known.y) },
    });
    model = await fitModel(training, fitSettings({ seed }), { previous: model, randomStarts: 0 });
    const stored = storedProcess(model);
    const surrogate = await openSurrogate({ training, model: stored });
    const [limits] = judged.quantities;
    const step = await judgeStep(judged, [{ limits, model: stored, surrogate }], []);
    steps.push({ ...step, evaluations: known.y.length });
    const size = Math.min(truth.batch, truth.until - known.y.length);
    if (size <= 0) return { method, seed, steps };
    await evaluate(
      truth,
      space,
      known,
      method,
      size,
      deriveSeed(seed, `batch after ${known.y.length}`),
      surrogate,
    );
  }
}

/** Proposes a batch and measures it. */
async function evaluate(
  { lnMu }: Truth,
  space: Space,
  known: Known,
  method: AcquisitionMethod,
  size: number,
  seed: number,
  surrogate: OpenSurrogate | null,
): Promise<void> {
  const { points } = await proposeBatch({
    space,
    surrogates: surrogate
      ? [{ quantity: 'exp', surrogate, task: 'high', smallestKnown: smallestDistance(known.y) }]
      : [],
    known: Float64Array.from(known.v),
    pending: new Float64Array(0),
    size,
    method,
    seed,
    withGain: false,
  });
  for (const { theta, v } of points) {
    known.v.push(...v);
    known.u.push(...(space.coordinates(theta) ?? []));
    known.y.push(lnMu(theta));
  }
}

/** The truth at Sobol points, as a scan of which nothing is evaluated. */
function judgedPoints({ lnMu }: Truth, space: Space): Scan {
  const dimension = space.names.length;
  const sobol = sobolPoints(dimension, JUDGED);
  const collector = new CandidateCollector(space);
  for (let start = 0; start < sobol.length; start += dimension) {
    collector.add(sobol.subarray(start, start + dimension));
  }
  const points = collector.finish();
  const y = Float64Array.from({ length: points.count }, (_, row) =>
    lnMu(points.theta.subarray(row * dimension, (row + 1) * dimension)),
  );
  const limits = { quantity: 'exp' as const, y, knownVariance: new Float64Array(points.count) };
  return { space, points, quantities: [limits], low: null };
}
