import type { BatchFailures } from '#shared/domain/failure-region.ts';
import type { Space } from '#shared/domain/space.ts';
import { describeRegion } from './describe-region.ts';
import { learnFailureModel, logistic } from './failure-model.ts';

/** Fewer failures than this are accidents. */
const FEWEST_FAILURES = 3;

/** ln of how much better the position must explain the failures than one rate everywhere does (strong evidence, Jeffreys). */
const LEAST_EVIDENCE = Math.log(10);

/**
 * Whether evaluations fail in one part of the space, and where: the outcomes are explained by a probability that depends
 * on the position and by one that does not, and the first must be ten times as likely. Failures that are scattered
 * over the space therefore change nothing.
 *
 * @param failed θ of points whose latest evaluation failed
 * @param finished θ of points that were evaluated
 * @returns null where failures do not gather; points outside the space do not count
 */
export function findFailures(
  space: Space,
  failed: readonly ArrayLike<number>[],
  finished: readonly ArrayLike<number>[],
): BatchFailures['found'] {
  const failedInside = failed.filter(space.contains);
  if (failedInside.length < FEWEST_FAILURES) return null;
  const finishedInside = finished.filter(space.contains);
  const thetas = [...failedInside, ...finishedInside];
  const outcomes = Uint8Array.from(thetas, (_, row) => (row < failedInside.length ? 1 : 0));
  const dimension = space.names.length;
  const v = new Float64Array(thetas.length * dimension);
  for (const [row, theta] of thetas.entries()) v.set(space.toUnit(theta), row * dimension);
  const byPosition = learnFailureModel(v, outcomes, dimension);
  const everywhere = learnFailureModel(v, outcomes, dimension, false);
  if (byPosition.logEvidence - everywhere.logEvidence < LEAST_EVIDENCE) return null;
  return {
    region: describeRegion(space, thetas, outcomes),
    model: {
      dimension,
      weights: Array.from(byPosition.weights),
      everywhere: logistic(everywhere.weights[0]),
      // Even odds before: the posterior probability that the position has a say.
      trust: logistic(byPosition.logEvidence - everywhere.logEvidence),
    },
  };
}
