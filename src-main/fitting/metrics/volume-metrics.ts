import { contourDistance, entropyOfZ } from '#shared/numerics/exclusion.ts';
import type { Field } from './field.ts';
import { averageOverVolume, type VolumeSample } from './volume-sample.ts';

/** An average over the allowed volume with its Monte-Carlo standard error. */
export interface VolumeAverage {
  readonly value: number;
  readonly error: number;
}

/** What one quantity's posterior says at each point of a volume sample, count numbers each. */
export interface VolumeFields {
  /** Entropy of the exclusion, nats. */
  readonly entropy: Float64Array;
  /** 1 where 0.05 < p_excl < 0.95, else 0. */
  readonly uncertain90: Float64Array;
  /** 1 where 0.16 < p_excl < 0.84, else 0. */
  readonly uncertain68: Float64Array;
  /** 1 where the side differs from the previous iteration's, or that one had none there; null without one. */
  readonly changed: Float64Array | null;
  /** ŷ, of ln μ. */
  readonly mean: Float64Array;
}

export const VOLUME_METRICS = ['entropy', 'uncertain90', 'uncertain68', 'changed'] as const;

export type VolumeMetric = (typeof VOLUME_METRICS)[number];

/** Points that are evaluated before progress is told. */
const PART = 2 ** 12;

/** |z| = |ŷ|/s below which 0.05 < Φ(−z) < 0.95, and 0.16 < Φ(−z) < 0.84. */
const Z_90 = 1.6448536269514722;
const Z_68 = 0.994457883209753;

/**
 * Evaluates a posterior, and the previous iteration's where there is one, at the sample's points.
 *
 * @param onShare told after every part of the points, with the share that is done
 */
export async function volumeFields(
  sample: VolumeSample,
  field: Field,
  previous: Field | null,
  onShare?: (share: number) => void,
): Promise<VolumeFields> {
  const { count } = sample;
  const mean = new Float64Array(count);
  const z = new Float64Array(count);
  const before = previous && new Float64Array(count);
  const dimension = sample.v.length / count;
  for (let from = 0; from < count; from += PART) {
    const to = Math.min(count, from + PART);
    const v = sample.v.subarray(from * dimension, to * dimension);
    const predicted = await field.predict(v);
    mean.set(predicted.mean, from);
    z.set(
      predicted.mean.map((value, i) => contourDistance(value, predicted.sd[i])),
      from,
    );
    if (previous) before?.set(await previous.mean(v), from);
    onShare?.(to / count);
  }
  return {
    entropy: z.map(entropyOfZ),
    uncertain90: z.map((value) => (Math.abs(value) < Z_90 ? 1 : 0)),
    uncertain68: z.map((value) => (Math.abs(value) < Z_68 ? 1 : 0)),
    changed:
      before && mean.map((value, i) => (value < 0 === before[i] < 0 && !Number.isNaN(before[i]) ? 0 : 1)),
    mean,
  };
}

/**
 * One metric averaged over the volume, and over several quantities: their points are the same, so the error is that of
 * their mean.
 *
 * @returns null where no quantity has the metric
 */
export function volumeAverage(
  sample: VolumeSample,
  quantities: readonly VolumeFields[],
  metric: VolumeMetric,
): VolumeAverage | null {
  const known = quantities.flatMap((fields) => fields[metric] ?? []);
  if (known.length === 0) return null;
  const mean = known[0].map((_, i) => known.reduce((sum, values) => sum + values[i], 0) / known.length);
  return averageOverVolume(sample, mean);
}
