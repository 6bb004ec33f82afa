import { contourDistance, entropyOfProbability, entropyOfZ } from '#shared/numerics/exclusion.ts';
import type { Field, FieldValues } from './field.ts';
import { averageOverVolume, type VolumeSample } from './volume-sample.ts';

/** An average over the allowed volume with its Monte-Carlo standard error. */
export interface VolumeAverage {
  readonly value: number;
  readonly error: number;
}

/** What one quantity's surrogate says at each point of a volume sample, count numbers each. */
export interface VolumeFields {
  /** Entropy of the exclusion, nats. */
  readonly entropy: Float64Array;
  /** 1 where 0.05 < p_excl < 0.95, else 0. */
  readonly uncertain90: Float64Array;
  /** 1 where 0.16 < p_excl < 0.84, else 0. */
  readonly uncertain68: Float64Array;
  /** 1 where the surrogate extrapolates, else 0. */
  readonly extrapolated: Float64Array;
  /** 1 where the side differs from the previous iteration's, or that one had none there; null without one. */
  readonly changed: Float64Array | null;
}

export const VOLUME_METRICS = ['entropy', 'uncertain90', 'uncertain68', 'extrapolated', 'changed'] as const;

export type VolumeMetric = (typeof VOLUME_METRICS)[number];

/** Points that are evaluated before progress is told. */
const PART = 2 ** 12;

/** Between p and 1 − p a place is uncertain; z = |ŷ|/s below which Φ(−z) is there, for surrogates that have ln μ. */
const UNCERTAIN_90 = { p: 0.05, z: 1.6448536269514722 };
const UNCERTAIN_68 = { p: 0.16, z: 0.994457883209753 };

/**
 * Evaluates a surrogate, and the previous iteration's where there is one, at the sample's points.
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
  const entropy = new Float64Array(count);
  const uncertain90 = new Float64Array(count);
  const uncertain68 = new Float64Array(count);
  const extrapolated = new Float64Array(count);
  const isExcluded = new Uint8Array(count);
  const before = previous && new Float64Array(count);
  const dimension = sample.v.length / count;
  for (let from = 0; from < count; from += PART) {
    const to = Math.min(count, from + PART);
    const v = sample.v.subarray(from * dimension, to * dimension);
    const predicted = await field.predict(v);
    for (let i = 0; i < to - from; i++) {
      const place = at(predicted, i);
      entropy[from + i] = place.entropy;
      uncertain90[from + i] = place.isBetween(UNCERTAIN_90) ? 1 : 0;
      uncertain68[from + i] = place.isBetween(UNCERTAIN_68) ? 1 : 0;
      extrapolated[from + i] = predicted.excess[i] >= 0 ? 1 : 0;
      isExcluded[from + i] = place.isExcluded ? 1 : 0;
    }
    if (previous) before?.set(await previous.level(v), from);
    onShare?.(to / count);
  }
  return {
    entropy,
    uncertain90,
    uncertain68,
    extrapolated,
    changed:
      before === null
        ? null
        : before.map((level, i) => (level < 0 === (isExcluded[i] === 1) && !Number.isNaN(level) ? 0 : 1)),
  };
}

/** The exclusion at one place: by z = ŷ/s, which keeps its digits in the tails, where there is ln μ. */
function at({ pExcl, lnMu }: FieldValues, i: number) {
  if (lnMu === null) {
    const p = pExcl[i];
    return {
      entropy: Number.isNaN(p) ? Number.NaN : entropyOfProbability(p),
      isExcluded: p > 0.5,
      isBetween: (limit: { readonly p: number }) => p > limit.p && p < 1 - limit.p,
    };
  }
  const z = contourDistance(lnMu.mean[i], lnMu.sd[i]);
  return {
    entropy: entropyOfZ(z),
    isExcluded: lnMu.mean[i] < 0,
    isBetween: (limit: { readonly z: number }) => Math.abs(z) < limit.z,
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
