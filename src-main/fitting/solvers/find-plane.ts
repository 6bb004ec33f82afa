/** Points that lie on a plane along two axes: the nodes of a small grid, some of them perhaps left out. */
export interface Plane {
  /** The axes along which the points vary; the others have one coordinate. */
  readonly axes: readonly [a: number, b: number];
  /** Coordinates by axis: one where the points do not vary. */
  readonly coordinates: readonly Float64Array[];
  /** By point: its node, the second axis fastest. */
  readonly nodes: Int32Array;
}

/** Fewer points than this are as fast one by one. */
const LEAST_POINTS = 128;

/**
 * @param u count × D, row-major
 * @returns null where the points lie on no axis-parallel plane, or fill it so thinly that they are better taken alone
 */
export function findPlane(u: Float64Array, dimension: number): Plane | null {
  const count = u.length / dimension;
  if (count < LEAST_POINTS || dimension < 2) return null;
  const most = Math.ceil(count / 2);
  const places: Map<number, number>[] = [];
  for (let axis = 0; axis < dimension; axis++) {
    const values = new Map<number, number>();
    for (let k = axis; k < u.length; k += dimension) {
      if (!values.has(u[k])) values.set(u[k], values.size);
      if (values.size > most) return null;
    }
    places.push(values);
  }
  const varying = places.flatMap(({ size }, axis) => (size > 1 ? [axis] : []));
  if (varying.length > 2) return null;
  const b = varying.at(-1) ?? 1;
  const a = varying.length === 2 ? varying[0] : b === 0 ? 1 : 0;
  if (places[a].size * places[b].size > 3 * count) return null;
  return {
    axes: [a, b],
    coordinates: places.map((values) => Float64Array.from(values.keys())),
    nodes: Int32Array.from({ length: count }, (_, i) => {
      const [placeA, placeB] = [a, b].map((axis) => places[axis].get(u[i * dimension + axis]) ?? 0);
      return placeA * places[b].size + placeB;
    }),
  };
}
