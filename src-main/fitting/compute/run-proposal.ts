import { createSpace } from '#shared/domain/space.ts';
import { explainPoints } from '../acquisition/explain-points.ts';
import type { PointReasons, Proposal, QuantityPosterior } from '../acquisition/proposal.ts';
import { proposeBatch } from '../acquisition/propose-batch.ts';
import type { TrainingSet } from '../gaussian-process/training-set.ts';
import type { ExplanationRequest, ProposalRequest } from './job-protocol.ts';
import { keptPosterior } from './kept-posteriors.ts';

interface Cancellable {
  readonly signal: AbortSignal;
}

/** Chooses a batch: makes the posteriors again from what travelled here, and asks the acquisition rule. */
export async function runProposal(request: ProposalRequest, { signal }: Cancellable): Promise<Proposal> {
  const { definition, known, pending, size, method, seed } = request;
  const posteriors = await posteriorsOf(request, signal);
  const space = createSpace(definition);
  return proposeBatch({ space, posteriors, known, pending, size, method, seed, signal });
}

/** The same reasons for points that somebody else chose. */
export async function runExplanation(
  request: ExplanationRequest,
  { signal }: Cancellable,
): Promise<PointReasons[]> {
  const { definition, known, pending, seed, points } = request;
  const posteriors = await posteriorsOf(request, signal);
  return explainPoints({ space: createSpace(definition), posteriors, known, pending, seed, signal }, points);
}

async function posteriorsOf(
  { sources, task }: Pick<ProposalRequest, 'sources' | 'task'>,
  signal: AbortSignal,
): Promise<QuantityPosterior[]> {
  const posteriors: QuantityPosterior[] = [];
  for (const { quantity, source } of sources) {
    signal.throwIfAborted();
    const posterior = await keptPosterior(source);
    posteriors.push({ quantity, posterior, task, smallestKnown: smallestKnown(source.training, task) });
  }
  return posteriors;
}

/** The smallest |ln μ| among the limits of a task, the scale of the rule `improvement`; 0 where there are none yet. */
function smallestKnown({ y, countLow }: TrainingSet, task: ProposalRequest['task']): number {
  const known = task === 'low' ? y.subarray(0, countLow) : y.subarray(countLow);
  return known.length === 0
    ? 0
    : known.reduce((least, value) => Math.min(least, Math.abs(value)), Number.MAX_VALUE);
}
