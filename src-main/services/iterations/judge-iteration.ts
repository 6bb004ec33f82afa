import type { ComputeClient } from '#main/fitting/compute/compute-client.ts';
import type { Judged } from '#main/fitting/metrics/known-points.ts';
import type { FittedQuantity } from '#main/fitting/metrics/metrics-input.ts';
import { pointsOfBatch } from '#main/store/batch-points-repository.ts';
import { listBatches } from '#main/store/batches-repository.ts';
import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { currentFits } from '#main/store/fits-repository.ts';
import { observationsOfPoints } from '#main/store/observations.ts';
import type { IterationJudgement, PredictedLimits } from '#shared/contract/iterations/iterations-methods.ts';
import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import type { Fidelity } from '#shared/domain/fidelity.ts';
import type { Quantity } from '#shared/domain/quantity.ts';
import { createSpace } from '#shared/domain/space.ts';
import { iterationFits } from '../surrogates/iteration-fits.ts';
import { type LocatedObservations, locate, testData } from '../surrogates/training-data.ts';

/** A fit with the space that it was made in. */
interface PlacedFit {
  readonly fit: FittedQuantity;
  readonly definition: CampaignDefinition;
}

/**
 * The predictions by which an iteration is judged, point by point: of the test points by its own fit, and of every batch
 * that has come back by then, by the fit that had requested it.
 *
 * @param iteration one that was fitted
 */
export async function judgeIteration(
  campaign: ReadableCampaign,
  compute: ComputeClient,
  { iteration, quantity }: { readonly iteration: number; readonly quantity: Quantity },
  options: { readonly signal?: AbortSignal } = {},
): Promise<IterationJudgement> {
  const predictLimits = async (placed: PlacedFit, fidelity: Fidelity, limits: LocatedObservations) => {
    const { training, model } = placed.fit;
    const { theta, y, knownVariance } = limits;
    const judged = await compute.run(
      'predictLimits',
      {
        definition: placed.definition,
        source: { training, model },
        task: fidelity,
        limits: { theta, y, knownVariance },
      },
      options,
    );
    return predictedPoints(limits.ids, judged);
  };
  const own = fitOf(campaign, iteration, quantity);
  const test = own && testData(campaign, createSpace(own.definition), quantity, 'high');
  return {
    iteration,
    quantity,
    test: own && test && test.y.length > 0 ? await predictLimits(own, 'high', test) : null,
    returned: await returnedBatches(campaign, iteration, quantity, predictLimits),
  };
}

async function returnedBatches(
  campaign: ReadableCampaign,
  iteration: number,
  quantity: Quantity,
  predictLimits: (
    fit: PlacedFit,
    fidelity: Fidelity,
    limits: LocatedObservations,
  ) => Promise<PredictedLimits>,
): Promise<IterationJudgement['returned']> {
  const known = new Set(currentFits(campaign, iteration).flatMap(({ pointIds }) => pointIds));
  const returned: IterationJudgement['returned'] = [];
  for (const { number, fidelity, iteration: requestedIn } of listBatches(campaign)) {
    const ids = pointsOfBatch(campaign, number).flatMap(({ pointId }) =>
      pointId !== null && known.has(pointId) ? [pointId] : [],
    );
    if (ids.length === 0) continue;
    const requested = requestedIn === null ? null : fitOf(campaign, requestedIn, quantity);
    if (requested === null) continue;
    const limits = locate(observationsOfPoints(campaign, quantity, ids), createSpace(requested.definition));
    if (limits.y.length === 0) continue;
    returned.push({ batch: number, ...(await predictLimits(requested, fidelity, limits)) });
  }
  return returned;
}

function fitOf(campaign: ReadableCampaign, iteration: number, quantity: Quantity): PlacedFit | null {
  const { definition, fits } = iterationFits(campaign, iteration, quantity);
  const [fit] = fits;
  return fit ? { fit, definition } : null;
}

function predictedPoints(ids: readonly number[], { y, pExcl, lnMu }: Judged): PredictedLimits {
  return {
    pointId: [...ids],
    y: Array.from(y),
    pExcl: Array.from(pExcl),
    lnMu: lnMu && {
      mean: Array.from(lnMu.mean),
      sd: Array.from(lnMu.variance, Math.sqrt),
      modelSd: Array.from(lnMu.sd),
    },
  };
}
