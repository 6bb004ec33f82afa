import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { readDefinition } from '#main/store/definition-repository.ts';
import { currentFits, type Fit, listFits } from '#main/store/fits-repository.ts';
import { definitionOfIteration, latestIteration, listIterations } from '#main/store/iterations-repository.ts';
import { surrogateOf } from '#main/surrogates/registry.ts';
import type {
  FitHistoryEntry,
  FittedQuantityReport,
  ModelReport,
} from '#shared/contract/surrogates/surrogates-methods.ts';
import { fitSettings } from '#shared/domain/fit-settings.ts';
import { createSpace, type Space } from '#shared/domain/space.ts';
import { fitReports } from './fit-reports.ts';
import { isStale } from './is-stale.ts';
import { lastSettings } from './last-settings.ts';
import { listSurrogates } from './list-surrogates.ts';
import { storedFit } from './stored-fit.ts';

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
    surrogates: listSurrogates(),
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
  const described = fits.map(storedFit);
  const reports = fitReports(described, space.coordinateNames);
  return fits.map(({ id, createdAt }, i) => {
    const { model, settings } = described[i];
    const surrogate = surrogateOf(model);
    const { search } = surrogate.summarise(model);
    return {
      fitId: id,
      report: reports[i],
      hyperparameters: surrogate.hyperparameters(model, space),
      objective: search?.objective ?? null,
      trace: search && [...search.trace],
      settings,
      createdAt,
    };
  });
}

function historyEntry(fit: Fit): FitHistoryEntry {
  const { settings, model } = storedFit(fit);
  const surrogate = surrogateOf(model);
  const { nLow, nHigh, evaluations, seconds, isShared, negLogL, engine } = surrogate.summarise(model);
  return {
    fitId: fit.id,
    iteration: fit.iteration,
    quantity: fit.quantity,
    surrogate: surrogate.facts,
    settings,
    isShared,
    nLow,
    nHigh,
    negLogL,
    evaluations,
    seconds,
    engine: engine?.name ?? null,
    solver: engine?.solver ?? null,
    createdAt: fit.createdAt,
    isCurrent: fit.isCurrent,
  };
}
