import type { Iteration } from '#main/store/iterations-repository.ts';
import type { Metric } from '#main/store/metrics-repository.ts';
import type { IterationStatus, Judgement } from '#shared/contract/iterations/status.ts';
import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import { CONTOUR_METRICS, isErrorMetric, type MetricName, PARAMETER_METRICS } from '#shared/domain/metric.ts';
import {
  contourKey,
  crossingExampleKey,
  readCrossingKey,
  readReturnedKey,
  taskUseKey,
} from '#shared/domain/metric-key.ts';
import { QUANTITIES, type Quantity } from '#shared/domain/quantity.ts';
import { judgeTaskUse, type LogDensities, TASK_USES } from '#shared/domain/task-use.ts';

/** The stored metrics of an iteration, by name and key; null where there is none. */
export interface MetricLookup {
  value(name: MetricName, key?: string): number | null;
  error(name: MetricName, key?: string): number | null;
  /** The keys that a metric is stored under. */
  keys(name: MetricName): string[];
}

export function lookUpMetrics(metrics: readonly Metric[]): MetricLookup {
  const find = (name: MetricName, key: string) =>
    metrics.find((metric) => metric.name === name && metric.key === key);
  return {
    value: (name, key = '') => find(name, key)?.value ?? null,
    error: (name, key = '') => find(name, key)?.error ?? null,
    keys: (name) => metrics.filter((metric) => metric.name === name).map(({ key }) => key),
  };
}

/** What the status shows of an iteration's fits themselves. */
export interface FactsOfFits {
  /** How the two tasks are related, in the fits that have two. */
  readonly differences: ReadonlyMap<Quantity, 'own' | 'none'>;
  /** The factors on their standard deviations. */
  readonly calibrations: ReadonlyMap<Quantity, number>;
}

/** An iteration in the words of the contract. */
export function iterationStatus(
  iteration: Iteration,
  metrics: MetricLookup,
  definition: CampaignDefinition,
  { differences, calibrations }: FactsOfFits,
): IterationStatus {
  return {
    iteration: iteration.number,
    nLow: iteration.lowCount,
    nHigh: iteration.highCount,
    createdAt: iteration.createdAt,
    judgedBy: judgedBy(iteration, metrics),
    ...judgement(metrics, {}),
    volume: volumePoints(metrics),
    contours: Object.fromEntries(
      definition.contour.map((quantity) => [quantity, judgement(metrics, { quantity })]),
    ),
    parameters: Object.fromEntries(
      definition.parameters.map(({ name, unit }) => [
        name,
        {
          ...(unit !== undefined && { unit }),
          ...valuesOf(PARAMETER_METRICS, (metric) => metrics.value(metric, contourKey({ parameter: name }))),
        },
      ]),
    ),
    confusion: confusions(metrics),
    returned: returnedBatches(metrics),
    crossings: bandCrossings(metrics, definition),
    calibration: Object.fromEntries(calibrations),
    taskUse: taskUses(metrics, differences),
  };
}

/** The quantities that have an entropy: each that was judged does, whatever its surrogate and wherever its contour. */
function judgedBy({ highCount }: Iteration, { keys }: MetricLookup): IterationStatus['judgedBy'] {
  return {
    quantities: QUANTITIES.filter((quantity) => keys('entropy').includes(contourKey({ quantity }))),
    fidelity: highCount > 0 ? 'high' : 'low',
  };
}

function judgement({ value, error }: MetricLookup, of: { readonly quantity?: Quantity }): Judgement {
  const key = contourKey(of);
  const entries = CONTOUR_METRICS.flatMap((name) => [
    [name, value(name, key)],
    ...(isErrorMetric(name) ? [[`${name}Error`, error(name, key)]] : []),
  ]);
  return Object.fromEntries(entries) as Judgement;
}

/** The value of each of some metrics, by name. */
function valuesOf<Name extends MetricName>(
  names: readonly Name[],
  value: (name: Name) => number | null,
): Record<Name, number | null> {
  return Object.fromEntries(names.map((name) => [name, value(name)])) as Record<Name, number | null>;
}

/** On how many points of the volume an iteration stands, and on how many it is to; null where that is not stored. */
export function volumePoints({ value }: MetricLookup): IterationStatus['volume'] {
  const points = value('volumePoints');
  const wanted = value('volumePointsWanted');
  return points === null || wanted === null ? null : { points, wanted };
}

function confusions({ keys, value }: MetricLookup): IterationStatus['confusion'] {
  return Object.fromEntries(
    keys('testExcludedCalledExcluded').map((quantity) => [
      quantity,
      {
        excludedCalledExcluded: value('testExcludedCalledExcluded', quantity) ?? 0,
        excludedCalledAllowed: value('testExcludedCalledAllowed', quantity) ?? 0,
        allowedCalledExcluded: value('testAllowedCalledExcluded', quantity) ?? 0,
        allowedCalledAllowed: value('testAllowedCalledAllowed', quantity) ?? 0,
      },
    ]),
  );
}

function returnedBatches({ keys, value }: MetricLookup): IterationStatus['returned'] {
  return keys('returnedCount')
    .map((key) => {
      return {
        ...readReturnedKey(key),
        count: value('returnedCount', key) ?? 0,
        rightSide: value('returnedRightSide', key),
        pullMean: value('returnedPullMean', key),
        pullRms: value('returnedPullRms', key),
        y16: value('returnedY16', key) ?? 0,
        y50: value('returnedY50', key) ?? 0,
        y84: value('returnedY84', key) ?? 0,
      };
    })
    .sort((a, b) => a.batch - b.batch);
}

function bandCrossings(
  { keys, value, error }: MetricLookup,
  { parameters }: CampaignDefinition,
): IterationStatus['crossings'] {
  return keys('crossing').map((key) => {
    const pair = readCrossingKey(key);
    const examples: Record<string, number>[] = [];
    for (let example = 1; ; example++) {
      const theta = parameters.map(({ name }) =>
        value('crossingExample', crossingExampleKey(pair, example, name)),
      );
      if (theta.some((coordinate) => coordinate === null)) break;
      examples.push(Object.fromEntries(parameters.map(({ name }, j) => [name, theta[j] ?? Number.NaN])));
    }
    return {
      ...pair,
      share: value('crossing', key) ?? 0,
      shareError: error('crossing', key),
      examples,
    };
  });
}

function taskUses(
  { value }: MetricLookup,
  differences: ReadonlyMap<Quantity, 'own' | 'none'>,
): IterationStatus['taskUse'] {
  const uses: IterationStatus['taskUse'] = {};
  for (const [quantity, fitted] of differences) {
    const logDensity: LogDensities = Object.fromEntries(
      TASK_USES.flatMap((use) => {
        const density = value('leftOutLogDensity', taskUseKey(quantity, use));
        return density === null ? [] : [[use, density]];
      }),
    );
    const verdict = judgeTaskUse(fitted, logDensity);
    if (verdict) uses[quantity] = verdict;
  }
  return uses;
}
