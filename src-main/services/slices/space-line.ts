import type { Space } from '#shared/domain/space.ts';
import { axisValues, checkFixed, indexOfParameter, thetaHeldAt } from './held-values.ts';

/** A line through the space along one parameter, and the nodes on it. */
export interface SpaceLine {
  /** Ascending, equally spaced on the parameter's scale. */
  readonly values: readonly number[];
  /** Coordinates of the nodes that belong to the campaign, row-major. */
  readonly u: Float64Array;
  /** Values at those nodes, with null at the others. */
  place(values: Float64Array): (number | null)[];
}

const NODES = 201;

/**
 * @param at values of other parameters; those left out stand at mid-range on their scale
 * @throws ContouristError `slice.unknown_parameter`, `slice.fixed`
 */
export function createSpaceLine(
  space: Space,
  along: string,
  at: Readonly<Record<string, number>>,
): SpaceLine {
  const axis = indexOfParameter(space, along);
  for (const [name, value] of Object.entries(at)) checkFixed(space, [along], name, value);
  const base = thetaHeldAt(space, at);
  const values = axisValues(space, axis, NODES);
  const inside: number[] = [];
  const u: number[] = [];
  for (const [node, value] of values.entries()) {
    const theta = base.slice();
    theta[axis] = value;
    const coordinates = space.contains(theta) ? space.coordinates(theta) : null;
    if (coordinates === null) continue;
    inside.push(node);
    u.push(...coordinates);
  }
  return {
    values,
    u: Float64Array.from(u),
    place(found) {
      const placed = new Array<number | null>(NODES).fill(null);
      for (const [index, node] of inside.entries()) placed[node] = found[index];
      return placed;
    },
  };
}
