import { createSpace } from '#shared/domain/space.ts';
import { explainPoints } from '../acquisition/explain-points.ts';
import { smallestDistance } from '../acquisition/improvement-rule.ts';
import type { PointReasons, Proposal, ProposalContext, QuantitySurrogate } from '../acquisition/proposal.ts';
import { proposeBatch } from '../acquisition/propose-batch.ts';
import type { ExplanationRequest, ProposalRequest } from './job-protocol.ts';
import { keptSurrogate } from './kept-surrogates.ts';

interface Cancellable {
  readonly signal: AbortSignal;
}

/** Chooses a batch: opens the surrogates again from what travelled here, and asks the acquisition rule. */
export async function runProposal(
  request: ProposalRequest,
  { signal, report }: Cancellable & { readonly report: NonNullable<ProposalContext['onProgress']> },
): Promise<Proposal> {
  const { definition, known, pending, size, method, failures, seed } = request;
  const surrogates = await surrogatesOf(request, signal);
  const space = createSpace(definition);
  return proposeBatch({
    space,
    surrogates,
    known,
    pending,
    size,
    method,
    failures,
    seed,
    signal,
    onProgress: report,
  });
}

/** The same reasons for points that somebody else chose. */
export async function runExplanation(
  request: ExplanationRequest,
  { signal }: Cancellable,
): Promise<PointReasons[]> {
  const { definition, known, pending, failures, seed, points } = request;
  const surrogates = await surrogatesOf(request, signal);
  const context = { space: createSpace(definition), surrogates, known, pending, failures, seed, signal };
  return explainPoints(context, points);
}

async function surrogatesOf(
  { sources, task }: Pick<ProposalRequest, 'sources' | 'task'>,
  signal: AbortSignal,
): Promise<QuantitySurrogate[]> {
  const guides: QuantitySurrogate[] = [];
  for (const { quantity, source } of sources) {
    signal.throwIfAborted();
    const surrogate = await keptSurrogate(source);
    const { y, countLow } = source.training;
    const known = task === 'low' ? y.subarray(0, countLow) : y.subarray(countLow);
    guides.push({ quantity, surrogate, task, smallestKnown: smallestDistance(known) });
  }
  return guides;
}
