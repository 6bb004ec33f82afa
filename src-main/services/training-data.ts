import {
  createTrainingSet,
  type Observations,
  type TrainingSet,
} from '#main/fitting/gaussian-process/training-set.ts';
import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { testObservations, trainingObservations } from '#main/store/observations.ts';
import type { Fidelity } from '#shared/domain/fidelity.ts';
import type { Quantity } from '#shared/domain/quantity.ts';
import type { Space } from '#shared/domain/space.ts';

/** Observations inside the space, with their points kept for whoever asks which is which. */
export interface LocatedObservations extends Observations {
  readonly count: number;
  /** The points' ids, in order. */
  readonly ids: readonly number[];
  /** θ of the points, count × d. */
  readonly theta: Float64Array;
}

/**
 * The limits of one quantity at one fidelity that a fit may use: neither test points nor excluded ones, and inside the
 * campaign's bounds and constraints as they are now.
 */
export function observationsInSpace(
  campaign: ReadableCampaign,
  space: Space,
  quantity: Quantity,
  fidelity: Fidelity,
): LocatedObservations {
  return locate(trainingObservations(campaign, quantity, fidelity), space);
}

/** The same for the points flagged as test points. */
export function testObservationsInSpace(
  campaign: ReadableCampaign,
  space: Space,
  quantity: Quantity,
  fidelity: Fidelity,
): LocatedObservations {
  return locate(testObservations(campaign, quantity, fidelity), space);
}

/**
 * The training set of one quantity, both fidelities.
 *
 * @throws ContouristError `fit.no_points`, `fit.one_point`
 */
export function trainingSetOf(campaign: ReadableCampaign, space: Space, quantity: Quantity): TrainingSet {
  return createTrainingSet(space.coordinateNames.length, {
    low: observationsInSpace(campaign, space, quantity, 'low'),
    high: observationsInSpace(campaign, space, quantity, 'high'),
  });
}

function locate(observations: ReturnType<typeof trainingObservations>, space: Space): LocatedObservations {
  const { count, dimension, theta, ids, lnMu, variance } = observations;
  const kept: number[] = [];
  const u: number[] = [];
  for (let i = 0; i < count; i++) {
    const point = theta.subarray(i * dimension, (i + 1) * dimension);
    const coordinates = space.contains(point) ? space.coordinates(point) : null;
    if (!coordinates) continue;
    kept.push(i);
    u.push(...coordinates);
  }
  return {
    count: kept.length,
    ids: kept.map((i) => ids[i]),
    theta: Float64Array.from(
      kept.flatMap((i) => Array.from(theta.subarray(i * dimension, (i + 1) * dimension))),
    ),
    u: Float64Array.from(u),
    y: Float64Array.from(kept, (i) => lnMu[i]),
    knownVariance: Float64Array.from(kept, (i) => variance[i]),
  };
}
