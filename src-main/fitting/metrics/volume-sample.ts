import { nothingAllowed, shortfallText } from '#shared/domain/batch-reason.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import type { Space } from '#shared/domain/space.ts';
import { chainsInside, isThin } from '#shared/domain/thin-space.ts';
import { deriveSeed } from '#shared/numerics/random.ts';
import { sobolPoints } from '#shared/numerics/sobol.ts';
import { RegionChains, type Unmet } from '#shared/numerics/thin-regions.ts';
import { row } from '../rows.ts';

/** Points that stand for the allowed volume of v, in independent replicates of equal size. */
export interface VolumeSample {
  readonly count: number;
  readonly replicates: number;
  /** v, count × d, row-major, replicate by replicate. */
  readonly v: Float64Array;
  /** Whether the constraints leave so little that the points are those of chains, one set of chains a replicate. */
  readonly isThin: boolean;
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
 * Draws the sample: of each scrambled Sobol sequence the first points that lie inside the space; where the constraints
 * leave too little for that, points of chains that never leave it. Chains of different replicates know nothing of each
 * other, so the scatter of the replicates is the error of both.
 *
 * @throws ContouristError `metrics.no_volume` where no point inside the space is found
 */
export function sampleVolume(space: Space, options: VolumeSampleOptions): VolumeSample {
  const { count, replicates, seed } = options;
  const v = new Float64Array(count * space.names.length);
  const drawAll = (draw: (rows: Float64Array, seed: number) => boolean) =>
    Array.from({ length: replicates }, (_, replicate) => replicate).every((replicate) => {
      const [from, to] = [replicate, replicate + 1].map((of) => (of * v.length) / replicates);
      return draw(v.subarray(from, to), deriveSeed(seed, `volume ${replicate}`));
    });
  // One replicate that is too thin makes all of them so: they are to be drawn alike.
  const isThinSpace = !drawAll((rows, scrambleSeed) => fillWithAllowed(space, rows, scrambleSeed));
  if (isThinSpace) drawAll((rows, chainSeed) => fillByChains(space, rows, chainSeed));
  return { count, replicates, v, isThin: isThinSpace };
}

/** @returns false where the space is too thin for it */
function fillWithAllowed(space: Space, v: Float64Array, scrambleSeed: number): boolean {
  const dimension = space.names.length;
  const wanted = v.length / dimension;
  let filled = 0;
  for (let tried = 0; filled < wanted; tried += wanted) {
    if (tried >= MOST_TRIES * wanted || isThin(filled, tried)) return false;
    const points = sobolPoints(dimension, wanted, { scrambleSeed, skip: tried });
    for (let i = 0; i < wanted && filled < wanted; i++) {
      const point = row(points, i, dimension);
      if (!space.contains(space.fromUnit(point))) continue;
      v.set(point, filled * dimension);
      filled += 1;
    }
  }
  return true;
}

/** @throws ContouristError `metrics.no_volume` */
function fillByChains(space: Space, v: Float64Array, seed: number): true {
  const chains = chainsInside(space, seed);
  if (!(chains instanceof RegionChains)) throw nothingInside(space, chains);
  v.set(chains.next(v.length / space.names.length));
  return true;
}

function nothingInside(space: Space, unmet: Unmet): ContouristError {
  return new ContouristError('metrics.no_volume', shortfallText(nothingAllowed(space, unmet)), {
    hint: 'Look whether the constraints contradict each other.',
  });
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
