import { countBatchPoints } from '#main/store/batch-points-repository.ts';
import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { readDefinition } from '#main/store/definition-repository.ts';
import { currentFits } from '#main/store/fits-repository.ts';
import { latestIteration, listIterations } from '#main/store/iterations-repository.ts';
import { metricsByIteration } from '#main/store/metrics-repository.ts';
import { countLimits } from '#main/store/points-repository.ts';
import { countQuarantine } from '#main/store/quarantine-repository.ts';
import { surrogateOf } from '#main/surrogates/registry.ts';
import type { StoredFit } from '#main/surrogates/surrogate.ts';
import type { CampaignSummary } from '#shared/contract/campaigns/campaigns-methods.ts';
import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import { ENGINE_NAMES } from '#shared/domain/fit-settings.ts';
import type { StoredModel } from '#shared/domain/surrogate.ts';
import { campaignStatus } from '../iterations/campaign-status.ts';
import { lookUpMetrics } from '../iterations/iteration-status.ts';
import { countPointStates } from '../points/count-point-states.ts';
import { fitReports } from '../surrogates/fit-reports.ts';
import { isStale } from '../surrogates/is-stale.ts';
import { storedFit } from '../surrogates/stored-fit.ts';
import { missingLog } from './missing-log.ts';

/** A campaign at a glance: what the window's header and rail show on every screen, so it is made in milliseconds. */
export function summariseCampaign(
  campaign: ReadableCampaign,
): Omit<CampaignSummary, 'campaignId' | 'path' | 'readOnly'> {
  const definition = readDefinition(campaign);
  const latest = latestIteration(campaign);
  const fits = latest ? currentFits(campaign, latest.number).map(storedFit) : [];
  return {
    name: definition.name,
    missingLog: missingLog(campaign),
    definition,
    iteration: latest?.number ?? 0,
    isStale: isStale(campaign),
    counts: countsOf(campaign),
    notFitted: latest ? notFitted(campaign, definition, fits) : [],
    notes: countNotes(definition, fits),
    verdict: verdictOf(campaign, definition),
    engine: engineOf(fits.at(-1)?.model),
    surrogates: fits.flatMap(({ quantity, model }) =>
      definition.contour.includes(quantity) ? [surrogateOf(model).facts] : [],
    ),
  };
}

function countsOf(campaign: ReadableCampaign): CampaignSummary['counts'] {
  const states = countBatchPoints(campaign);
  const count = (...names: (keyof typeof states)[]) =>
    names.reduce((sum, name) => sum + (states[name] ?? 0), 0);
  return {
    ...countPointStates(campaign),
    proposed: count('proposed', 'pinned'),
    pending: count('requested', 'running'),
    quarantined: countQuarantine(campaign),
  };
}

/** A fit needs two limits at least. */
const LEAST_LIMITS = 2;

function notFitted(
  campaign: ReadableCampaign,
  { quantities }: CampaignDefinition,
  fits: readonly StoredFit[],
): CampaignSummary['notFitted'] {
  const limits = countLimits(campaign);
  return quantities.filter(
    (quantity) => fits.every((fit) => fit.quantity !== quantity) && (limits[quantity] ?? 0) >= LEAST_LIMITS,
  );
}

function countNotes({ coordinates, parameters }: CampaignDefinition, fits: readonly StoredFit[]): number {
  const names = coordinates ?? parameters.map(({ name }) => name);
  return fitReports(fits, names).reduce((sum, { warnings }) => sum + warnings.length, 0);
}

function verdictOf(campaign: ReadableCampaign, { stop }: CampaignDefinition): CampaignSummary['verdict'] {
  const iterations = listIterations(campaign);
  if (iterations.length === 0) return 'not fitted';
  if (stop === undefined) return 'no rule';
  const metrics = metricsByIteration(campaign);
  const isBelow = iterations.slice(-stop.for).every(({ number }) => {
    const value = lookUpMetrics(metrics.get(number) ?? []).value(stop.metric, stop.of ?? '');
    return value !== null && value < stop.below;
  });
  if (!isBelow || iterations.length < stop.for) return 'not yet';
  // Evidence takes the limits themselves, and is asked for where it may change the answer.
  return campaignStatus(campaign).stop?.met ? 'met' : 'no evidence';
}

/** What computed a fit, and where; of a surrogate without an engine, its name. */
function engineOf(model: StoredModel | undefined): string | null {
  if (!model) return null;
  const surrogate = surrogateOf(model);
  const { engine } = surrogate.summarise(model);
  return engine === null
    ? surrogate.facts.name
    : `${ENGINE_NAMES[engine.name] ?? engine.name}, ${engine.device}`;
}
