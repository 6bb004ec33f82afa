import { fitTogether } from '#main/fitting/fit-model.ts';
import { type FittedModel, fittedModelSchema, hyperparametersOf } from '#main/fitting/fitted-model.ts';
import { fittedTogether } from '#main/fitting/fitted-together.ts';
import { priorVariance } from '#main/fitting/gaussian-process/covariance.ts';
import { HIGH } from '#main/fitting/gaussian-process/training-set.ts';
import { compareTasks } from '#main/fitting/metrics/compare-tasks.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import { GAUSSIAN_PROCESS, type StoredModel, type SurrogateFacts } from '#shared/domain/surrogate.ts';
import type { ModelSummary, StoredFit, Surrogate } from '../surrogate.ts';
import { fitReports } from './fit-report.ts';
import { hyperparameterReport } from './hyperparameter-report.ts';
import { openProcess } from './open-process.ts';
import { planSolvers } from './plan-solvers.ts';

const VERSION = 1;

const FACTS: SurrogateFacts = {
  tag: GAUSSIAN_PROCESS,
  name: 'Gaussian process',
  gives: { lnMu: true, conditioning: true, leaveOneOut: true },
};

/** The Gaussian process of `src-main/fitting`, as one surrogate among others. */
export const gaussianProcess: Surrogate = {
  facts: FACTS,
  version: VERSION,

  async fit(training, settings, { previous, randomStarts, signal, onProgress } = {}) {
    const models = await fitTogether(training, settings, {
      ...(previous?.surrogate === GAUSSIAN_PROCESS && { previous: read(previous) }),
      ...(randomStarts !== undefined && { randomStarts }),
      signal,
      onProgress: ({ share, ...search }) => onProgress?.({ share, search }),
    });
    return models.map(storedProcess);
  },

  groups: fittedTogether,

  open: ({ training, model }) => openProcess(FACTS, training, read(model)),

  suits(model, { dimension, countLow, count }) {
    const { structure, nLow, nHigh } = read(model);
    return (
      structure.dimension === dimension && nLow > 0 === countLow > 0 && nHigh > 0 === count - countLow > 0
    );
  },

  summarise: (model) => summarise(read(model)),

  report(fits, coordinateNames) {
    const processes = fits.map(processFit);
    return fitReports(processes, coordinateNames).map((report) => ({ ...report, surrogate: FACTS }));
  },

  hyperparameters: (model, space) => hyperparameterReport(read(model), space),

  amplitude(model) {
    const fitted = read(model);
    return fitted.calibration * Math.sqrt(priorVariance(hyperparametersOf(fitted), HIGH));
  },

  operationsPerPlace({ training, model }, what) {
    const { count, countLow, dimension } = training;
    if (what === 'level') return 10 * dimension * count;
    // The grid solver takes a grid's nodes together, and only whitens the others.
    return model.solver === 'grid' ? (count - countLow) ** 2 : count ** 2;
  },

  plan: planSolvers,

  async compareTaskUse({ settings, training, model }, { signal, like, left, onShare }) {
    const fit = { settings, training, model: read(model) };
    const compared = await compareTasks(fit, {
      signal,
      ...(like && { like: read(like) }),
      ...(left.lnMu && { leftOut: async () => left.lnMu! }),
      onProgress: ({ share }) => onShare?.(share),
    });
    return compared && { logDensity: compared.logDensity, like: storedProcess(compared.aloneModel) };
  },
};

/** A fitted Gaussian process as it is stored. */
export function storedProcess(model: FittedModel): StoredModel {
  return { surrogate: GAUSSIAN_PROCESS, version: VERSION, ...model };
}

/** Models that were read once: a picture asks for the same ones at every move of a slider. */
const known = new WeakMap<StoredModel, FittedModel>();

/** @throws ContouristError `surrogate.unreadable` */
function read(model: StoredModel): FittedModel {
  const before = known.get(model);
  if (before) return before;
  const parsed = fittedModelSchema.safeParse(model);
  if (!parsed.success) {
    throw new ContouristError('surrogate.unreadable', 'A stored fit is not one of a Gaussian process.', {
      hint: 'Fit again.',
      cause: parsed.error,
    });
  }
  known.set(model, parsed.data);
  return parsed.data;
}

function processFit({ quantity, settings, model }: StoredFit) {
  return { quantity, settings, model: read(model) };
}

function summarise(model: FittedModel): ModelSummary {
  const { nLow, nHigh, seconds, together, negLogL, evaluations, engine, device, solver, structure } = model;
  const { relation } = structure;
  return {
    nLow,
    nHigh,
    seconds,
    isShared: together > 1,
    negLogL,
    evaluations,
    engine: { name: engine, device, solver },
    search: { objective: model.objective, trace: model.trace },
    calibration: model.calibration,
    noise: Math.sqrt(model.hyperparameters.noiseHigh),
    difference: relation === 'one' ? null : relation === 'icm' ? 'none' : 'own',
  };
}
