import { fittedModelSchema } from '#main/fitting/fitted-model.ts';
import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { dataFingerprint } from '#main/store/data-fingerprint.ts';
import { readDefinition } from '#main/store/definition-repository.ts';
import { currentFits, type Fit, listFits } from '#main/store/fits-repository.ts';
import { definitionOfIteration, latestIteration, listIterations } from '#main/store/iterations-repository.ts';
import type { FitHistoryEntry, FittedQuantityReport, ModelReport } from '#shared/contract/model-methods.ts';
import { fitSettings, fitSettingsSchema } from '#shared/domain/fit-settings.ts';
import { createSpace, type Space } from '#shared/domain/space.ts';
import { fitReport } from './fit-report.ts';
import { hyperparameterReport } from './hyperparameter-report.ts';
import { lastSettings } from './last-settings.ts';

/** The surrogate as it stands: the latest fits with their hyperparameters, and all fits that the campaign keeps. */
export function modelReport(campaign: ReadableCampaign): ModelReport {
  const latest = latestIteration(campaign);
  const definition = readDefinition(campaign);
  const space = createSpace(latest ? definitionOfIteration(campaign, latest.number) : definition);
  const rank = new Map(definition.quantities.map((quantity, i) => [quantity, i]));
  const fits = latest ? currentFits(campaign, latest.number) : [];
  return {
    iteration: latest?.number ?? 0,
    isStale: latest !== undefined && latest.fingerprint !== dataFingerprint(campaign),
    settings: lastSettings(campaign),
    presets: { default: fitSettings(), paper: fitSettings({ preset: 'paper' }) },
    fits: fits
      .toSorted((a, b) => (rank.get(a.quantity) ?? 0) - (rank.get(b.quantity) ?? 0))
      .map((fit) => describeFit(fit, space)),
    history: listIterations(campaign)
      .flatMap(({ number }) => listFits(campaign, number))
      .map(historyEntry)
      .reverse(),
  };
}

function describeFit(fit: Fit, space: Space): FittedQuantityReport {
  const model = fittedModelSchema.parse(fit.result);
  return {
    fitId: fit.id,
    report: fitReport(fit.quantity, model, space.coordinateNames),
    hyperparameters: hyperparameterReport(model, space),
    objective: model.objective,
    trace: [...model.trace],
    settings: fitSettingsSchema.parse(fit.settings),
    createdAt: fit.createdAt,
  };
}

function historyEntry(fit: Fit): FitHistoryEntry {
  const { nLow, nHigh, evaluations, seconds } = fittedModelSchema.parse(fit.result);
  return {
    fitId: fit.id,
    iteration: fit.iteration,
    quantity: fit.quantity,
    settings: fitSettingsSchema.parse(fit.settings),
    nLow,
    nHigh,
    negLogL: fit.negLogL,
    evaluations,
    seconds,
    engine: fit.engine,
    solver: fit.solver,
    createdAt: fit.createdAt,
    isCurrent: fit.isCurrent,
  };
}
