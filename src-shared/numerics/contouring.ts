import { type GridAxis, valueBetween } from './grid-axis.ts';

/** A point of a contour in the units of the grid's axes. */
export type ContourPoint = [x: number, y: number];

/** A crossing of the contour with a grid edge, named so that neighbouring cells find the same one. */
interface Crossing {
  readonly edge: number;
  readonly point: ContourPoint;
}

/**
 * Joins segments into lines. An inner edge belongs to two cells and has one segment in each, so every crossing has at
 * most two neighbours and a line is followed from end to end; what then remains are closed lines.
 */
function joinSegments(segments: readonly (readonly [Crossing, Crossing])[]): ContourPoint[][] {
  const neighbours = new Map<number, number[]>();
  const points = new Map<number, ContourPoint>();
  for (const [from, to] of segments) {
    for (const [here, there] of [
      [from, to],
      [to, from],
    ] as const) {
      points.set(here.edge, here.point);
      const known = neighbours.get(here.edge);
      if (known === undefined) neighbours.set(here.edge, [there.edge]);
      else known.push(there.edge);
    }
  }

  const visited = new Set<number>();
  const follow = (start: number): ContourPoint[] => {
    const line: ContourPoint[] = [];
    let edge: number | undefined = start;
    let last = start;
    while (edge !== undefined) {
      visited.add(edge);
      line.push(points.get(edge)!);
      last = edge;
      edge = neighbours.get(edge)!.find((next) => !visited.has(next));
    }
    const isClosed =
      line.length > 2 && neighbours.get(last)!.includes(start) && neighbours.get(start)!.length === 2;
    if (isClosed) line.push([...line[0]]);
    return line;
  };

  const lines: ContourPoint[][] = [];
  for (const [edge, near] of neighbours)
    if (near.length === 1 && !visited.has(edge)) lines.push(follow(edge));
  for (const edge of neighbours.keys()) if (!visited.has(edge)) lines.push(follow(edge));
  return lines;
}

/**
 * The lines where a function on a rectilinear grid takes a value: marching squares with interpolation along the grid's
 * edges, linear on each axis' own scale. A cell with a corner that is not finite is skipped; a corner exactly at the level counts as above it. Where the
 * corners alternate, the mean of the four decides whether the high corners or the low ones are connected.
 *
 * @param x the axis of nx abscissae
 * @param y that of ny ordinates
 * @param values ny × nx, row j at y[j]: values[j·nx + i]
 * @param level ln μ = 0 is the exclusion contour
 * @returns polylines in the units of x and y, in an order fixed by the grid; closed ones repeat their first point
 * @throws RangeError when the sizes do not match
 */
export function contourLines(x: GridAxis, y: GridAxis, values: Float64Array, level = 0): ContourPoint[][] {
  const nx = x.values.length;
  const ny = y.values.length;
  if (values.length !== nx * ny)
    throw new RangeError(`${values.length} values do not fill a ${nx} × ${ny} grid.`);

  const shareOfCrossing = (from: number, to: number): number => (level - from) / (to - from);
  // Node n owns two edges: 2n runs along x, 2n + 1 along y.
  const alongX = (i: number, j: number): Crossing => {
    const node = j * nx + i;
    const share = shareOfCrossing(values[node], values[node + 1]);
    return {
      edge: 2 * node,
      point: [valueBetween(x.scale, x.values[i], x.values[i + 1], share), y.values[j]],
    };
  };
  const alongY = (i: number, j: number): Crossing => {
    const node = j * nx + i;
    const share = shareOfCrossing(values[node], values[node + nx]);
    return {
      edge: 2 * node + 1,
      point: [x.values[i], valueBetween(y.scale, y.values[j], y.values[j + 1], share)],
    };
  };

  const segments: [Crossing, Crossing][] = [];
  for (let j = 0; j + 1 < ny; j++) {
    for (let i = 0; i + 1 < nx; i++) {
      const node = j * nx + i;
      const sum = values[node] + values[node + 1] + values[node + nx + 1] + values[node + nx];
      if (!Number.isFinite(sum)) continue;
      const a = values[node] >= level;
      const b = values[node + 1] >= level;
      const c = values[node + nx + 1] >= level;
      const d = values[node + nx] >= level;
      if (a === b && b === c && c === d) continue;
      // The crossed edges in order around the cell: bottom, right, top, left.
      const crossings: Crossing[] = [];
      if (a !== b) crossings.push(alongX(i, j));
      if (b !== c) crossings.push(alongY(i + 1, j));
      if (c !== d) crossings.push(alongX(i, j + 1));
      if (d !== a) crossings.push(alongY(i, j));
      const [first, second, third, fourth] = crossings;
      if (first === undefined || second === undefined) continue;
      if (third === undefined || fourth === undefined) {
        segments.push([first, second]);
        continue;
      }
      // A saddle: corners a and c agree with the centre and are connected, or else b and d are.
      const isCentreHigh = sum / 4 >= level;
      if (isCentreHigh === a) segments.push([first, second], [third, fourth]);
      else segments.push([second, third], [fourth, first]);
    }
  }
  return joinSegments(segments);
}
