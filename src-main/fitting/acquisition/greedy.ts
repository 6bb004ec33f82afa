import type { ProposalRule } from '#shared/domain/acquisition-method.ts';
import { createRandom, deriveSeed } from '#shared/numerics/random.ts';
import { pickRows } from '../rows.ts';
import { descending, lnMuOf, straddles } from './belief.ts';
import { ConditionedField } from './conditioned-field.ts';
import { jointOf } from './possible-methods.ts';
import { type Pick, type Situation, takeInOrder, weighed } from './situation.ts';

/** Candidates whose joint covariance is followed, unless the batch itself is large. */
const SHORTLIST = 700;

/** Candidates of the shortlist per point of the batch, at least. */
const SHORTLIST_PER_POINT = 4;

/** What a greedy rule maximises. */
export interface GreedyScore {
  /**
   * For each contour quantity, where the effect of a measurement is wanted, targets × D; empty for a score of the sites
   * alone.
   */
  readonly targets: readonly Float64Array[];
  /** The score of the first `sites` sites of the contour quantities' fields; 0 where nothing is to be gained. */
  scores(fields: readonly ConditionedField[], sites: number): Float64Array;
}

/**
 * The candidates that a greedy rule weighs: two thirds are those that straddle the contour most, the rest is random, so
 * that a region which the surrogate wrongly takes for settled is not forgotten.
 */
function shortlist({ candidates, beliefs, success, size, seed }: Situation): Uint32Array {
  const wanted = Math.max(SHORTLIST, SHORTLIST_PER_POINT * size);
  if (candidates.count <= wanted) return Uint32Array.from({ length: candidates.count }, (_, index) => index);
  const order = descending(weighed(straddles(lnMuOf(beliefs)), success));
  const straddling = Math.floor((2 * wanted) / 3);
  const random = createRandom(deriveSeed(seed, 'shortlist'));
  const chosen = new Set(order.subarray(0, straddling));
  while (chosen.size < wanted) chosen.add(random.integer(candidates.count));
  return Uint32Array.from(chosen).sort();
}

/** The contour quantities' fields over the shortlist, conditioned on the pending points. */
async function createFields(
  { candidates, guides, pendingU, signal }: Situation,
  listed: Uint32Array,
  { targets }: GreedyScore,
): Promise<ConditionedField[]> {
  const listedU = pickRows(candidates.u, listed, guides[0].surrogate.dimension);
  const siteU = new Float64Array(listedU.length + pendingU.length);
  siteU.set(listedU);
  siteU.set(pendingU, listedU.length);
  const fields: ConditionedField[] = [];
  for (const [index, { surrogate, task }] of guides.entries()) {
    signal?.throwIfAborted();
    const field = await ConditionedField.create(jointOf(surrogate), task, targets[index], siteU);
    for (let site = listed.length; site < field.sites; site++) await field.condition(site);
    fields.push(field);
  }
  return fields;
}

/**
 * Picks one point after another: the best by a score, then everything is conditioned on it as if it were measured, and
 * so on. Where the score knows no more, or the distances have used the shortlist up, `straddle` picks the rest.
 */
export async function pickGreedily(
  situation: Situation,
  rule: ProposalRule,
  score: GreedyScore,
): Promise<Pick[]> {
  const { candidates, beliefs, success, size, spacing, quota, signal, onShare } = situation;
  const listed = shortlist(situation);
  const fields = await createFields(situation, listed, score);
  const listedSuccess = success && pickRows(success, listed, 1);
  const picks: Pick[] = [];
  const open = new Set(listed.keys());
  while (picks.length < size) {
    signal?.throwIfAborted();
    const scores = weighed(score.scores(fields, listed.length), listedSuccess);
    let best: number | undefined;
    for (const site of open) {
      if (!spacing.isFree(candidates.v, listed[site])) open.delete(site);
      else if (!quota.allows(listed[site])) continue;
      else if (best === undefined || scores[site] > scores[best]) best = site;
    }
    if (best === undefined || scores[best] === 0) break;
    open.delete(best);
    spacing.place(candidates.v, listed[best]);
    quota.take(listed[best]);
    picks.push({ candidate: listed[best], rule });
    onShare?.(picks.length / size);
    if (picks.length < size) for (const field of fields) await field.condition(best);
  }
  const taken = new Set(picks.map(({ candidate }) => candidate));
  const others = descending(weighed(straddles(lnMuOf(beliefs)), success)).filter(
    (candidate) => !taken.has(candidate),
  );
  return [...picks, ...takeInOrder(others, size - picks.length, 'straddle', situation)];
}
