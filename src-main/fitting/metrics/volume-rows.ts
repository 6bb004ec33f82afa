import type { Quantity } from '#shared/domain/quantity.ts';
import type { MetricRows } from './metric-rows.ts';
import type { FittedQuantity } from './metrics-input.ts';
import type { OpenedIteration } from './opened-iteration.ts';
import { VOLUME_METRICS, type VolumeFields, volumeAverage, volumeFields } from './volume-metrics.ts';
import { REPLICATES, sampleVolume } from './volume-sample.ts';

/** How many points of the volume an iteration is judged on. */
export interface VolumePoints {
  /** For the first figures, within a second or two. */
  readonly first: number;
  /** For the figures that stay; the same where they do not take longer. */
  readonly final: number;
}

/** Training points up to which all of the volume's points are taken at once. */
const SMALL = 600;

/** A prediction costs up to n² operations: large fits get their first figures from fewer points than the final ones. */
export function volumePointsFor(fits: readonly FittedQuantity[]): VolumePoints {
  const n = Math.max(0, ...fits.map(({ training }) => training.count));
  return n <= SMALL ? { first: 2 ** 14, final: 2 ** 14 } : { first: 2 ** 12, final: 2 ** 16 };
}

export interface VolumeRowsOptions {
  readonly contour: readonly Quantity[];
  /** Points of the sample, a multiple of {@link REPLICATES}. */
  readonly points: number;
  readonly seed: number;
  /** Told after every part, with the share that is done. */
  readonly onShare?: ((share: number) => void) | undefined;
}

/** Adds the averages over the allowed volume, of each contour quantity and of all, and on how many points they stand. */
export async function addVolumeRows(
  rows: MetricRows,
  current: OpenedIteration,
  previous: OpenedIteration | null,
  { contour, points, seed, onShare }: VolumeRowsOptions,
): Promise<void> {
  const sample = sampleVolume(current.space, { count: points, replicates: REPLICATES, seed });
  const fields = new Map<Quantity, VolumeFields>();
  for (const [index, quantity] of contour.entries()) {
    const field = await current.field(quantity);
    if (field === null) continue;
    const before = previous && (await previous.field(quantity, current.space));
    const onPart = (share: number) => onShare?.((index + share) / contour.length);
    fields.set(quantity, await volumeFields(sample, field, before, onPart));
  }
  for (const metric of VOLUME_METRICS) {
    for (const [quantity, ofQuantity] of fields) {
      const average = volumeAverage(sample, [ofQuantity], metric);
      if (average) rows.add(metric, quantity, average.value, average.error);
    }
    const mean = volumeAverage(sample, [...fields.values()], metric);
    if (mean) rows.add(metric, null, mean.value, mean.error);
  }
  if (fields.size > 0) rows.add('volumePoints', null, points);
}
