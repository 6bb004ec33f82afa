import { descending, lnMuOf, straddles } from './belief.ts';
import { type Pick, type Situation, takeInOrder, weighed } from './situation.ts';

/** The rule `straddle`: the largest 1.96 s − |ŷ| (Bryan et al., NIPS 2005). */
export function pickByStraddle(situation: Situation): Pick[] {
  const order = descending(weighed(straddles(lnMuOf(situation.beliefs)), situation.success));
  return takeInOrder(order, situation.size, 'straddle', situation);
}
