import type { Conditioning, OpenSurrogate } from '#main/surrogates/surrogate.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import { concatenated } from '#shared/numerics/dense/vectors.ts';
import {
  contourDistance,
  entropyOfProbability,
  entropyOfZ,
  exclusionProbability,
  MAX_ENTROPY,
} from '#shared/numerics/exclusion.ts';
import { ConditionedField } from './conditioned-field.ts';
import type { QuantitySurrogate } from './proposal.ts';

/** ln μ of one quantity at some points. */
export interface LnMuBelief {
  /** ŷ of ln μ. */
  readonly mean: Float64Array;
  /** s, its posterior standard deviation. */
  readonly sd: Float64Array;
}

/** What the surrogate of one quantity says at some points. */
export interface Belief {
  /** P(ln μ < 0). */
  readonly pExcl: Float64Array;
  /** Null where the surrogate has no ln μ. */
  readonly lnMu: LnMuBelief | null;
}

/** Candidates that are predicted, or conditioned on pending points, at once; bounds the memory of their covariances. */
const CHUNK = 2048;

/**
 * What the surrogate of a quantity says at points u (count × D), given pending points (m × D) where it can be conditioned
 * on them; otherwise they are not taken for granted.
 */
export async function believe(
  { surrogate, task }: Pick<QuantitySurrogate, 'surrogate' | 'task'>,
  u: Float64Array,
  pendingU: Float64Array,
  signal?: AbortSignal,
  onShare?: (share: number) => void,
): Promise<Belief> {
  const { conditioning, dimension } = surrogate;
  const count = u.length / dimension;
  const parts: Belief[] = [];
  for (let start = 0; start < count; start += CHUNK) {
    signal?.throwIfAborted();
    const chunk = u.subarray(start * dimension, Math.min(count, start + CHUNK) * dimension);
    parts.push(
      pendingU.length === 0 || conditioning === null
        ? await beliefAt(surrogate, chunk, task)
        : await conditionedBelief(conditioning, task, chunk, pendingU),
    );
    onShare?.(Math.min(1, (start + CHUNK) / count));
  }
  return joinBeliefs(parts);
}

async function conditionedBelief(
  conditioning: Conditioning,
  task: QuantitySurrogate['task'],
  u: Float64Array,
  pendingU: Float64Array,
): Promise<Belief> {
  const field = await ConditionedField.create(conditioning, task, u, pendingU);
  for (let pending = 0; pending < field.sites; pending++) await field.condition(pending);
  return beliefOf({ mean: field.targetMean, sd: field.targetVariance.map(Math.sqrt) });
}

/** Beliefs of one surrogate at one set of points after another. */
function joinBeliefs(parts: readonly Belief[]): Belief {
  const lnMu = parts.flatMap((part) => part.lnMu ?? []);
  return {
    pExcl: concatenated(parts.map(({ pExcl }) => pExcl)),
    lnMu:
      lnMu.length < parts.length
        ? null
        : { mean: concatenated(lnMu.map(({ mean }) => mean)), sd: concatenated(lnMu.map(({ sd }) => sd)) },
  };
}

/** What a surrogate says as it was fitted. */
export async function beliefAt(
  surrogate: OpenSurrogate,
  u: Float64Array,
  task: QuantitySurrogate['task'],
): Promise<Belief> {
  const { pExcl, lnMu } = await surrogate.predict(u, task);
  return { pExcl, lnMu: lnMu && { mean: lnMu.mean, sd: lnMu.variance.map(Math.sqrt) } };
}

/** The belief of a surrogate that has ln μ. */
export function beliefOf(lnMu: LnMuBelief): Belief {
  return { pExcl: lnMu.mean.map((mean, i) => exclusionProbability(mean, lnMu.sd[i])), lnMu };
}

/**
 * ln μ of every quantity, for rules that need it.
 *
 * @throws ContouristError `proposal.no_ln_mu`; `proposeBatch` refuses such rules before with the rules that can be had
 */
export function lnMuOf(beliefs: readonly Belief[]): LnMuBelief[] {
  return beliefs.map(({ lnMu }) => {
    if (lnMu) return lnMu;
    throw new ContouristError('proposal.no_ln_mu', 'A surrogate gives no mean and deviation of ln μ.', {
      blame: 'internal',
    });
  });
}

/** The mean over quantities of a function of ŷ and s, at each point. */
export function meanOverQuantities(
  beliefs: readonly LnMuBelief[],
  score: (mean: number, sd: number, quantity: number) => number,
): Float64Array {
  const count = beliefs[0].mean.length;
  return Float64Array.from({ length: count }, (_, point) => {
    let sum = 0;
    for (const [index, { mean, sd }] of beliefs.entries()) sum += score(mean[point], sd[point], index);
    return sum / beliefs.length;
  });
}

/** Entropy in nats at one point. */
export function entropyAt({ pExcl, lnMu }: Belief, point: number): number {
  return lnMu === null
    ? entropyOfProbability(pExcl[point])
    : entropyOfZ(contourDistance(lnMu.mean[point], lnMu.sd[point]));
}

/** Entropy in nats, the mean over quantities. */
function entropies(beliefs: readonly Belief[]): Float64Array {
  return beliefs[0].pExcl.map(
    (_, point) => beliefs.reduce((sum, belief) => sum + entropyAt(belief, point), 0) / beliefs.length,
  );
}

/** 1.96 s − |ŷ|: how far the 95 % interval of ln μ reaches across the contour, the mean over quantities. */
export function straddles(beliefs: readonly LnMuBelief[]): Float64Array {
  return meanOverQuantities(beliefs, (mean, sd) => 1.96 * sd - Math.abs(mean));
}

/** Entropies this close to ln 2 count as equal: on the predicted contour H is ln 2 whatever s is. */
const TIED_ENTROPY = 0.99 * MAX_ENTROPY;

/**
 * A score that orders points by their entropy, and those tied near ln 2 by the larger standard deviation of ln μ where
 * all surrogates have it: entropies stay below 1, and a tied point scores 1 + s.
 */
export function entropyScores(beliefs: readonly Belief[]): Float64Array {
  const scores = entropies(beliefs);
  if (beliefs.some(({ lnMu }) => lnMu === null)) return scores;
  const deviations = meanOverQuantities(lnMuOf(beliefs), (_, sd) => sd);
  return scores.map((entropy, point) => (entropy >= TIED_ENTROPY ? 1 + deviations[point] : entropy));
}

/** The points from the largest score to the smallest; the first of equals comes first. */
export function descending(scores: Float64Array): Uint32Array {
  return Uint32Array.from(scores.keys()).sort((a, b) => scores[b] - scores[a] || a - b);
}
