// A small second surrogate, to hold everything that asks a fit to the interface: it gives the probability alone.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type TrainingSet, trainingSetOfRows } from '#main/fitting/gaussian-process/training-set.ts';
import type { OpenSurrogate, Surrogate } from '#main/surrogates/surrogate.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import type { StoredModel, SurrogateFacts } from '#shared/domain/surrogate.ts';

export const K_NEAREST_NEIGHBOURS = 'k-nearest-neighbours';

const FACTS: SurrogateFacts = {
  tag: K_NEAREST_NEIGHBOURS,
  name: 'k nearest neighbours',
  gives: { lnMu: false, conditioning: false, leaveOneOut: true },
};

const USUAL_NEIGHBOURS = 5;

interface NeighboursModel extends StoredModel {
  readonly neighbours: number;
  readonly dimension: number;
  readonly nLow: number;
  readonly nHigh: number;
}

const read = (model: StoredModel): NeighboursModel => model as NeighboursModel;

/**
 * The exclusion by the k nearest known limits of the same task: p = (e + 1)/(k + 2) with e of them excluded, the share
 * smoothed by Laplace's rule, so that it is never 0 or 1.
 */
export const kNearestNeighbours: Surrogate = {
  facts: FACTS,
  version: 1,

  async fit(training, { options = {} }, { signal, onProgress } = {}) {
    const { neighbours = USUAL_NEIGHBOURS } = options;
    const unknown = Object.keys(options).find((name) => name !== 'neighbours');
    if (unknown !== undefined || typeof neighbours !== 'number' || !(neighbours >= 1)) {
      throw new ContouristError(
        'fit.options',
        `k nearest neighbours know no ${unknown ?? 'such neighbours'}.`,
        {
          blame: 'usage',
          hint: 'neighbours is a number from 1.',
        },
      );
    }
    const observed = [training.y, ...(training.besides ?? [])];
    const models: StoredModel[] = [];
    for (const [index] of observed.entries()) {
      onProgress?.({ share: index / observed.length, search: null });
      await nextTurn();
      signal?.throwIfAborted();
      const { dimension, count, countLow } = training;
      models.push({
        surrogate: FACTS.tag,
        version: 1,
        neighbours,
        dimension,
        nLow: countLow,
        nHigh: count - countLow,
      });
    }
    onProgress?.({ share: 1, search: null });
    return models;
  },

  open: async ({ training, model }) => openNeighbours(training, read(model).neighbours),

  suits(model, { dimension, countLow, count }) {
    const known = read(model);
    return (
      known.dimension === dimension && known.nLow > 0 === countLow > 0 && known.nHigh > 0 === count > countLow
    );
  },

  summarise(model) {
    const { nLow, nHigh } = read(model);
    return {
      nLow,
      nHigh,
      seconds: 0,
      isShared: false,
      negLogL: null,
      evaluations: null,
      engine: null,
      search: null,
      calibration: null,
      noise: 0,
      difference: null,
    };
  },

  report: (fits) =>
    fits.map(({ quantity, model }) => {
      const { nLow, nHigh } = read(model);
      return { quantity, surrogate: FACTS, nLow, nHigh, together: [quantity], seconds: 0, warnings: [] };
    }),

  hyperparameters: (model) => [
    {
      kind: 'other',
      told: { name: 'Neighbours', meaning: 'how many of the nearest limits are asked at each place' },
      coordinate: null,
      fidelity: null,
      value: read(model).neighbours,
      physical: null,
      position: null,
      atBound: null,
    },
  ],

  amplitude: () => null,

  operationsPerPlace: ({ training }) => training.count * training.dimension,
};

function openNeighbours(training: TrainingSet, neighbours: number): OpenSurrogate {
  const { countLow, count, dimension } = training;
  const high = countLow < count ? trainingSetOfRows(training, range(countLow, count)) : null;
  const low = countLow > 0 ? trainingSetOfRows(training, range(0, countLow)) : null;
  /** The limits of a task, or of the other one where it has none. */
  const limitsOf = (task: 'low' | 'high') => (task === 'low' ? (low ?? high) : (high ?? low))!;
  const probabilities = (u: Float64Array, task: 'low' | 'high') =>
    Float64Array.from({ length: u.length / dimension }, (_, i) =>
      shareExcluded(limitsOf(task), u.subarray(i * dimension, (i + 1) * dimension), neighbours, -1),
    );
  return {
    surrogate: FACTS,
    dimension,
    bytes: 8 * training.u.length,
    predict: async (u, task) => ({ pExcl: probabilities(u, task), lnMu: null }),
    level: async (u, task) => probabilities(u, task).map((p) => 0.5 - p),
    noiseVariance: () => 0,
    conditioning: null,
    async leaveOneOut() {
      const pExcl = Float64Array.from({ length: count }, (_, i) => {
        const limits = limitsOf(i < countLow ? 'low' : 'high');
        const self = i < countLow ? i : i - countLow;
        return shareExcluded(
          limits,
          training.u.subarray(i * dimension, (i + 1) * dimension),
          neighbours,
          self,
        );
      });
      return { pExcl, lnMu: null };
    },
  };
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

/** (e + 1)/(k + 2) over the k nearest limits, the first of equals first, one of them perhaps left out. */
function shareExcluded(
  { u, y, count, dimension }: TrainingSet,
  at: Float64Array,
  k: number,
  without: number,
): number {
  const distances = Array.from({ length: count }, (_, i) => {
    let sum = 0;
    for (let j = 0; j < dimension; j++) sum += (u[i * dimension + j] - at[j]) ** 2;
    return { i, sum };
  });
  const nearest = distances
    .filter(({ i }) => i !== without)
    .sort((a, b) => a.sum - b.sum || a.i - b.i)
    .slice(0, k);
  const excluded = nearest.filter(({ i }) => y[i] < 0).length;
  return (excluded + 1) / (nearest.length + 2);
}
