import { contourDistance, entropyOfZ, MAX_ENTROPY } from '#shared/numerics/exclusion.ts';
import { ConditionedField } from './conditioned-field.ts';
import type { QuantityPosterior } from './proposal.ts';

/** What the surrogate of one quantity says at some points. */
export interface Belief {
  /** ŷ of ln μ. */
  readonly mean: Float64Array;
  /** s, its posterior standard deviation. */
  readonly sd: Float64Array;
}

/** Candidates that are predicted, or conditioned on pending points, at once; bounds the memory of their covariances. */
const CHUNK = 2048;

/** Mean and standard deviation of a quantity at points u (count × D), given pending points (m × D). */
export async function believe(
  { posterior, task }: QuantityPosterior,
  u: Float64Array,
  pendingU: Float64Array,
  signal?: AbortSignal,
  onShare?: (share: number) => void,
): Promise<Belief> {
  const { dimension } = posterior;
  const count = u.length / dimension;
  const mean = new Float64Array(count);
  const sd = new Float64Array(count);
  for (let start = 0; start < count; start += CHUNK) {
    signal?.throwIfAborted();
    const chunk = u.subarray(start * dimension, Math.min(count, start + CHUNK) * dimension);
    if (pendingU.length === 0) {
      const predicted = await posterior.predict(chunk, task);
      mean.set(predicted.mean, start);
      sd.set(predicted.variance.map(Math.sqrt), start);
    } else {
      const field = await ConditionedField.create(posterior, task, chunk, pendingU);
      for (let pending = 0; pending < field.sites; pending++) await field.condition(pending);
      mean.set(field.targetMean, start);
      sd.set(field.targetVariance.map(Math.sqrt), start);
    }
    onShare?.(Math.min(1, (start + CHUNK) / count));
  }
  return { mean, sd };
}

/** The mean over quantities of a function of ŷ and s, at each point. */
export function meanOverQuantities(
  beliefs: readonly Belief[],
  score: (mean: number, sd: number, quantity: number) => number,
): Float64Array {
  const count = beliefs[0].mean.length;
  return Float64Array.from({ length: count }, (_, point) => {
    let sum = 0;
    for (const [index, { mean, sd }] of beliefs.entries()) sum += score(mean[point], sd[point], index);
    return sum / beliefs.length;
  });
}

/** Entropy in nats, the mean over quantities. */
function entropies(beliefs: readonly Belief[]): Float64Array {
  return meanOverQuantities(beliefs, (mean, sd) => entropyOfZ(contourDistance(mean, sd)));
}

/** 1.96 s − |ŷ|: how far the 95 % interval of ln μ reaches across the contour, the mean over quantities. */
export function straddles(beliefs: readonly Belief[]): Float64Array {
  return meanOverQuantities(beliefs, (mean, sd) => 1.96 * sd - Math.abs(mean));
}

/** Entropies this close to ln 2 count as equal: on the predicted contour H is ln 2 whatever s is. */
const TIED_ENTROPY = 0.99 * MAX_ENTROPY;

/**
 * A score that orders points by their entropy, and those tied near ln 2 by the larger standard deviation: entropies
 * stay below 1, and a tied point scores 1 + s.
 */
export function entropyScores(beliefs: readonly Belief[]): Float64Array {
  const deviations = meanOverQuantities(beliefs, (_, sd) => sd);
  return entropies(beliefs).map((entropy, point) =>
    entropy >= TIED_ENTROPY ? 1 + deviations[point] : entropy,
  );
}

/** The points from the largest score to the smallest; the first of equals comes first. */
export function descending(scores: Float64Array): Uint32Array {
  return Uint32Array.from(scores.keys()).sort((a, b) => scores[b] - scores[a] || a - b);
}
