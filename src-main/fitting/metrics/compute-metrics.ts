import { surrogateOf } from '#main/surrogates/registry.ts';
import type { MetricRow } from '#shared/domain/metric.ts';
import { crossingExampleKey, crossingKey, taskUseKey } from '#shared/domain/metric-key.ts';
import { isOfBand, type Quantity } from '#shared/domain/quantity.ts';
import type { StoredModel } from '#shared/domain/surrogate.ts';
import { TASK_USES } from '#shared/domain/task-use.ts';
import type { JudgingPhase, ShareOfPhase } from '#shared/domain/work-phase.ts';
import { runSteps, type Step } from '../progress.ts';
import { bandCrossings } from './band-crossings.ts';
import { contourQuantities } from './contour-quantities.ts';
import { addContourRows } from './contour-rows.ts';
import { addReturnedRows, addTestRows } from './known-points-rows.ts';
import { type Measured, MetricRows } from './metric-rows.ts';
import type { MetricsInput } from './metrics-input.ts';
import { iterationOpener, type OpenedIteration } from './opened-iteration.ts';
import { leftOutOfMainTask, summariseResiduals } from './residuals.ts';
import { addVolumeRows, volumePointsFor } from './volume-rows.ts';
import { REPLICATES, sampleVolume } from './volume-sample.ts';

export interface JudgingProgress extends ShareOfPhase<JudgingPhase> {
  /** All that is known before the tasks are compared, once it is. */
  readonly firstRows?: readonly MetricRow[];
}

export interface MetricsOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: JudgingProgress) => void) | undefined;
}

/**
 * Everything by which an iteration is judged: when to stop, and how good the model is (METRICS says what each number
 * is). Deterministic for a seed. What needs more than the probability of exclusion has no row where a surrogate lacks it. The volume metrics, the contour and leave-one-out are those of the contour quantities;
 * test points and returned batches are judged for every quantity that was fitted.
 *
 * The volume metrics of large fits are first figures here, on fewer points than `refineVolume` takes.
 *
 * @throws ContouristError `metrics.no_volume`; the signal's reason when cancelled
 */
export async function computeMetrics(
  input: MetricsInput,
  { signal, onProgress }: MetricsOptions = {},
): Promise<MetricRow[]> {
  const { seed } = input;
  const open = iterationOpener(input.current);
  const current = open(input.current);
  const previous = input.previous && open(input.previous);
  const fitted = input.current.fits.map(({ quantity }) => quantity);
  const contour = contourQuantities(input.current);
  const rows = new MetricRows();
  const points = volumePointsFor(input.current.fits);
  rows.add('volumePointsWanted', null, points.final);
  let firstRows: readonly MetricRow[] | undefined;
  const tell = (progress: ShareOfPhase<JudgingPhase>) => {
    signal?.throwIfAborted();
    onProgress?.({ ...progress, ...(firstRows && { firstRows }) });
    firstRows = undefined;
  };
  const steps: Step<JudgingPhase>[] = [
    {
      phase: 'volume',
      weight: 4,
      run: (onShare) =>
        addVolumeRows(rows, current, previous, { contour, points: points.first, seed, onShare }),
    },
    {
      phase: 'contour',
      weight: 4,
      run: () => addContourRows(rows, current, previous, contour, { ...linesFor(input.current.fits), seed }),
    },
    { phase: 'left-out', weight: 1, run: () => addLeaveOneOutRows(rows, current, contour) },
    {
      phase: 'known-points',
      weight: 1,
      run: async () => {
        await addTestRows(rows, current, contour, input.test);
        await addReturnedRows(rows, input.returned, open);
      },
    },
    { phase: 'band-order', weight: 3, run: () => addCrossingRows(rows, current, fitted, seed) },
    {
      phase: 'tasks',
      weight: 4 * fitted.length,
      run: (onShare) => {
        firstRows = [...rows.rows];
        return addComparisonRows(rows, current, fitted, signal, onShare);
      },
    },
  ];
  await runSteps(steps, tell);
  return rows.rows;
}

