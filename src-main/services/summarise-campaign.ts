import { type FittedModel, fittedModelSchema } from '#main/fitting/fitted-model.ts';
import { countBatchPoints } from '#main/store/batch-points-repository.ts';
import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { dataFingerprint } from '#main/store/data-fingerprint.ts';
import { readDefinition } from '#main/store/definition-repository.ts';
import { currentFits } from '#main/store/fits-repository.ts';
import { latestIteration, listIterations } from '#main/store/iterations-repository.ts';
import { metricsByIteration } from '#main/store/metrics-repository.ts';
import { countLimits } from '#main/store/points-repository.ts';
import { countQuarantine } from '#main/store/quarantine-repository.ts';
import type { CampaignSummary } from '#shared/contract/campaign-methods.ts';
import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import { judgeStop } from '#shared/domain/stop-rule.ts';
import { countPointStates } from './count-point-states.ts';
import { fitReport } from './fit-report.ts';
import { lookUpMetrics } from './iteration-status.ts';

/** A campaign at a glance: what the window's header and rail show on every screen, so it is made in milliseconds. */
export function summariseCampaign(
  campaign: ReadableCampaign,
): Omit<CampaignSummary, 'campaignId' | 'path' | 'readOnly'> {
  const definition = readDefinition(campaign);
  const latest = latestIteration(campaign);
  const models = latest
    ? currentFits(campaign, latest.number).map(({ result }) => fittedModelSchema.parse(result))
    : [];
  return {
    name: definition.name,
    definition,
    iteration: latest?.number ?? 0,
    isStale: latest !== undefined && latest.fingerprint !== dataFingerprint(campaign),
    counts: countsOf(campaign),
    notFitted: notFitted(campaign, definition),
    notes: countNotes(campaign, definition),
    verdict: verdictOf(campaign, definition),
    engine: engineOf(models.at(-1)),
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
): CampaignSummary['notFitted'] {
  const latest = latestIteration(campaign);
  if (!latest) return [];
  const fitted = new Set(currentFits(campaign, latest.number).map(({ quantity }) => quantity));
  const limits = countLimits(campaign);
  return quantities.filter((quantity) => !fitted.has(quantity) && (limits[quantity] ?? 0) >= LEAST_LIMITS);
}

function countNotes(campaign: ReadableCampaign, definition: CampaignDefinition): number {
  const latest = latestIteration(campaign);
  if (!latest) return 0;
  const names = definition.coordinates ?? definition.parameters.map(({ name }) => name);
  return currentFits(campaign, latest.number).reduce(
    (sum, { quantity, result }) =>
      sum + fitReport(quantity, fittedModelSchema.parse(result), names).warnings.length,
    0,
  );
}

function verdictOf(campaign: ReadableCampaign, { stop }: CampaignDefinition): CampaignSummary['verdict'] {
  const iterations = listIterations(campaign);
  if (iterations.length === 0) return 'not fitted';
  if (stop === undefined) return 'no rule';
  const metrics = metricsByIteration(campaign);
  const values = iterations.map(({ number }) =>
    lookUpMetrics(metrics.get(number) ?? []).value(stop.metric, stop.of ?? ''),
  );
  return judgeStop(stop, values).met ? 'met' : 'not yet';
}

function engineOf(model: FittedModel | undefined): string | null {
  if (!model) return null;
  const names: Record<string, string> = {
    onnxruntime: 'ONNX Runtime',
    tensorflow: 'TensorFlow',
    portable: 'TypeScript',
  };
  return `${names[model.engine] ?? model.engine}, ${model.device}`;
}
