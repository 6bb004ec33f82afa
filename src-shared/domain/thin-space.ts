import { RegionChains, type Unmet } from '../numerics/thin-regions.ts';

/**
 * Below this share of the tried points a space is thin: its points are drawn by chains that never leave it, because
 * throwing points at the box hardly meets it.
 */
const THIN = 1 / 1024;

/** Fewer tries than this do not tell. */
const FEWEST_TRIES = 2 ** 13;

/** Whether so few of the tried points of the box belong to the space that its points are drawn by chains. */
export function isThin(found: number, tried: number): boolean {
  return tried >= FEWEST_TRIES && found < THIN * tried;
}

/** Chains that walk inside the space, under a seed; where no point of it was found, what was seen on the way. */
export function chainsInside(
  { names, violation }: { readonly names: readonly string[]; violation(v: Float64Array): number },
  seed: number,
): RegionChains | Unmet {
  return RegionChains.start({ dimension: names.length, violation }, seed);
}
