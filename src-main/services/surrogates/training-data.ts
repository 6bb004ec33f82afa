import {
  createTrainingSet,
  type Observations,
  type TrainingSet,
} from '#main/fitting/gaussian-process/training-set.ts';
import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import {
  observationsOfPoints,
  type Observations as StoredObservations,
  testObservations,
  trainingObservations,
} from '#main/store/observations.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import type { Fidelity } from '#shared/domain/fidelity.ts';
import type { FitSettings } from '#shared/domain/fit-settings.ts';
import type { Quantity } from '#shared/domain/quantity.ts';
import type { Space } from '#shared/domain/space.ts';
import { type UnfittedQuantity, unfittedText } from '#shared/domain/unfitted-quantity.ts';

/** A training set with the points that it came from, row by row. */
export interface TrainingData {
  readonly training: TrainingSet;
  readonly pointIds: readonly number[];
}

/** Stored observations that have coordinates: u beside θ. */
export interface LocatedObservations extends Observations {
  readonly ids: readonly number[];
  /** θ of the points, count × d. */
  readonly theta: Float64Array;
  readonly knownVariance: Float64Array;
}

/**
 * What a fit of one quantity sees now: the limits of both fidelities that are neither test points nor excluded, inside
 * the campaign's bounds and constraints.
 *
 * @param low `ignore` leaves the low-fidelity limits out
 * @throws ContouristError `fit.no_points`, `fit.all_outside`, `fit.one_point`
 */
export function trainingData(
  campaign: ReadableCampaign,
  space: Space,
  quantity: Quantity,
  low: FitSettings['low'],
): TrainingData {
  const found = trainingDataOrWhyNot(campaign, space, quantity, low);
  if ('reason' in found) throw unfittedError(found);
  return found;
}

/** The same, or why there is nothing to fit. */
export function trainingDataOrWhyNot(
  campaign: ReadableCampaign,
  space: Space,
  quantity: Quantity,
  low: FitSettings['low'],
): TrainingData | UnfittedQuantity {
  let stored = 0;
  const of = (fidelity: Fidelity) => {
    const observations = trainingObservations(campaign, quantity, fidelity);
    stored += observations.count;
    return locate(observations, space);
  };
  const high = of('high');
  const used = low === 'use' ? { low: of('low'), high } : { high };
  const inside = high.y.length + (used.low?.y.length ?? 0);
  if (inside < 2) {
    const reason = stored === 0 ? 'no-limits' : inside === 0 ? 'all-outside' : 'one-limit';
    return { quantity, reason, outside: stored - inside };
  }
  return {
    training: createTrainingSet(space.coordinateNames.length, used),
    pointIds: [...(used.low?.ids ?? []), ...high.ids],
  };
}

/** A quantity that was asked for and cannot be fitted. */
export function unfittedError(unfitted: UnfittedQuantity): ContouristError {
  const message = `${unfittedText(unfitted)}.`;
  switch (unfitted.reason) {
    case 'no-limits':
      return new ContouristError('fit.no_points', message, { hint: 'Import limits first.' });
    case 'all-outside':
      return new ContouristError('fit.all_outside', message, {
        hint: 'Compare units and scales of the points with the bounds, or widen the bounds.',
      });
    case 'one-limit':
      return new ContouristError('fit.one_point', message, { hint: 'Import at least one more point.' });
  }
}

/** What an earlier fit saw, from the points that it was fitted to and the space as it was then. */
export function earlierTrainingData(
  campaign: ReadableCampaign,
  space: Space,
  quantity: Quantity,
  pointIds: readonly number[],
): TrainingData {
  const stored = observationsOfPoints(campaign, quantity, pointIds);
  const located = locate(stored, space);
  const lowIds = new Set(stored.ids.slice(0, stored.countLow));
  const countLow = located.ids.filter((id) => lowIds.has(id)).length;
  const dimension = space.coordinateNames.length;
  const part = (from: number, to: number): Observations => ({
    u: located.u.slice(from * dimension, to * dimension),
    y: located.y.slice(from, to),
    knownVariance: located.knownVariance.slice(from, to),
  });
  const training = createTrainingSet(dimension, {
    low: part(0, countLow),
    high: part(countLow, located.y.length),
  });
  return { training, pointIds: located.ids };
}

/** The test points of one quantity at one fidelity inside the space; no fit ever sees them. */
export function testData(
  campaign: ReadableCampaign,
  space: Space,
  quantity: Quantity,
  fidelity: Fidelity,
): LocatedObservations {
  return locate(testObservations(campaign, quantity, fidelity), space);
}

/** The stored observations that lie inside a space, with their coordinates there. */
export function locate(stored: StoredObservations, space: Space): LocatedObservations {
  const { count, dimension, theta, ids, y, knownVariance } = stored;
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
    ids: kept.map((i) => ids[i]),
    theta: Float64Array.from(
      kept.flatMap((i) => Array.from(theta.subarray(i * dimension, (i + 1) * dimension))),
    ),
    u: Float64Array.from(u),
    y: Float64Array.from(kept, (i) => y[i]),
    knownVariance: Float64Array.from(kept, (i) => knownVariance[i]),
  };
}
