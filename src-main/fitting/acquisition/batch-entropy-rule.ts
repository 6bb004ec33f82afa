import { beliefOf, entropyScores } from './belief.ts';
import { pickGreedily } from './greedy.ts';
import type { Pick, Situation } from './situation.ts';

/**
 * The rule `batch-entropy`: one after another the point of largest entropy (ties near ln 2 to the larger standard
 * deviation) under the variance that the picks before it leave.
 */
export function pickByBatchEntropy(situation: Situation): Promise<Pick[]> {
  return pickGreedily(situation, 'batch-entropy', {
    targets: situation.guides.map(() => new Float64Array(0)),
    scores: (fields, sites) =>
      entropyScores(
        fields.map(({ siteMean, siteVariance }) =>
          beliefOf({
            mean: siteMean.subarray(0, sites),
            sd: siteVariance.subarray(0, sites).map(Math.sqrt),
          }),
        ),
      ),
  });
}
