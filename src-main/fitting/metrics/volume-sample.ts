import { ContouristError } from '#shared/domain/contourist-error.ts';
import type { Space } from '#shared/domain/space.ts';
import { deriveSeed } from '#shared/numerics/random.ts';
import { sobolPoints } from '#shared/numerics/sobol.ts';
import { row } from '../rows.ts';

/** Points that stand for the allowed volume of v, in independent replicates of equal size. */
export interface VolumeSample {
  readonly count: number;
  readonly replicates: number;
  /** v, count × d, row-major, replicate by replicate. */
  readonly v: Float64Array;
}

export interface VolumeSampleOptions {
  /** Points in all; a multiple of `replicates`, best with powers of two. */
  readonly count: number;
  /** Independent scramblings, 2 or more: their scatter is the Monte-Carlo error. */
  readonly replicates: number;
  readonly seed: number;
}

/** Independent scramblings of the samples over which an iteration is judged. */
export const REPLICATES = 8;

/** Points of one scrambling that are tried at most, as a multiple of those wanted: constraints may leave a sliver. */
const MOST_TRIES = 256;

/**
 * Draws the sample: of each scrambled Sobol sequence the first points that lie inside the space.
 *
 * @throws ContouristError `metrics.no_volume` where the constraints leave less than about 1/256 of the box
 */
export function sampleVolume(space: Space, options: VolumeSampleOptions): VolumeSample {
  const { count, replicates, seed } = options;
  const dimension = space.names.length;
  const wanted = count / replicates;
  const v = new Float64Array(count * dimension);
  for (let replicate = 0; replicate < replicates; replicate++) {
    const scrambleSeed = deriveSeed(seed, `volume ${replicate}`);
    fillWithAllowed(
      space,
      v.subarray(replicate * wanted * dimension, (replicate + 1) * wanted * dimension),
      scrambleSeed,
    );
  }
  return { count, replicates, v };
}

function fillWithAllowed(space: Space, v: Float64Array, scrambleSeed: number): void {
  const dimension = space.names.length;
  const wanted = v.length / dimension;
  let filled = 0;
  for (let tried = 0; filled < wanted; tried += wanted) {
    if (tried >= MOST_TRIES * wanted) {
      throw new ContouristError(
        'metrics.no_volume',
        'The constraints leave next to nothing of the parameter space.',
        { hint: 'Narrow the bounds around what the constraints allow.' },
      );
    }
    const points = sobolPoints(dimension, wanted, { scrambleSeed, skip: tried });
    for (let i = 0; i < wanted && filled < wanted; i++) {
      const point = row(points, i, dimension);
      if (!space.contains(space.fromUnit(point))) continue;
      v.set(point, filled * dimension);
      filled += 1;
    }
  }
}

/**
 * The volume average of a function and its standard error from the scatter of the replicates.
 *
 * @param values the function at the sample's points, count
 */
export function averageOverVolume(
  sample: VolumeSample,
  values: ArrayLike<number>,
): { value: number; error: number } {
  const { count, replicates } = sample;
  const size = count / replicates;
  const means = Array.from({ length: replicates }, (_, replicate) => {
    let sum = 0;
    for (let i = replicate * size; i < (replicate + 1) * size; i++) sum += values[i];
    return sum / size;
  });
  const value = means.reduce((sum, mean) => sum + mean, 0) / replicates;
  const squares = means.reduce((sum, mean) => sum + (mean - value) ** 2, 0);
  return { value, error: Math.sqrt(squares / (replicates - 1) / replicates) };
}
