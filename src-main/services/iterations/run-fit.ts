import type { ComputeClient } from '#main/fitting/compute/compute-client.ts';
import { joined } from '#main/fitting/fitted-together.ts';
import type { ReadableCampaign, WritableCampaign } from '#main/store/campaign-connection.ts';
import { dataFingerprint } from '#main/store/data-fingerprint.ts';
import { readDefinition } from '#main/store/definition-repository.ts';
import { currentFits, recordFit } from '#main/store/fits-repository.ts';
import { iterationOfData, latestIteration } from '#main/store/iterations-repository.ts';
import { countPointsById } from '#main/store/points-repository.ts';
import { transaction } from '#main/store/transaction.ts';
import { surrogateOf, surrogateOfTag } from '#main/surrogates/registry.ts';
import { alone, type FitProgress, type StoredFit } from '#main/surrogates/surrogate.ts';
import type { FitResult } from '#shared/contract/surrogates/fit.ts';
import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import type { FitSettings } from '#shared/domain/fit-settings.ts';
import type { FitWarning } from '#shared/domain/fit-warning.ts';
import type { MetricRow } from '#shared/domain/metric.ts';
import { taskUseKey } from '#shared/domain/metric-key.ts';
import type { Quantity } from '#shared/domain/quantity.ts';
import { createSpace, type Space } from '#shared/domain/space.ts';
import type { StoredModel } from '#shared/domain/surrogate.ts';
import { judgeTaskUse, TASK_USES } from '#shared/domain/task-use.ts';
import type { UnfittedQuantity } from '#shared/domain/unfitted-quantity.ts';
import type { JudgingPhase, ShareOfPhase } from '#shared/domain/work-phase.ts';
import { fitReports } from '../surrogates/fit-reports.ts';
import { type TrainingData, trainingDataOrWhyNot, unfittedError } from '../surrogates/training-data.ts';
import { metricsInput } from './metrics-input.ts';
import { storeMetrics } from './store-metrics.ts';

export interface RunFitOptions {
  /** Which quantities; by default all of the campaign. Those with fewer than two limits are left out, and the result says so. */
  readonly quantities?: readonly Quantity[] | undefined;
  readonly settings: FitSettings;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: FitProgress & { quantities: readonly Quantity[] }) => void) | undefined;
  /** Told how far judging the iteration is, when the fits are done. */
  readonly onJudging?: ((progress: ShareOfPhase<JudgingPhase>) => void) | undefined;
}

/**
 * Fits the campaign's quantities. An iteration is a state of the data: a fit on changed data opens the next one, another
 * fit on the same data joins it and becomes its current fit. Each fit is stored as soon as it is finished, so that an
 * end in the middle loses only the one that ran.
 *
 * At the end the iteration is judged and its metrics stored, by the current fits of all its quantities: the first figures
 * as soon as they are there, then the comparison of the tasks with them. What large fits have of the volume by then is for
 * `refineIteration` to make better.
 *
 * The expected limit goes first: its optimum is where the fits of the other quantities start.
 *
 * @throws ContouristError `fit.no_points`, `fit.all_outside` or `fit.one_point` where no quantity can be fitted, `fit.unknown_quantity`, `fit.changed` where
 *   points were taken away meanwhile (an import undone), `surrogate.unknown`, and those of the fit
 */
export async function runFit(
  campaign: WritableCampaign,
  compute: ComputeClient,
  options: RunFitOptions,
): Promise<FitResult> {
  const definition = readDefinition(campaign);
  const space = createSpace(definition);
  const { data, unfitted } = fittableQuantities(campaign, space, definition, options);
  const previous = previousModels(campaign);
  const fitted: StoredFit[] = [];
  // Limits and bounds may change while the fits run: what they saw is the iteration's, not what is there at their end.
  const state = { definition, data: { fingerprint: dataFingerprint(campaign), ...countsOf(data) } };
  let iteration = 0; // There is at least one quantity, whose fit says the number.
  for (const group of quantitiesTogether(data, options.settings)) {
    const quantities = group.map(({ quantity }) => quantity);
    const training = joined(group.map((member) => member.training));
    const input = { training, settings: options.settings, previous: startOf(quantities[0], previous) };
    const models = await compute.run('fit', input, {
      signal: options.signal,
      onProgress: (progress) => options.onProgress?.({ ...progress, quantities }),
    });
    for (const [k, { quantity, pointIds }] of group.entries()) {
      const model = models[k];
      previous.set(quantity, model);
      iteration = storeFit(campaign, state, { quantity, pointIds, settings: options.settings, model });
      fitted.push({ quantity, settings: options.settings, model });
    }
  }
  const { signal } = options;
  const rows = await compute.run('metrics', metricsInput(campaign, iteration), {
    signal,
    onProgress: ({ firstRows, ...progress }) => {
      if (firstRows) storeMetrics(campaign, iteration, firstRows);
      options.onJudging?.(progress);
    },
  });
  storeMetrics(campaign, iteration, rows);
  const fits = fitReports(fitted, space.coordinateNames).map((report) => ({
    ...report,
    warnings: [...report.warnings, ...taskUseWarnings(rows, report.quantity, options.settings)],
  }));
  return { iteration, fits, unfitted };
}

/** The quantities that are fitted in one go, each with what it is fitted to. */
function quantitiesTogether(
  data: ReadonlyMap<Quantity, TrainingData>,
  settings: FitSettings,
): (TrainingData & { readonly quantity: Quantity })[][] {
  const members = Array.from(data, ([quantity, set]) => ({ quantity, ...set }));
  const sets = members.map(({ training }) => training);
  const { groups = alone } = surrogateOfTag(settings.surrogate);
  return groups(sets, settings).map((group) => group.map((index) => members[index]));
}

