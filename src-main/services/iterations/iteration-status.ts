import type { Iteration } from '#main/store/iterations-repository.ts';
import type { Metric } from '#main/store/metrics-repository.ts';
import type { IterationStatus, Judgement } from '#shared/contract/iterations/status.ts';
import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import { type MetricName, TASK_USES } from '#shared/domain/metric.ts';
import { type Quantity, quantitySchema } from '#shared/domain/quantity.ts';
import { judgeTaskUse, type LogDensities } from '#shared/domain/task-use.ts';

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

/** An iteration in the words of the contract. */
export function iterationStatus(
  iteration: Iteration,
  metrics: MetricLookup,
  definition: CampaignDefinition,
  differences: ReadonlyMap<Quantity, 'own' | 'none'>,
): IterationStatus {
  return {
    iteration: iteration.number,
    nLow: iteration.lowCount,
    nHigh: iteration.highCount,
    createdAt: iteration.createdAt,
    ...judgement(metrics, ''),
    contours: Object.fromEntries(
      definition.contour.map((quantity) => [quantity, judgement(metrics, quantity)]),
    ),
    parameters: Object.fromEntries(
      definition.parameters.map(({ name, unit }) => [
        name,
        {
          ...(unit !== undefined && { unit }),
          sharpness: metrics.value('sharpness', name),
          sharpness90: metrics.value('sharpness90', name),
        },
      ]),
    ),
    confusion: confusions(metrics),
    returned: returnedBatches(metrics),
    crossings: bandCrossings(metrics, definition),
    taskUse: taskUses(metrics, differences),
  };
}

function judgement({ value, error }: MetricLookup, key: string): Judgement {
  return {
    entropy: value('entropy', key),
    entropyError: error('entropy', key),
    uncertain90: value('uncertain90', key),
    uncertain90Error: error('uncertain90', key),
    uncertain68: value('uncertain68', key),
    uncertain68Error: error('uncertain68', key),
    changed: value('changed', key),
    changedError: error('changed', key),
    moved: value('moved', key),
    movedError: error('moved', key),
    sharpness: value('sharpness', key),
    sharpness90: value('sharpness90', key),
    bandRatio: value('bandRatio', key),
    contourSigma: value('contourSigma', key),
    bandHalfWidth: value('bandHalfWidth', key),
    looRms: value('looRms', key),
    looPullRms: value('looPullRms', key),
    looCoverage1: value('looCoverage1', key),
    looCoverage2: value('looCoverage2', key),
    testError: value('testError', key),
    testErrorError: error('testError', key),
    testClaim: value('testClaim', key),
    testPullRms: value('testPullRms', key),
  };
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

/** Keys are `b3/exp`. */
function returnedBatches({ keys, value }: MetricLookup): IterationStatus['returned'] {
  return keys('returnedCount')
    .map((key) => {
      const [batch, quantity] = key.slice(1).split('/');
      return {
        batch: Number(batch),
        quantity: quantitySchema.parse(quantity),
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

/** Keys are `exp_m1>exp`, of the examples `exp_m1>exp/1/m_zp`. */
function bandCrossings(
  { keys, value, error }: MetricLookup,
  { parameters }: CampaignDefinition,
): IterationStatus['crossings'] {
  return keys('crossing').map((key) => {
    const [lower, upper] = key.split('>');
    const examples: Record<string, number>[] = [];
    for (let example = 1; ; example++) {
      const theta = parameters.map(({ name }) => value('crossingExample', `${key}/${example}/${name}`));
      if (theta.some((coordinate) => coordinate === null)) break;
      examples.push(Object.fromEntries(parameters.map(({ name }, j) => [name, theta[j] ?? Number.NaN])));
    }
    return {
      lower: quantitySchema.parse(lower),
      upper: quantitySchema.parse(upper),
      share: value('crossing', key) ?? 0,
      shareError: error('crossing', key),
      examples,
    };
  });
}

/** Keys are `exp/own`. */
function taskUses(
  { value }: MetricLookup,
  differences: ReadonlyMap<Quantity, 'own' | 'none'>,
): IterationStatus['taskUse'] {
  const uses: IterationStatus['taskUse'] = {};
  for (const [quantity, fitted] of differences) {
    const logDensity: LogDensities = Object.fromEntries(
      TASK_USES.flatMap((use) => {
        const density = value('leftOutLogDensity', `${quantity}/${use}`);
        return density === null ? [] : [[use, density]];
      }),
    );
    const verdict = judgeTaskUse(fitted, logDensity);
    if (verdict) uses[quantity] = { fitted, best: verdict.best, logDensity };
  }
  return uses;
}
