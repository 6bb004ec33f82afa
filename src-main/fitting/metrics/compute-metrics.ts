import type { MetricRow } from '#shared/domain/metric.ts';
import { crossingExampleKey, crossingKey, taskUseKey } from '#shared/domain/metric-key.ts';
import { isOfBand, type Quantity } from '#shared/domain/quantity.ts';
import { TASK_USES } from '#shared/domain/task-use.ts';
import { leaveOneOut } from '../fit-model.ts';
import type { FittedModel } from '../fitted-model.ts';
import { bandCrossings } from './band-crossings.ts';
import { compareTasks } from './compare-tasks.ts';
import { addContourRows } from './contour-rows.ts';
import { addReturnedRows, addTestRows } from './known-points-rows.ts';
import { type Measured, MetricRows } from './metric-rows.ts';
import type { MetricsInput } from './metrics-input.ts';
import { iterationOpener, type OpenedIteration } from './opened-iteration.ts';
import { leftOutOfMainTask, summariseResiduals } from './residuals.ts';
import { type VolumeFields, volumeAverage, volumeFields } from './volume-metrics.ts';
import { sampleVolume, type VolumeSample } from './volume-sample.ts';

export interface MetricsOptions {
  readonly signal?: AbortSignal | undefined;
}

/**
 * Everything by which an iteration is judged: when to stop, and how good the model is (METRICS says what each number
 * is). Deterministic for a seed. The volume metrics, the contour and leave-one-out are those of the contour quantities;
 * test points and returned batches are judged for every quantity that was fitted.
 *
 * Takes about a second for a contour quantity of 300 points; the samples beyond 600 points depend on the solver. What the
 * comparison of the tasks takes is the fit of the high-fidelity points alone.
 *
 * @throws ContouristError `metrics.no_volume`; the signal's reason when cancelled
 */
export async function computeMetrics(
  input: MetricsInput,
  { signal }: MetricsOptions = {},
): Promise<MetricRow[]> {
  const open = iterationOpener();
  const current = open(input.current);
  const previous = input.previous && open(input.previous);
  const fitted = input.current.fits.map(({ quantity }) => quantity);
  const contour = input.current.definition.contour.filter((quantity) => fitted.includes(quantity));
  const rows = new MetricRows();
  const sizes = sampleSizes(input.current.fits);
  const steps = [
    () => addVolumeRows(rows, current, previous, contour, sizes.volumePoints, input.seed),
    () => addContourRows(rows, current, previous, contour, { ...sizes.lines, seed: input.seed }),
    () => addCrossingRows(rows, current, fitted, input.seed),
    () => addLeaveOneOutRows(rows, current, contour),
    () => addTestRows(rows, current, contour, input.test),
    () => addReturnedRows(rows, input.returned, open),
    () => addComparisonRows(rows, current, fitted, signal),
  ];
  for (const step of steps) {
    signal?.throwIfAborted();
    await step();
  }
  return rows.rows;
}

/** Independent scramblings of the volume sample. */
const REPLICATES = 8;

/** Points on which the order of the bands is checked. */
const CROSSING_POINTS = 2 ** 12;

/**
 * A prediction costs n² a point, but on a grid only as much as the points beside it: large fits without one are judged
 * on fewer points, and the error that is stored says so.
 */
function sampleSizes(fits: MetricsInput['current']['fits']): {
  volumePoints: number;
  lines: { count: number; nodes: number };
} {
  const n = Math.max(0, ...fits.map(({ training }) => training.count));
  if (n <= 600) return { volumePoints: 2 ** 14, lines: { count: 256, nodes: 24 } };
  if (fits.every(({ model }) => model.solver === 'grid')) {
    return { volumePoints: 2 ** 16, lines: { count: 128, nodes: 16 } };
  }
  if (n <= 1200) return { volumePoints: 2 ** 13, lines: { count: 256, nodes: 16 } };
  return { volumePoints: 2 ** 12, lines: { count: 128, nodes: 16 } };
}

function sampleOf(iteration: OpenedIteration, count: number, seed: number): VolumeSample {
  return sampleVolume(iteration.space, { count, replicates: REPLICATES, seed });
}

async function addVolumeRows(
  rows: MetricRows,
  current: OpenedIteration,
  previous: OpenedIteration | null,
  contour: readonly Quantity[],
  points: number,
  seed: number,
): Promise<void> {
  const sample = sampleOf(current, points, seed);
  const fields = new Map<Quantity, VolumeFields>();
  for (const quantity of contour) {
    const field = await current.field(quantity);
    if (field === null) continue;
    const before = previous && (await previous.field(quantity, current.space));
    fields.set(quantity, await volumeFields(sample, field, before));
  }
  for (const metric of ['entropy', 'uncertain90', 'uncertain68', 'changed'] as const) {
    for (const [quantity, ofQuantity] of fields) {
      const average = volumeAverage(sample, [ofQuantity], metric);
      if (average) rows.add(metric, quantity, average.value, average.error);
    }
    const mean = volumeAverage(sample, [...fields.values()], metric);
    if (mean) rows.add(metric, null, mean.value, mean.error);
  }
}

async function addCrossingRows(
  rows: MetricRows,
  current: OpenedIteration,
  fitted: readonly Quantity[],
  seed: number,
): Promise<void> {
  const { space } = current;
  const sample = sampleOf(current, CROSSING_POINTS, seed);
  const means = new Map<Quantity, Float64Array>();
  for (const quantity of fitted.filter(isOfBand)) {
    const field = await current.field(quantity);
    if (field) means.set(quantity, await field.mean(sample.v));
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
    if (!fit) continue;
    const left = await leaveOneOut(fit.training, fit.model);
    summaries.set(quantity, summariseResiduals(leftOutOfMainTask(fit.training, left)));
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
): Promise<void> {
  let like: FittedModel | undefined;
  for (const quantity of fitted) {
    const fit = current.fitted(quantity);
    const comparison = fit ? await compareTasks(fit, signal, like) : null;
    like ??= comparison?.aloneModel;
    for (const use of TASK_USES) {
      const logDensity = comparison?.logDensity[use];
      if (logDensity !== undefined) rows.add('leftOutLogDensity', taskUseKey(quantity, use), logDensity);
    }
  }
}
