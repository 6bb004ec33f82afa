import { descending, entropyScores } from './belief.ts';
import { type Pick, type Situation, takeInOrder, weighed } from './situation.ts';

/**
 * The rule `entropy`: the points of largest entropy of the exclusion (Bhatti et al., CHEP 2023, eq. 8), ties near ln 2
 * to the larger standard deviation of ln μ where the surrogates have it. It does not see that neighbouring points tell the same.
 */
export function pickByEntropy(situation: Situation): Pick[] {
  const order = descending(weighed(entropyScores(situation.beliefs), situation.success));
  return takeInOrder(order, situation.size, 'entropy', situation);
}
