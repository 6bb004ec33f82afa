import type {
  IterationFits,
  KnownLimits,
  LimitsByQuantity,
  MetricsInput,
  ReturnedBatch,
} from '#main/fitting/metrics/metrics-input.ts';
import { pointsOfBatch } from '#main/store/batch-points-repository.ts';
import { listBatches } from '#main/store/batches-repository.ts';
import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { currentFits } from '#main/store/fits-repository.ts';
import { observationsOfPoints } from '#main/store/observations.ts';
import type { Quantity } from '#shared/domain/quantity.ts';
import { createSpace, type Space } from '#shared/domain/space.ts';
import { iterationFits } from '../surrogates/iteration-fits.ts';
import { locate, testData } from '../surrogates/training-data.ts';

/** The same for every campaign and iteration, so that two iterations are compared on the same samples. */
const METRICS_SEED = 1;

/** What the metrics of an iteration are made of: its fits, those before it, test points, and what came back. */
export function metricsInput(campaign: ReadableCampaign, iteration: number): MetricsInput {
  const read = new Map<number, IterationFits>();
  // Each iteration is one object here and, since structured cloning keeps identities, in the compute process too.
  const fitsOf = (number: number): IterationFits => {
    const fits = read.get(number) ?? iterationFits(campaign, number);
    read.set(number, fits);
    return fits;
  };
  const current = fitsOf(iteration);
  const previous = iteration > 1 ? fitsOf(iteration - 1) : null;
  const space = createSpace(current.definition);
  const quantities = current.fits.map(({ quantity }) => quantity);
  return {
    current,
    previous,
    test: limitsByQuantity(quantities, (quantity) => testData(campaign, space, quantity, 'high')),
    returned: returnedBatches(campaign, space, iteration, quantities, fitsOf),
    seed: METRICS_SEED,
  };
}

/** The batches of which the iteration has points that the one before had not. */
function returnedBatches(
  campaign: ReadableCampaign,
  space: Space,
  iteration: number,
  quantities: readonly Quantity[],
  fitsOf: (iteration: number) => IterationFits,
): ReturnedBatch[] {
  const before = pointIdsOf(campaign, iteration - 1);
  const now = pointIdsOf(campaign, iteration);
  const returned: ReturnedBatch[] = [];
  for (const { number, fidelity, iteration: requestedIn } of listBatches(campaign)) {
    const ids = pointsOfBatch(campaign, number).flatMap(({ pointId }) =>
      pointId !== null && now.has(pointId) && !before.has(pointId) ? [pointId] : [],
    );
    if (ids.length === 0) continue;
    returned.push({
      batch: number,
      fidelity,
      requestedBy: requestedIn === null ? null : fitsOf(requestedIn),
      limits: limitsByQuantity(quantities, (quantity) =>
        locate(observationsOfPoints(campaign, quantity, ids), space),
      ),
    });
  }
  return returned;
}

/** Every point that a fit of the iteration has seen. */
function pointIdsOf(campaign: ReadableCampaign, iteration: number): Set<number> {
  return new Set(currentFits(campaign, iteration).flatMap(({ pointIds }) => pointIds));
}

function limitsByQuantity(
  quantities: readonly Quantity[],
  limitsOf: (quantity: Quantity) => KnownLimits,
): LimitsByQuantity {
  const limits: Partial<Record<Quantity, KnownLimits>> = {};
  for (const quantity of quantities) {
    const { theta, y, knownVariance } = limitsOf(quantity);
    if (y.length > 0) limits[quantity] = { theta, y, knownVariance };
  }
  return limits;
}
