import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { readDefinition } from '#main/store/definition-repository.ts';
import { currentFits, type Fit, listFits } from '#main/store/fits-repository.ts';
import { definitionOfIteration, latestIteration, listIterations } from '#main/store/iterations-repository.ts';
import type {
  FitHistoryEntry,
  FittedQuantityReport,
  ModelReport,
} from '#shared/contract/surrogates/surrogates-methods.ts';
import { fitSettings } from '#shared/domain/fit-settings.ts';
import { createSpace, type Space } from '#shared/domain/space.ts';
import { fitReports } from './fit-report.ts';
import { hyperparameterReport } from './hyperparameter-report.ts';
import { isStale } from './is-stale.ts';
import { lastSettings } from './last-settings.ts';
import { quantityFit } from './quantity-fit.ts';

/** The surrogate as it stands: the latest fits with their hyperparameters, and all fits that the campaign keeps. */
export function modelReport(campaign: ReadableCampaign): ModelReport {
  const latest = latestIteration(campaign);
  const definition = readDefinition(campaign);
  const space = createSpace(latest ? definitionOfIteration(campaign, latest.number) : definition);
  const rank = new Map(definition.quantities.map((quantity, i) => [quantity, i]));
  const fits = latest ? currentFits(campaign, latest.number) : [];
  return {
    iteration: latest?.number ?? 0,
    isStale: isStale(campaign),
    settings: lastSettings(campaign),
    presets: { default: fitSettings(), paper: fitSettings({ preset: 'paper' }) },
    fits: describeFits(
      fits.toSorted((a, b) => (rank.get(a.quantity) ?? 0) - (rank.get(b.quantity) ?? 0)),
      space,
    ),
    history: listIterations(campaign)
      .flatMap(({ number }) => listFits(campaign, number))
      .map(historyEntry)
      .reverse(),
  };
}

function describeFits(fits: readonly Fit[], space: Space): FittedQuantityReport[] {
  const described = fits.map(quantityFit);
  const reports = fitReports(described, space.coordinateNames);
  return fits.map(({ id, createdAt }, i) => {
    const { model, settings } = described[i];
    return {
      fitId: id,
      report: reports[i],
      hyperparameters: hyperparameterReport(model, space),
      objective: model.objective,
      trace: [...model.trace],
      settings,
      createdAt,
    };
  });
}

function historyEntry(fit: Fit): FitHistoryEntry {
  const { settings, model } = quantityFit(fit);
  const { nLow, nHigh, evaluations, seconds, together } = model;
  return {
    fitId: fit.id,
    iteration: fit.iteration,
    quantity: fit.quantity,
    settings,
    isShared: together > 1,
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
