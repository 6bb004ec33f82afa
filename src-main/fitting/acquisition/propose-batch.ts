import {
  type AcquisitionMethod,
  SPACE_FILLING_METHODS,
  type SpaceFillingMethod,
} from '#shared/domain/acquisition-method.ts';
import { nothingAllowed, type Shortfall } from '#shared/domain/batch-reason.ts';
import { BAND_EDGES } from '#shared/domain/quantity.ts';
import { chainsInside } from '#shared/domain/thin-space.ts';
import type { ProposalPhase } from '#shared/domain/work-phase.ts';
import { concatenated } from '#shared/numerics/dense/vectors.ts';
import { deriveSeed } from '#shared/numerics/random.ts';
import { RegionChains } from '#shared/numerics/thin-regions.ts';
import { pickRows } from '../rows.ts';
import { pickByBatchEntropy } from './batch-entropy-rule.ts';
import { type CandidateSet, selectCandidates } from './candidate-set.ts';
import { pickByEntropy } from './entropy-rule.ts';
import { explainCandidates, guidesOf, surveyVolume } from './explain-points.ts';
import { successProbability } from './failures/failure-model.ts';
import { pickByImprovement } from './improvement-rule.ts';
import { pickByPaper } from './paper-rule.ts';
import { refuseImpossible } from './possible-methods.ts';
import type { Proposal, ProposalContext, ProposedPoint, QuantitySurrogate } from './proposal.ts';
import { inputsOf } from './rows.ts';
import { type Pick, RiskQuota, type Situation } from './situation.ts';
import { fillBox, fillFromPool } from './space-filling.ts';
import { nearestDistances, Spacing } from './spacing.ts';
import { pickByStraddle } from './straddle-rule.ts';
import { pickBySur } from './sur-rule.ts';
import type { Survey } from './survey.ts';

type GuidedMethod = Exclude<AcquisitionMethod, SpaceFillingMethod>;

const RULES: Readonly<Record<GuidedMethod, (situation: Situation) => Pick[] | Promise<Pick[]>>> = {
  sur: pickBySur,
  'batch-entropy': pickByBatchEntropy,
  entropy: pickByEntropy,
  paper: pickByPaper,
  improvement: pickByImprovement,
  straddle: pickByStraddle,
};

/** Where each phase begins and ends, as shares of the whole time: the survey takes three quarters of it for 200 points. */
const SHARES: Readonly<Record<ProposalPhase, readonly [from: number, to: number]>> = {
  survey: [0, 0.65],
  picks: [0.65, 0.9],
  reasons: [0.9, 1],
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
  const { space, pool, size, known, pending, failures = null } = context;
  const createSpacing = () => {
    const spacing = new Spacing(space.names.length, minimumDistance, pool !== undefined);
    spacing.placeRows(concatenated([known, pending]));
    return spacing;
  };
  const seed = deriveSeed(context.seed, method);
  if (pool === undefined) return fillBox(method, space, size, seed, createSpacing, failures);
  const picks = fillFromPool(method, pool, space.names.length, size, seed, createSpacing(), failures);
  return { candidates: pool, picks };
}

async function followRule(
  context: ProposalContext,
  method: GuidedMethod,
  guides: readonly QuantitySurrogate[],
  volume: Survey,
  minimumDistance: number,
  onShare: (share: number) => void,
): Promise<Choice> {
  const { space, pool, surrogates, known, pending, size, seed, signal } = context;
  const dimension = space.names.length;
  const occupied = concatenated([known, pending]);
  const distances = nearestDistances(volume.candidates.v, occupied, dimension);
  const isFar = (distance: number) => distance >= minimumDistance && (distance > 0 || pool !== undefined);
  const far = Uint32Array.from(distances.keys()).filter((candidate) => isFar(distances[candidate]));
  if (far.length === 0) return { candidates: volume.candidates, picks: [] };

  const lower = surrogates.find(({ quantity }) => quantity === BAND_EDGES[1].lower);
  const upper = surrogates.find(({ quantity }) => quantity === BAND_EDGES[1].upper);
  const candidates = selectCandidates(volume.candidates, far);
  const success = context.failures ? successProbability(context.failures, candidates.v) : null;
  const picks = await RULES[method]({
    candidates,
    dimension,
    guides,
    beliefs: volume.beliefs.map(({ pExcl, lnMu }) => ({
      pExcl: pickRows(pExcl, far, 1),
      lnMu: lnMu && { mean: pickRows(lnMu.mean, far, 1), sd: pickRows(lnMu.sd, far, 1) },
    })),
    success,
    quota: new RiskQuota(success, size),
    volume,
    edges: { ...(lower && { lower }), ...(upper && { upper }) },
    pendingU: inputsOf(space, pending),
    occupied,
    size,
    spacing: new Spacing(dimension, minimumDistance, pool !== undefined),
    minimumDistance,
    seed,
    ...(signal && { signal }),
    onShare,
  });
  return {
    candidates: volume.candidates,
    picks: picks.map(({ candidate, rule }) => ({ candidate: far[candidate], rule })),
  };
}

