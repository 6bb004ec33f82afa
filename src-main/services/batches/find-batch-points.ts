import type { BatchPoint } from '#main/store/batch-points-repository.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';

/**
 * The points of a batch that ids name, in the order of the batch, each once.
 *
 * @throws ContouristError `batch.unknown_point`, which says what ids there are
 */
export function findPoints(
  points: readonly BatchPoint[],
  batch: number,
  ids: readonly string[],
): BatchPoint[] {
  const known = new Set(points.map(({ id }) => id));
  const unknown = ids.find((id) => !known.has(id));
  if (unknown !== undefined) {
    throw new ContouristError('batch.unknown_point', `Batch ${batch} has no point ${unknown}.`, {
      hint: points.length === 0 ? 'It has none.' : `Its points are ${points[0]?.id} to ${points.at(-1)?.id}.`,
    });
  }
  const wanted = new Set(ids);
  return points.filter(({ id }) => wanted.has(id));
}