/** Points on which the order of the bands is checked. */
const CROSSING_POINTS = 2 ** 12;

/** Lines on which the contour is looked for; those of large fits have fewer nodes. */
function linesFor(fits: MetricsInput['current']['fits']): { count: number; nodes: number } {
  const n = Math.max(0, ...fits.map(({ training }) => training.count));
  if (n <= 600) return { count: 256, nodes: 24 };
  const isCheap = n <= 1200 && fits.some((fit) => isTakenSingly(fit));
  return { count: isCheap ? 256 : 128, nodes: 16 };
}

/** Whether every place costs as much as any, as it does where all training points are asked for each. */
function isTakenSingly(fit: MetricsInput['current']['fits'][number]): boolean {
  return surrogateOf(fit.model).operationsPerPlace(fit, 'predict') >= fit.training.count ** 2;
}

async function addCrossingRows(
  rows: MetricRows,
  current: OpenedIteration,
  fitted: readonly Quantity[],
  seed: number,
): Promise<void> {
  const { space } = current;
  const sample = sampleVolume(space, { count: CROSSING_POINTS, replicates: REPLICATES, seed });
  const means = new Map<Quantity, Float64Array>();
  for (const quantity of fitted.filter(isOfBand)) {
    const field = await current.field(quantity);
    if (field?.hasLnMu) means.set(quantity, await field.level(sample.v));
  }
  for (const { lower, upper, share, error, examples } of bandCrossings(space, sample, means)) {
    rows.add('crossing', crossingKey({ lower, upper }), share, error);
    examples.forEach((theta, example) => {
      space.names.forEach((name, j) => {
        rows.add('crossingExample', crossingExampleKey({ lower, upper }, example + 1, name), theta[j]);
      });
    });
  }
}

async function addLeaveOneOutRows(
  rows: MetricRows,
  current: OpenedIteration,
  contour: readonly Quantity[],
): Promise<void> {
  const summaries = new Map<Quantity, ReturnType<typeof summariseResiduals>>();
  for (const quantity of contour) {
    const fit = current.fitted(quantity);
    const left = await current.leftOut(quantity);
    if (!fit || !left?.lnMu) continue;
    summaries.set(quantity, summariseResiduals(leftOutOfMainTask(fit.training, left.lnMu)));
  }
  const each = (of: (summary: ReturnType<typeof summariseResiduals>) => number) =>
    new Map(
      Array.from(summaries, ([quantity, summary]): [Quantity, Measured] => [
        quantity,
        { value: of(summary), error: null },
      ]),
    );
  rows.addEachAndMean(
    'looRms',
    each(({ rms }) => rms),
  );
  rows.addEachAndMean(
    'looPullRms',
    each(({ pullRms }) => pullRms),
  );
  rows.addEachAndMean(
    'looPullMean',
    each(({ pullMean }) => pullMean),
  );
  rows.addEachAndMean(
    'looCoverage1',
    each(({ coverage1 }) => coverage1),
  );
  rows.addEachAndMean(
    'looCoverage2',
    each(({ coverage2 }) => coverage2),
  );
}

async function addComparisonRows(
  rows: MetricRows,
  current: OpenedIteration,
  fitted: readonly Quantity[],
  signal: AbortSignal | undefined,
  onShare: (share: number) => void,
): Promise<void> {
  let like: StoredModel | undefined;
  for (const [index, quantity] of fitted.entries()) {
    onShare(index / fitted.length);
    const fit = current.fitted(quantity);
    const left = await current.leftOut(quantity);
    if (!fit || !left) continue;
    const comparison = await surrogateOf(fit.model).compareTaskUse?.(fit, {
      signal,
      like,
      left,
      onShare: (share) => onShare((index + share) / fitted.length),
    });
    like ??= comparison?.like;
    for (const use of TASK_USES) {
      const logDensity = comparison?.logDensity[use];
      if (logDensity !== undefined) rows.add('leftOutLogDensity', taskUseKey(quantity, use), logDensity);
    }
  }
}