async function explainPicks(
  context: ProposalContext,
  { candidates, picks }: Choice,
  guides: readonly QuantitySurrogate[],
  volume: Survey | null,
): Promise<ProposedPoint[]> {
  if (picks.length === 0) return [];
  const { pool, space, withGain = true } = context;
  const dimension = space.names.length;
  const chosen = selectCandidates(
    candidates,
    picks.map(({ candidate }) => candidate),
  );
  const reasons = await explainCandidates(context, chosen, guides, withGain ? volume : null);
  return picks.map(({ candidate, rule }, index) => ({
    theta: chosen.theta.slice(index * dimension, (index + 1) * dimension),
    v: chosen.v.slice(index * dimension, (index + 1) * dimension),
    poolIndex: pool === undefined ? null : candidate,
    rule,
    ...reasons[index],
  }));
}

function shortfall(
  { candidates, picks }: Choice,
  { size, pool, space, seed }: ProposalContext,
  minimumDistance: number,
): Shortfall | null {
  if (picks.length >= size) return null;
  if (candidates.count === 0 && pool === undefined) {
    const chains = chainsInside(space, deriveSeed(seed, 'candidates'));
    // On a lattice, the points that are allowed may all lie between those that can be proposed.
    return chains instanceof RegionChains ? { code: 'nothing-allowed' } : nothingAllowed(space, chains);
  }
  return { code: 'too-close', found: picks.length, wanted: size, distance: minimumDistance };
}

/**
 * The next points to evaluate: exactly `size`, or as many as there are with the reason for fewer. All of them satisfy
 * bounds and constraints, lie on the lattice of the parameters that have steps, and keep the minimum distance in v from
 * known and pending points and from each other. The same context gives the same batch.
 *
 * Without a surrogate of any contour quantity, the methods that need one fall back to `sobol`.
 *
 * @throws ContouristError `proposal.method_not_possible` where a surrogate lacks what the method needs; the signal's reason
 *   when it is aborted
 */
export async function proposeBatch(context: ProposalContext): Promise<Proposal> {
  const { pool, method, withGain = true } = context;
  const minimumDistance = context.minimumDistance ?? (pool === undefined ? MINIMUM_DISTANCE : 0);
  const guides = guidesOf(context);
  refuseImpossible(method, guides);
  const guidedMethod = isSpaceFilling(method) || guides.length === 0 ? null : method;
  const needsVolume = guides.length > 0 && (guidedMethod !== null || withGain);
  const tell = (phase: ProposalPhase) => (share: number) => {
    const [from, to] = SHARES[phase];
    context.onProgress?.({ phase, share: from + (to - from) * share });
  };
  const volume = needsVolume ? await surveyVolume(context, guides, tell('survey')) : null;
  tell('picks')(0);
  const choice =
    guidedMethod === null || volume === null
      ? fillSpace(context, isSpaceFilling(method) ? method : 'sobol', minimumDistance)
      : await followRule(context, guidedMethod, guides, volume, minimumDistance, tell('picks'));
  tell('reasons')(0);
  return {
    points: await explainPicks(context, choice, guides, volume),
    reason: shortfall(choice, context, minimumDistance),
  };
}
