import { contourDistance, entropyOfZ, exclusionProbability } from '#shared/numerics/exclusion.ts';
import { deriveSeed } from '#shared/numerics/random.ts';
import type { CandidateSet } from './candidate-set.ts';
import { expectedGains } from './expected-gain.ts';
import { integrationPointsOfBox, integrationPointsOfPool } from './integration-points.ts';
import type { PointReasons, ProposalContext, QuantityPosterior } from './proposal.ts';
import { inputsOf, joined } from './rows.ts';
import { nearestDistances } from './spacing.ts';

/** What an explanation depends on. */
type ExplanationContext = Omit<ProposalContext, 'size' | 'method'>;

/** The surrogates of the contour quantities, which guide the rules. */
export function guidesOf({
  space,
  posteriors,
}: Pick<ProposalContext, 'space' | 'posteriors'>): QuantityPosterior[] {
  return posteriors.filter(({ quantity }) => space.definition.contour.includes(quantity));
}

/** Points over which effects are integrated, evenly over the allowed v, or out of the pool: count × D. */
export function integrationPoints({
  space,
  pool,
  seed,
}: Pick<ProposalContext, 'space' | 'pool' | 'seed'>): Float64Array {
  const integrationSeed = deriveSeed(seed, 'integration');
  return pool === undefined
    ? integrationPointsOfBox(space, integrationSeed)
    : integrationPointsOfPool(pool, space.coordinateNames.length, integrationSeed);
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
  return explainCandidates(
    context,
    points,
    guides,
    guides.length > 0 ? integrationPoints(context) : new Float64Array(0),
  );
}

/** Why each point is in the batch: what the fit says there, how far it is from others, what it is expected to bring. */
export async function explainCandidates(
  { space, known, pending, withGain = true, signal }: ExplanationContext,
  points: CandidateSet,
  guides: readonly QuantityPosterior[],
  integrationU: Float64Array,
): Promise<PointReasons[]> {
  const nearest = nearestDistances(points.v, joined(known, pending), space.names.length);
  const predictions: { mean: Float64Array; variance: Float64Array }[] = [];
  for (const { posterior, task } of guides) predictions.push(await posterior.predict(points.u, task));
  const isGuided = guides.length > 0;
  const gains =
    isGuided && withGain
      ? await expectedGains(guides, points.u, inputsOf(space, pending), integrationU, signal)
      : null;
  return Array.from({ length: points.count }, (_, index) => {
    const deviations = predictions.map(({ variance }) => Math.sqrt(variance[index]));
    const entropies = predictions.map(({ mean }, guide) =>
      entropyOfZ(contourDistance(mean[index], deviations[guide])),
    );
    return {
      pExcl: isGuided ? exclusionProbability(predictions[0].mean[index], deviations[0]) : null,
      entropy: isGuided ? entropies.reduce((sum, entropy) => sum + entropy, 0) / entropies.length : null,
      nearest: Number.isFinite(nearest[index]) ? nearest[index] : null,
      gain: gains === null ? null : gains[index],
    };
  });
}
