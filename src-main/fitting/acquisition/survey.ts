import { createRandom } from '#shared/numerics/random.ts';
import { pickRows } from '../rows.ts';
import { type Belief, believe, lnMuOf } from './belief.ts';
import type { CandidateSet } from './candidate-set.ts';
import type { QuantitySurrogate } from './proposal.ts';

/** The allowed volume, evenly covered by candidates, and what the surrogates say there. */
export interface Survey {
  readonly candidates: CandidateSet;
  /** One belief per contour quantity, pending points taken as measured. */
  readonly beliefs: readonly Belief[];
}

/** Points over which the effect of a measurement on one quantity is integrated. */
export interface Targets {
  /** Inputs, rows of D. */
  readonly u: Float64Array;
  /** The share of the allowed volume that each target stands for. */
  readonly weight: number;
}

const MOST_TARGETS = 900;

/** What the contour quantities' surrogates say at all candidates. */
export async function survey(
  guides: readonly QuantitySurrogate[],
  candidates: CandidateSet,
  pendingU: Float64Array,
  signal?: AbortSignal,
  onShare?: (share: number) => void,
): Promise<Survey> {
  const beliefs: Belief[] = [];
  for (const [index, guide] of guides.entries()) {
    signal?.throwIfAborted();
    const onPart = (share: number) => onShare?.((index + share) / guides.length);
    beliefs.push(await believe(guide, candidates.u, pendingU, signal, onPart));
  }
  return { candidates, beliefs };
}

/**
 * Up to 900 candidates, at random, where a quantity is still open: |ŷ| < `farthestZ` s. Elsewhere a measurement changes
 * nothing, and where the contour is nearly known, targets all over the volume would hardly meet it.
 */
export function openTargets(
  { candidates, beliefs }: Survey,
  guide: number,
  farthestZ: number,
  seed: number,
): Targets {
  const { mean, sd } = lnMuOf(beliefs)[guide];
  const open = [...mean.keys()].filter((row) => Math.abs(mean[row]) < farthestZ * sd[row]);
  if (open.length > MOST_TARGETS) createRandom(seed).shuffle(open);
  const chosen = open.slice(0, MOST_TARGETS);
  return {
    u: pickRows(candidates.u, chosen, candidates.u.length / candidates.count),
    weight: chosen.length === 0 ? 0 : open.length / (candidates.count * chosen.length),
  };
}
