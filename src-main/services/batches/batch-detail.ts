import { distance } from '#main/fitting/rows.ts';
import { pointsOfBatch } from '#main/store/batch-points-repository.ts';
import { readBatch } from '#main/store/batches-repository.ts';
import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { readDefinition } from '#main/store/definition-repository.ts';
import { exportsOfBatch } from '#main/store/exports-repository.ts';
import { metricsByIteration } from '#main/store/metrics-repository.ts';
import type { BatchDetail } from '#shared/contract/batches/batches-methods.ts';
import { createSpace } from '#shared/domain/space.ts';
import { lookUpMetrics } from '../iterations/iteration-status.ts';
import { becomePoints, describePoint, reportFailures } from './describe-batch.ts';
import { knownPlaces } from './known-places.ts';

/**
 * A batch with everything that is known of its points: also those that were vetoed, and what came back.
 *
 * @throws ContouristError `batch.unknown`
 */
export function batchDetail(campaign: ReadableCampaign, number: number): BatchDetail {
  const { shortfallReason, failures, ...batch } = readBatch(campaign, number);
  const definition = readDefinition(campaign);
  const names = definition.parameters.map(({ name }) => name);
  const points = pointsOfBatch(campaign, number);
  const [contour] = definition.contour;
  const become = becomePoints(campaign, points);
  const staying = points.filter(({ state }) => state !== 'vetoed');
  const space = createSpace(definition);
  const known = knownPlaces(campaign, space, batch.fidelity, points);
  return {
    ...batch,
    reason: shortfallReason,
    failures: reportFailures(failures),
    failureChoice: failures?.choice ?? null,
    points: points.map((point) => ({
      ...describePoint(point, {
        names,
        measured: become.get(point.pointId)?.theta ?? null,
        known: known.get(point.id) ?? null,
      }),
      ordinal: point.ordinal,
      isRefill: point.isRefill,
      vetoReason: point.vetoReason,
      y: become.get(point.pointId)?.limits[contour ?? 'exp']?.y ?? null,
      changedAt: point.changedAt,
    })),
    entropyBefore: batch.iteration === null ? null : entropyOf(campaign, batch.iteration),
    exports: exportsOfBatch(campaign, number).map(({ pack, destination, pointIds, createdAt }) => ({
      pack,
      to: destination,
      points: pointIds.length,
      at: createdAt,
    })),
    closestPair: closestPair(staying.map(({ theta }) => space.toUnit(theta))),
  };
}

function entropyOf(campaign: ReadableCampaign, iteration: number): number | null {
  return lookUpMetrics(metricsByIteration(campaign).get(iteration) ?? []).value('entropy');
}

/** The smallest distance between two of the points in v; null for fewer than two. */
function closestPair(points: readonly Float64Array[]): number | null {
  let closest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < points.length; i++) {
    for (let j = i + 1; j < points.length; j++) {
      closest = Math.min(closest, distance(points[i], points[j]));
    }
  }
  return Number.isFinite(closest) ? closest : null;
}
