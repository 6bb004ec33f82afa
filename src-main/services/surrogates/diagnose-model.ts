import type { ComputeClient } from '#main/fitting/compute/compute-client.ts';
import type { Diagnosis, DiagnosisInput } from '#main/fitting/diagnostics/diagnose-fit.ts';
import type { TrainingSet } from '#main/fitting/gaussian-process/training-set.ts';
import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { currentFits, type Fit } from '#main/store/fits-repository.ts';
import { definitionOfIteration, latestIteration } from '#main/store/iterations-repository.ts';
import { metricsByIteration } from '#main/store/metrics-repository.ts';
import { surrogateOf } from '#main/surrogates/registry.ts';
import type { DiagnosisReport } from '#shared/contract/surrogates/surrogates-methods.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import { taskUseKey } from '#shared/domain/metric-key.ts';
import type { Quantity } from '#shared/domain/quantity.ts';
import { createSpace } from '#shared/domain/space.ts';
import { judgeTaskUse, TASK_USES } from '#shared/domain/task-use.ts';
import { lookUpMetrics } from '../iterations/iteration-status.ts';
import { earlierTrainingData, type LocatedObservations, testData } from './training-data.ts';

/** The same sample at every look, so that two fits are compared on the same points. */
const SEED = 1;

/** A fit with everything that looking at it closely needs. */
export interface FitUnderTest {
  readonly fit: Fit;
  readonly input: DiagnosisInput;
  readonly pointIds: readonly number[];
  readonly testIds: readonly number[];
}

/**
 * The latest iteration's fit of a quantity, with the points that it was fitted to and the test points of today.
 *
 * @throws ContouristError `fit.none` where the quantity has not been fitted
 */
export function fitUnderTest(campaign: ReadableCampaign, quantity: Quantity): FitUnderTest {
  const latest = latestIteration(campaign);
  const fit =
    latest && currentFits(campaign, latest.number).find((candidate) => candidate.quantity === quantity);
  if (!fit) {
    throw new ContouristError('fit.none', `There is no fit of ${quantity} yet.`, { hint: 'Fit it first.' });
  }
  const definition = definitionOfIteration(campaign, fit.iteration);
  const space = createSpace(definition);
  const { training, pointIds } = earlierTrainingData(campaign, space, quantity, fit.pointIds);
  const test = testData(campaign, space, quantity, 'high');
  return {
    fit,
    pointIds,
    testIds: test.ids,
    input: {
      definition,
      training,
      model: fit.model,
      test: test.y.length > 0 ? knownLimits(test) : null,
      seed: SEED,
    },
  };
}

function knownLimits({ theta, y, knownVariance }: LocatedObservations): DiagnosisInput['test'] {
  return { theta, y, knownVariance };
}

/** Looks at a fit closely and says what was found by the numbers of the points. */
export async function diagnoseModel(
  compute: ComputeClient,
  { fit, input, pointIds, testIds }: FitUnderTest,
  signal?: AbortSignal,
): Promise<Omit<DiagnosisReport, 'taskUse'>> {
  const { training } = input;
  const found = await compute.run('diagnose', input, { signal });
  const from = training.countLow < training.count ? training.countLow : 0;
  return {
    quantity: fit.quantity,
    iteration: fit.iteration,
    surrogate: surrogateOf(input.model).facts,
    leftOut: found.left && {
      fidelity: training.countLow < training.count ? 'high' : 'low',
      pointId: pointIds.slice(from),
      y: Array.from(training.y.subarray(from)),
      pExcl: Array.from(found.left.pExcl.subarray(from)),
      lnMu: found.left.lnMu && {
        mean: Array.from(found.left.lnMu.mean.subarray(from)),
        sd: Array.from(found.left.lnMu.variance.subarray(from), Math.sqrt),
      },
    },
    test: found.test && {
      pointId: [...testIds],
      y: Array.from(found.test.y),
      pExcl: Array.from(found.test.pExcl),
      lnMu: found.test.lnMu && {
        mean: Array.from(found.test.lnMu.mean),
        sd: Array.from(found.test.lnMu.variance, Math.sqrt),
      },
    },
    fidelities: compareFidelities(training, pointIds, found.lowAtHigh),
    effects: [...found.effects],
  };
}

/** ln μ of both fidelities at every high-fidelity point: the low limit at the same place, or what the low task says. */
function compareFidelities(
  { countLow, count, dimension, u, y }: TrainingSet,
  pointIds: readonly number[],
  lowAtHigh: Diagnosis['lowAtHigh'],
): DiagnosisReport['fidelities'] {
  if (!lowAtHigh) return null;
  const placeOf = (i: number) => u.subarray(i * dimension, (i + 1) * dimension).join();
  const lowThere = new Map(Array.from({ length: countLow }, (_, i) => [placeOf(i), y[i]]));
  const measured = Array.from({ length: count - countLow }, (_, k) => lowThere.get(placeOf(countLow + k)));
  const high = Array.from(y.subarray(countLow));
  const low = measured.map((value, k) => value ?? lowAtHigh.mean[k]);
  return {
    pointId: pointIds.slice(countLow),
    high,
    low,
    isMeasured: measured.map((value) => value !== undefined),
    correlation: correlationOf(low, high),
  };
}

/** Pearson's r; null below three pairs or where one of them does not vary. */
function correlationOf(a: readonly number[], b: readonly number[]): number | null {
  if (a.length < 3) return null;
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [ma, mb] = [mean(a), mean(b)];
  const sum = (f: (i: number) => number) => a.reduce((total, _, i) => total + f(i), 0);
  const r =
    sum((i) => (a[i] - ma) * (b[i] - mb)) /
    Math.sqrt(sum((i) => (a[i] - ma) ** 2) * sum((i) => (b[i] - mb) ** 2));
  return Number.isFinite(r) ? r : null;
}

/** What the iteration's metrics say of the use of the low-fidelity points; they come after the fit. */
export function taskUseOf(
  campaign: ReadableCampaign,
  { iteration, quantity, settings }: Fit,
): DiagnosisReport['taskUse'] {
  const metrics = lookUpMetrics(metricsByIteration(campaign).get(iteration) ?? []);
  const fitted = settings.difference === 'none' ? 'none' : 'own';
  const logDensity = Object.fromEntries(
    TASK_USES.flatMap((use) => {
      const value = metrics.value('leftOutLogDensity', taskUseKey(quantity, use));
      return value === null ? [] : [[use, value]];
    }),
  );
  return judgeTaskUse(fitted, logDensity);
}
