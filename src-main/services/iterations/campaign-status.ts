import { countStatesByBatch, failedBatchPoints } from '#main/store/batch-points-repository.ts';
import { listBatches } from '#main/store/batches-repository.ts';
import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { readDefinition } from '#main/store/definition-repository.ts';
import { currentFits } from '#main/store/fits-repository.ts';
import { definitionOfIteration, listIterations } from '#main/store/iterations-repository.ts';
import { metricsByIteration } from '#main/store/metrics-repository.ts';
import { countPoints } from '#main/store/points-repository.ts';
import { surrogateOf } from '#main/surrogates/registry.ts';
import type { StoredFit } from '#main/surrogates/surrogate.ts';
import type { BatchStatus, CampaignStatus, IterationStatus } from '#shared/contract/iterations/status.ts';
import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import { blindCoordinates } from '#shared/domain/definition-finding.ts';
import { FIDELITIES } from '#shared/domain/fidelity.ts';
import { forecastPoints } from '#shared/domain/forecast.ts';
import type { Quantity } from '#shared/domain/quantity.ts';
import { createSpace } from '#shared/domain/space.ts';
import type { StatusWarning } from '#shared/domain/status-warning.ts';
import type { StopRule } from '#shared/domain/stop-metric.ts';
import { judgeStop } from '#shared/domain/stop-rule.ts';
import { learnFailures } from '../batches/learn-failures.ts';
import { missingLog } from '../campaigns/missing-log.ts';
import { countPointStates } from '../points/count-point-states.ts';
import { fitReports } from '../surrogates/fit-reports.ts';
import { isStale } from '../surrogates/is-stale.ts';
import { storedFit } from '../surrogates/stored-fit.ts';
import { gatherEvidence } from './gather-evidence.ts';
import { type FactsOfFits, iterationStatus, lookUpMetrics, type MetricLookup } from './iteration-status.ts';
import { iterationWarnings, stateWarnings } from './status-warnings.ts';

/**
 * Where a campaign stands: its iterations with their metrics, the stop rule's verdict, the forecast, its batches.
 *
 * @param options.rule takes the place of the campaign's own stop rule
 */
export function campaignStatus(
  campaign: ReadableCampaign,
  { rule }: { readonly rule?: StopRule } = {},
): CampaignStatus {
  const own = readDefinition(campaign);
  const definition = rule === undefined ? own : { ...own, stop: rule };
  const stored = listIterations(campaign);
  const metrics = metricsByIteration(campaign);
  const lookups = stored.map(({ number }) => lookUpMetrics(metrics.get(number) ?? []));
  const fits = stored.map(({ number }) => currentFits(campaign, number).map(storedFit));
  const iterations = stored.map((iteration, i) =>
    iterationStatus(iteration, lookups[i], definition, factsOfFits(fits[i])),
  );
  const stale = isStale(campaign);
  const latest = iterations.at(-1);
  const latestWarnings = latest
    ? [
        ...iterationWarnings(latest, definition),
        ...fitWarnings(campaign, latest.iteration, fits.at(-1) ?? []),
      ]
    : [];
  return {
    name: definition.name,
    contour: definition.contour,
    iterations,
    ...adviceOf(campaign, definition, { iterations, lookups, warnings: latestWarnings }),
    points: countPoints(campaign),
    outside: [...countPointStates(campaign).outsideBy],
    batches: batchStatuses(campaign),
    isStale: stale,
    warnings: [
      ...missingLogWarnings(campaign),
      ...blindWarnings(definition),
      ...stateWarnings({ isStale: stale, iterations }),
      ...unansweredWarnings(campaign),
      ...failureWarnings(campaign, definition),
      ...latestWarnings,
    ],
  };
}

function missingLogWarnings(campaign: ReadableCampaign): StatusWarning[] {
  const missing = missingLog(campaign);
  return missing === null ? [] : [{ code: 'missing-log', ...missing }];
}

function blindWarnings(definition: CampaignDefinition): StatusWarning[] {
  // Making a space takes time, and the parameters themselves are never blind.
  if (definition.coordinates === undefined) return [];
  return blindCoordinates(createSpace(definition));
}

