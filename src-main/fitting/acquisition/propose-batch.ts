import {
  type AcquisitionMethod,
  SPACE_FILLING_METHODS,
  type SpaceFillingMethod,
} from '#shared/domain/acquisition-method.ts';
import { deriveSeed } from '#shared/numerics/random.ts';
import { pickByBatchEntropy } from './batch-entropy-rule.ts';
import { type Belief, believe } from './belief.ts';
import { boxCandidates, type CandidateSet, selectCandidates } from './candidate-set.ts';
import { pickByEntropy } from './entropy-rule.ts';
import { explainCandidates, guidesOf, integrationPoints } from './explain-points.ts';
import { pickByImprovement } from './improvement-rule.ts';
import { pickByPaper } from './paper-rule.ts';
import type { Proposal, ProposalContext, ProposedPoint, QuantityPosterior } from './proposal.ts';
import { inputsOf, joined } from './rows.ts';
import type { Pick, Situation } from './situation.ts';
import { fillBox, fillFromPool } from './space-filling.ts';
import { nearestDistances, Spacing } from './spacing.ts';
import { pickByStraddle } from './straddle-rule.ts';
import { pickBySur } from './sur-rule.ts';

type GuidedMethod = Exclude<AcquisitionMethod, SpaceFillingMethod>;

const RULES: Readonly<Record<GuidedMethod, (situation: Situation) => Pick[] | Promise<Pick[]>>> = {
  sur: pickBySur,
  'batch-entropy': pickByBatchEntropy,
  entropy: pickByEntropy,
  paper: pickByPaper,
  improvement: pickByImprovement,
  straddle: pickByStraddle,
};

/** Smallest distance in v between points of the box, unless the caller says otherwise. */
const MINIMUM_DISTANCE = 0.01;

function isSpaceFilling(method: AcquisitionMethod): method is SpaceFillingMethod {
  return SPACE_FILLING_METHODS.some((name) => name === method);
}

/** The batch that a method chooses, before it is explained. */
interface Choice {
  readonly candidates: CandidateSet;
  readonly picks: readonly Pick[];
}

function fillSpace(context: ProposalContext, method: SpaceFillingMethod, minimumDistance: number): Choice {
  const { space, pool, size, known, pending } = context;
  const createSpacing = () => {
    const spacing = new Spacing(space.names.length, minimumDistance, pool !== undefined);
    spacing.placeRows(joined(known, pending));
    return spacing;
  };
  const seed = deriveSeed(context.seed, method);
  if (pool === undefined) return fillBox(method, space, size, seed, createSpacing);
  const picks = fillFromPool(method, pool, space.names.length, size, seed, createSpacing());
  return { candidates: pool, picks };
}

async function followRule(
  context: ProposalContext,
  method: GuidedMethod,
  guides: readonly QuantityPosterior[],
  integrationU: Float64Array,
  minimumDistance: number,
): Promise<Choice> {
  const { space, pool, posteriors, known, pending, size, signal } = context;
  const dimension = space.names.length;
  const all = pool ?? boxCandidates(space, deriveSeed(context.seed, 'candidates'));
  const occupied = joined(known, pending);
  const distances = nearestDistances(all.v, occupied, dimension);
  const isFar = (distance: number) => distance >= minimumDistance && (distance > 0 || pool !== undefined);
  const far = [...distances.keys()].filter((candidate) => isFar(distances[candidate]));
  if (far.length === 0) return { candidates: all, picks: [] };
  const candidates = selectCandidates(all, far);

  const pendingU = inputsOf(space, pending);
  const beliefs: Belief[] = [];
  for (const guide of guides) beliefs.push(await believe(guide, candidates.u, pendingU, signal));
  const lower = posteriors.find(({ quantity }) => quantity === 'exp_m1');
  const upper = posteriors.find(({ quantity }) => quantity === 'exp_p1');
  const picks = await RULES[method]({
    candidates,
    dimension,
    guides,
    beliefs,
    edges: { ...(lower && { lower }), ...(upper && { upper }) },
    pendingU,
    occupied,
    integrationU,
    size,
    spacing: new Spacing(dimension, minimumDistance, pool !== undefined),
    minimumDistance,
    seed: context.seed,
    ...(signal && { signal }),
  });
  return {
    candidates: all,
    picks: picks.map(({ candidate, rule }) => ({ candidate: far[candidate], rule })),
  };
}

async function explainPicks(
  context: ProposalContext,
  { candidates, picks }: Choice,
  guides: readonly QuantityPosterior[],
  integrationU: Float64Array,
): Promise<ProposedPoint[]> {
  if (picks.length === 0) return [];
  const dimension = context.space.names.length;
  const chosen = selectCandidates(
    candidates,
    picks.map(({ candidate }) => candidate),
  );
  const reasons = await explainCandidates(context, chosen, guides, integrationU);
  return picks.map(({ candidate, rule }, index) => ({
    theta: chosen.theta.slice(index * dimension, (index + 1) * dimension),
    v: chosen.v.slice(index * dimension, (index + 1) * dimension),
    poolIndex: context.pool === undefined ? null : candidate,
    rule,
    ...reasons[index],
  }));
}

function shortfall(
  { candidates, picks }: Choice,
  { size, pool }: ProposalContext,
  minimumDistance: number,
): string | null {
  if (picks.length >= size) return null;
  if (candidates.count === 0 && pool === undefined)
    return 'No point within the bounds satisfies the constraints.';
  const found = picks.length === 0 ? 'No point' : `Only ${picks.length} of ${size} points`;
  const distance = minimumDistance > 0 ? `at least ${minimumDistance} (of the unit cube)` : 'away';
  return `${found} can be proposed: no other is ${distance} from all existing, pending and proposed points.`;
}

/**
 * The next points to evaluate: exactly `size`, or as many as there are with the reason for fewer. All of them satisfy
 * bounds and constraints, lie on the lattice of the parameters that have steps, and keep the minimum distance in v from
 * known and pending points and from each other. The same context gives the same batch.
 *
 * Without a surrogate of any contour quantity, the methods that need one fall back to `sobol`.
 *
 * @throws the signal's reason when it is aborted
 */
export async function proposeBatch(context: ProposalContext): Promise<Proposal> {
  const { pool, method } = context;
  const minimumDistance = context.minimumDistance ?? (pool === undefined ? MINIMUM_DISTANCE : 0);
  const guides = guidesOf(context);
  const needsIntegration = guides.length > 0 && (method === 'sur' || context.withGain !== false);
  const integrationU = needsIntegration ? integrationPoints(context) : new Float64Array(0);

  let choice: Choice;
  if (isSpaceFilling(method)) choice = fillSpace(context, method, minimumDistance);
  else if (guides.length === 0) choice = fillSpace(context, 'sobol', minimumDistance);
  else choice = await followRule(context, method, guides, integrationU, minimumDistance);
  return {
    points: await explainPicks(context, choice, guides, integrationU),
    reason: shortfall(choice, context, minimumDistance),
  };
}
