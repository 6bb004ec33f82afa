import type { Space } from '#shared/domain/space.ts';
import { concatenated } from '#shared/numerics/dense/vectors.ts';

/** Inputs of points given by their v; a point outside, after an edit of the campaign, has none and is left out. */
export function inputsOf(space: Space, v: Float64Array): Float64Array {
  const dimension = space.names.length;
  const rows: Float64Array[] = [];
  for (let start = 0; start < v.length; start += dimension) {
    const theta = space.fromUnit(v.subarray(start, start + dimension));
    const u = space.coordinates(theta);
    if (u !== null) rows.push(u);
  }
  return concatenated(rows);
}
