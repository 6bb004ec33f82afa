import { concatenated } from '#shared/numerics/dense/vectors.ts';
import { deriveSeed } from '#shared/numerics/random.ts';
import { type Belief, beliefAt, entropyAt } from './belief.ts';
import { boxCandidates, type CandidateSet } from './candidate-set.ts';
import { expectedGains } from './expected-gain.ts';
import { successProbability } from './failures/failure-model.ts';
import type { PointReasons, ProposalContext, QuantitySurrogate } from './proposal.ts';
import { inputsOf } from './rows.ts';
import { nearestDistances } from './spacing.ts';
import { type Survey, survey } from './survey.ts';

/** What an explanation depends on. */
type ExplanationContext = Omit<ProposalContext, 'size' | 'method'>;

/** The surrogates of the contour quantities, which guide the rules. */
export function guidesOf({
  space,
  surrogates,
}: Pick<ProposalContext, 'space' | 'surrogates'>): QuantitySurrogate[] {
  return surrogates.filter(({ quantity }) => space.definition.contour.includes(quantity));
}

/** The allowed volume as the guides see it: its candidates on the box, or the pool. */
export function surveyVolume(
  { space, pool, pending, seed, signal }: Omit<ExplanationContext, 'surrogates'>,
  guides: readonly QuantitySurrogate[],
  onShare?: (share: number) => void,
): Promise<Survey> {
  const candidates = pool ?? boxCandidates(space, deriveSeed(seed, 'candidates'));
  return survey(guides, candidates, inputsOf(space, pending), signal, onShare);
}

/**
 * What the fits say of points that somebody else chose, each taken for itself.
 *
 * @param thetas points inside the campaign's space
 */
export async function explainPoints(
  context: ExplanationContext,
  thetas: readonly ArrayLike<number>[],
): Promise<PointReasons[]> {
  if (thetas.length === 0) return [];
  const { space } = context;
  const rows = (of: (theta: ArrayLike<number>) => ArrayLike<number>) =>
    Float64Array.from(thetas.flatMap((theta) => Array.from(of(theta))));
  const points: CandidateSet = {
    count: thetas.length,
    theta: rows((theta) => theta),
    v: rows(space.toUnit),
    u: rows((theta) => space.coordinates(theta) ?? []),
  };
  const guides = guidesOf(context);
  const needsVolume = guides.length > 0 && context.withGain !== false;
  return explainCandidates(context, points, guides, needsVolume ? await surveyVolume(context, guides) : null);
}

/**
 * Why each point is in the batch: what the fit says there, how far it is from others, what it is expected to bring.
 *
 * @param volume null where the gain is not wanted
 */
export async function explainCandidates(
  { space, known, pending, failures, seed, signal }: ExplanationContext,
  points: CandidateSet,
  guides: readonly QuantitySurrogate[],
  volume: Survey | null,
): Promise<PointReasons[]> {
  const nearest = nearestDistances(points.v, concatenated([known, pending]), space.names.length);
  const success = failures ? successProbability(failures, points.v) : null;
  const beliefs: Belief[] = [];
  for (const { surrogate, task } of guides) beliefs.push(await beliefAt(surrogate, points.u, task));
  const [first] = beliefs;
  const gains =
    volume === null || guides.some(({ surrogate }) => surrogate.conditioning === null)
      ? null
      : await expectedGains(guides, points.u, inputsOf(space, pending), volume, seed, signal);
  return Array.from({ length: points.count }, (_, index) => {
    const entropies = beliefs.map((belief) => entropyAt(belief, index));
    return {
      mean: first?.lnMu?.mean[index] ?? null,
      sd: first?.lnMu?.sd[index] ?? null,
      pExcl: first?.pExcl[index] ?? null,
      entropy: first ? entropies.reduce((sum, entropy) => sum + entropy, 0) / entropies.length : null,
      nearest: Number.isFinite(nearest[index]) ? nearest[index] : null,
      gain: gains === null ? null : gains[index],
      success: success === null ? null : success[index],
    };
  });
}
