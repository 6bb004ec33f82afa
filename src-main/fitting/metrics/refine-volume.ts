import type { MetricRow } from '#shared/domain/metric.ts';
import type { ShareOfPhase } from '#shared/domain/work-phase.ts';
import { contourQuantities } from './contour-quantities.ts';
import { MetricRows } from './metric-rows.ts';
import type { RefinementInput } from './metrics-input.ts';
import { iterationOpener } from './opened-iteration.ts';
import { addVolumeRows, volumePointsFor } from './volume-rows.ts';

/**
 * The averages over the allowed volume on all of the points that they are to stand on, in place of the first figures. The
 * sample of the first figures is a part of this one.
 *
 * @throws the signal's reason when cancelled
 */
export async function refineVolume(
  { current, previous, seed }: RefinementInput,
  onProgress?: (progress: ShareOfPhase<'volume'>) => void,
): Promise<MetricRow[]> {
  const open = iterationOpener();
  const rows = new MetricRows();
  await addVolumeRows(rows, open(current), previous && open(previous), {
    contour: contourQuantities(current),
    points: volumePointsFor(current.fits).final,
    seed,
    onShare: (share) => onProgress?.({ phase: 'volume', share }),
  });
  return rows.rows;
}