/** Batches that everybody seems to have given up. */
function unansweredWarnings(campaign: ReadableCampaign): StatusWarning[] {
  const all = listBatches(campaign);
  const states = countStatesByBatch(campaign);
  const batches = all.flatMap(({ number, fidelity, exportedAt }) => {
    const { requested = 0, running = 0, done, late, failed } = states.get(number) ?? {};
    const points = requested + running;
    const isAnswered = (done ?? late ?? failed) !== undefined;
    const isSuperseded = all.some((other) => other.fidelity === fidelity && other.number > number);
    return exportedAt === null || isAnswered || !isSuperseded || points === 0
      ? []
      : [{ batch: number, points, exportedAt }];
  });
  return batches.length === 0 ? [] : [{ code: 'unanswered', batches }];
}

/** Where evaluations fail, by fidelity. */
function failureWarnings(campaign: ReadableCampaign, definition: CampaignDefinition): StatusWarning[] {
  // Making a space takes time, and most campaigns have no failures.
  const fidelities = FIDELITIES.filter((fidelity) => failedBatchPoints(campaign, fidelity).length > 0);
  if (fidelities.length === 0) return [];
  const space = createSpace(definition);
  return fidelities.flatMap((fidelity): StatusWarning[] => {
    const found = learnFailures(campaign, space, fidelity);
    return found === null ? [] : [{ code: 'failures', fidelity, region: found.region }];
  });
}

/** The stop rule's verdict and the forecast out of the history of its metric. */
function adviceOf(
  campaign: ReadableCampaign,
  { stop: rule, contour }: CampaignDefinition,
  {
    iterations,
    lookups,
    warnings,
  }: {
    readonly iterations: readonly IterationStatus[];
    readonly lookups: readonly MetricLookup[];
    readonly warnings: readonly StatusWarning[];
  },
): Pick<CampaignStatus, 'stop' | 'forecast'> {
  if (rule === undefined) return { stop: null, forecast: null };
  const watched = iterations.map(({ iteration, judgedBy }, i) => {
    return { iteration, judgedBy, value: lookups[i].value(rule.metric, rule.of ?? '') };
  });
  const latest = watched.at(-1);
  const evidence = latest
    ? gatherEvidence(campaign, latest.iteration, { rule, contour, warnings })
    : { missing: [], side: null };
  const stop = judgeStop(rule, watched, evidence);
  const trend = watched.flatMap(({ value }, i) =>
    value === null ? [] : [{ highCount: iterations[i].nHigh, value }],
  );
  // A trend of numbers that mean nothing yet leads nowhere.
  const hasTrend = latest !== undefined && latest.value !== null && stop.missing.length === 0;
  return { stop, forecast: hasTrend ? forecastPoints(trend, rule.below) : null };
}

function batchStatuses(campaign: ReadableCampaign): BatchStatus[] {
  const states = countStatesByBatch(campaign);
  return listBatches(campaign).map(({ number, iteration, method, fidelity, requested }) => {
    return { batch: number, iteration, method, fidelity, requested, states: states.get(number) ?? {} };
  });
}

function factsOfFits(fits: readonly StoredFit[]): FactsOfFits {
  const differences = new Map<Quantity, 'own' | 'none'>();
  const calibrations = new Map<Quantity, number>();
  for (const { quantity, model } of fits) {
    const { difference, calibration } = surrogateOf(model).summarise(model);
    if (difference !== null) differences.set(quantity, difference);
    if (calibration !== null) calibrations.set(quantity, calibration);
  }
  return { differences, calibrations };
}

/** What the fits themselves have to say, under the coordinates' names of their iteration. */
function fitWarnings(
  campaign: ReadableCampaign,
  iteration: number,
  fits: readonly StoredFit[],
): StatusWarning[] {
  const definition = definitionOfIteration(campaign, iteration);
  const names = definition.coordinates ?? definition.parameters.map(({ name }) => name);
  return fitReports(fits, names).flatMap(({ quantity, warnings }) =>
    warnings.map((warning): StatusWarning => ({ code: 'fit', quantity, warning })),
  );
}