/** Says so where the low-fidelity points, or the way they are used, make the surrogate worse. */
function taskUseWarnings(
  rows: readonly MetricRow[],
  quantity: Quantity,
  { difference }: FitSettings,
): FitWarning[] {
  const logDensity = Object.fromEntries(
    TASK_USES.flatMap((use) => {
      const key = taskUseKey(quantity, use);
      const row = rows.find((candidate) => candidate.name === 'leftOutLogDensity' && candidate.key === key);
      return row ? [[use, row.value]] : [];
    }),
  );
  const verdict = judgeTaskUse(difference, logDensity);
  return verdict === null || verdict.best === verdict.fitted ? [] : [{ code: 'task-use', verdict }];
}

/** What quantities are fitted to, and which of those that were asked for cannot be. */
export interface FittableQuantities {
  /** The expected limit first; at least one. */
  readonly data: ReadonlyMap<Quantity, TrainingData>;
  readonly unfitted: readonly UnfittedQuantity[];
}

/**
 * @throws ContouristError `fit.unknown_quantity`; where no quantity can be fitted `fit.no_points`, `fit.all_outside` or
 *   `fit.one_point`
 */
export function fittableQuantities(
  campaign: ReadableCampaign,
  space: Space,
  definition: CampaignDefinition,
  { quantities: asked, settings }: Pick<RunFitOptions, 'quantities' | 'settings'>,
): FittableQuantities {
  const unknown = asked?.find((quantity) => !definition.quantities.includes(quantity));
  if (unknown !== undefined) {
    throw new ContouristError('fit.unknown_quantity', `The campaign has no quantity ${unknown}.`, {
      hint: `It has ${definition.quantities.join(', ')}; \`contourist edit\` adds others.`,
    });
  }
  const data = new Map<Quantity, TrainingData>();
  const unfitted: UnfittedQuantity[] = [];
  const quantities = asked ?? definition.quantities;
  for (const quantity of [...quantities].sort((a, b) => Number(b === 'exp') - Number(a === 'exp'))) {
    const found = trainingDataOrWhyNot(campaign, space, quantity, settings.low);
    if ('reason' in found) unfitted.push(found);
    else data.set(quantity, found);
  }
  if (data.size === 0) throw unfittedError(closestToFit(unfitted));
  return { data, unfitted };
}

/** Of several quantities the one that lacks least. */
function closestToFit(unfitted: readonly UnfittedQuantity[]): UnfittedQuantity {
  const [first] = unfitted;
  return (
    unfitted.find(({ reason }) => reason === 'one-limit') ??
    unfitted.find(({ reason }) => reason === 'all-outside') ??
    first
  );
}

/** The current fits of the latest iteration, by quantity. */
function previousModels(campaign: ReadableCampaign): Map<Quantity, StoredModel> {
  const latest = latestIteration(campaign);
  const fits = latest ? currentFits(campaign, latest.number) : [];
  return new Map(fits.map((fit) => [fit.quantity, fit.model]));
}

/** Where a quantity's fit starts: from its own last fit, else from that of the expected limit. */
function startOf(quantity: Quantity, models: ReadonlyMap<Quantity, StoredModel>): StoredModel | null {
  return models.get(quantity) ?? models.get('exp') ?? null;
}

/** How many points of each fidelity an iteration has: those of the quantity that has most. */
function countsOf(data: ReadonlyMap<Quantity, TrainingData>): { lowCount: number; highCount: number } {
  const sets = Array.from(data.values(), ({ training }) => training);
  return {
    lowCount: Math.max(...sets.map(({ countLow }) => countLow)),
    highCount: Math.max(...sets.map(({ count, countLow }) => count - countLow)),
  };
}

/** The campaign as the fits of one run saw it. */
interface FittedState {
  readonly definition: CampaignDefinition;
  readonly data: { readonly fingerprint: string; readonly lowCount: number; readonly highCount: number };
}

interface FinishedFit {
  readonly quantity: Quantity;
  readonly pointIds: readonly number[];
  readonly settings: FitSettings;
  readonly model: StoredModel;
}

/** A fit names its points, so that its surrogate can be made again: with some of them gone it never could. */
function refuseWhenPointsAreGone(
  campaign: ReadableCampaign,
  quantity: Quantity,
  pointIds: readonly number[],
): void {
  const gone = pointIds.length - countPointsById(campaign, pointIds);
  if (gone === 0) return;
  throw new ContouristError(
    'fit.changed',
    `While ${quantity} was fitted, ${gone} of its ${pointIds.length} points were taken out of the campaign.`,
    { hint: 'Fit again, to the points that are there now.' },
  );
}

/** @returns the number of the iteration that the fit belongs to */
function storeFit(
  campaign: WritableCampaign,
  { data, definition }: FittedState,
  { quantity, pointIds, settings, model }: FinishedFit,
): number {
  const { negLogL } = surrogateOf(model).summarise(model);
  return transaction(
    campaign,
    'fit',
    () => {
      refuseWhenPointsAreGone(campaign, quantity, pointIds);
      const { number } = iterationOfData(campaign, data, definition);
      recordFit(campaign, { iteration: number, quantity, pointIds, settings, model, seed: settings.seed });
      return number;
    },
    (iteration) => ({ iteration, quantity, surrogate: model.surrogate, negLogL, preset: settings.preset }),
  );
}
