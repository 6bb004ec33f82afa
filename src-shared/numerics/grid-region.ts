// Regions of the plane as polygons, from fields sampled on a rectilinear grid: the bands of a figure and the outside of
// the constraints. Grids are row-major as for contourLines: node (i, j) has number j·nx + i. Between the nodes all is
// linear on each axis' own scale.
import { type GridAxis, valueAt } from './grid-axis.ts';

/** A closed polygon in the units of the axes; its first vertex is not repeated. */
export type Ring = [x: number, y: number][];

/** A corner of a cell or a point on its edge, in units of the grid: column 1.5 is midway between the second and the third node. */
interface Vertex {
  readonly column: number;
  readonly row: number;
  /** The fields' values there. */
  readonly values: readonly number[];
}

/**
 * Where all `fields` are ≥ 0. Values are linear along the edges of each cell and cells are cut along straight lines
 * (Sutherland & Hodgman, CACM 17 (1974) 32, with field values in the place of distances), so that the edges of the
 * region are the contour lines field = 0. The fields cut one after the other: a band narrower than a cell is kept. A
 * cell with a corner that is not finite is left out. In a saddle the low corners are never connected, which may differ
 * from contourLines within that cell.
 *
 * @param fields each ny × nx
 * @returns rings that do not overlap; a hole is a ring of its own, so fill them by the even-odd rule
 */
export function regionWhereNonNegative(x: GridAxis, y: GridAxis, fields: readonly Float64Array[]): Ring[] {
  const nx = x.values.length;
  const ny = y.values.length;
  // Per node a bit for every field that is negative there, so that most cells are settled by a few operations.
  const negative = new Int32Array(nx * ny);
  for (const [index, field] of fields.entries()) {
    for (const [node, value] of field.entries()) {
      if (value < 0) negative[node] |= 1 << index;
      else if (!Number.isFinite(value)) negative[node] |= MISSING;
    }
  }
  const isWhole = wholeCells(nx, ny, (node) => negative[node] === 0);
  const edges: Edge[] = [];
  for (let row = 0; row + 1 < ny; row++) {
    for (let column = 0; column + 1 < nx; column++) {
      const nodes = nodesOfCell(column, row, nx);
      const a = negative[nodes[0]];
      const b = negative[nodes[1]];
      const c = negative[nodes[2]];
      const d = negative[nodes[3]];
      if ((a & b & c & d) !== 0 || ((a | b | c | d) & MISSING) !== 0) continue;
      if ((a | b | c | d) === 0) {
        pushOuterEdges(edges, column, row, isWhole);
        continue;
      }
      const cell = cornersOfCell(column, row).map(([left, bottom], corner): Vertex => {
        return { column: left, row: bottom, values: fields.map((field) => field[nodes[corner]]) };
      });
      pushEdges(
        edges,
        fields.reduce<readonly Vertex[]>((polygon, _, field) => cutOff(polygon, field), cell),
      );
    }
  }
  return outline(edges, x, y);
}

/** The bit of a node where a field is not finite; the lower ones belong to the fields. */
const MISSING = 1 << 30;

/** Halvings of a grid edge: the crossing is found to a millionth of a cell. */
const BISECTIONS = 20;

/**
 * Where a yes-or-no condition holds, such as a constraint: known at the nodes, and on the edges between a node where it
 * holds and one where it does not, found by bisection.
 *
 * @returns rings as from {@link regionWhereNonNegative}
 */
export function regionWhere(x: GridAxis, y: GridAxis, holds: (x: number, y: number) => boolean): Ring[] {
  const nx = x.values.length;
  const ny = y.values.length;
  const holdsAt = (column: number, row: number): boolean => holds(valueAt(x, column), valueAt(y, row));
  const atNode = Array.from({ length: nx * ny }, (_, node) =>
    holds(x.values[node % nx], y.values[Math.floor(node / nx)]),
  );
  const isWhole = wholeCells(nx, ny, (node) => atNode[node]);
  const edges: Edge[] = [];
  for (let row = 0; row + 1 < ny; row++) {
    for (let column = 0; column + 1 < nx; column++) {
      const inside = nodesOfCell(column, row, nx).map((node) => atNode[node]);
      if (!inside.includes(true)) continue;
      if (isWhole(column, row)) {
        pushOuterEdges(edges, column, row, isWhole);
        continue;
      }
      const corners = cornersOfCell(column, row);
      const polygon = corners.flatMap((corner, index): Vertex[] => {
        const next = (index + 1) % 4;
        const kept = inside[index] ? [vertexAt(corner)] : [];
        if (inside[index] === inside[next]) return kept;
        return [
          ...kept,
          inside[index] ? border(corner, corners[next], holdsAt) : border(corners[next], corner, holdsAt),
        ];
      });
      pushEdges(edges, polygon);
    }
  }
  return outline(edges, x, y);
}

/** Where a condition stops to hold on the way from a corner where it does to one where it does not. */
function border(
  [fromColumn, fromRow]: Corner,
  [toColumn, toRow]: Corner,
  holdsAt: (column: number, row: number) => boolean,
): Vertex {
  let inside = 0;
  let outside = 1;
  const along = (share: number): Corner => [
    fromColumn + share * (toColumn - fromColumn),
    fromRow + share * (toRow - fromRow),
  ];
  for (let step = 0; step < BISECTIONS; step++) {
    const middle = (inside + outside) / 2;
    if (holdsAt(...along(middle))) inside = middle;
    else outside = middle;
  }
  return vertexAt(along((inside + outside) / 2));
}

type Four<T> = readonly [T, T, T, T];

type Corner = readonly [column: number, row: number];

/** Counter-clockwise in grid units from the corner with the smallest column and row. */
const cornersOfCell = (column: number, row: number): Four<Corner> => [
  [column, row],
  [column + 1, row],
  [column + 1, row + 1],
  [column, row + 1],
];

/** The nodes at those corners. */
function nodesOfCell(column: number, row: number, nx: number): Four<number> {
  const node = row * nx + column;
  return [node, node + 1, node + nx + 1, node + nx];
}

type IsWhole = (column: number, row: number) => boolean;

/** Which cells lie inside with all four corners; those beyond the grid do not. */
function wholeCells(nx: number, ny: number, isInside: (node: number) => boolean): IsWhole {
  const whole = new Uint8Array((nx - 1) * (ny - 1));
  for (let row = 0; row + 1 < ny; row++) {
    for (let column = 0; column + 1 < nx; column++) {
      whole[row * (nx - 1) + column] = nodesOfCell(column, row, nx).every(isInside) ? 1 : 0;
    }
  }
  return (column, row) =>
    column >= 0 && row >= 0 && column + 1 < nx && row + 1 < ny && whole[row * (nx - 1) + column] === 1;
}

/** A directed edge of a polygon; what it encloses lies to its left. */
type Edge = readonly [from: Vertex, to: Vertex];

function pushEdges(edges: Edge[], polygon: readonly Vertex[]): void {
  for (const [index, vertex] of polygon.entries()) {
    edges.push([vertex, polygon[(index + 1) % polygon.length]]);
  }
}

/**
 * The edges of a cell that lies inside as a whole, without those that its neighbour has too because it does so as well:
 * that is most of a large region, and they would drop out.
 */
function pushOuterEdges(edges: Edge[], column: number, row: number, isWhole: IsWhole): void {
  const corners = cornersOfCell(column, row);
  const across = [
    [column, row - 1],
    [column + 1, row],
    [column, row + 1],
    [column - 1, row],
  ] as const;
  for (const [side, neighbour] of across.entries()) {
    if (isWhole(...neighbour)) continue;
    edges.push([vertexAt(corners[side]), vertexAt(corners[(side + 1) % 4])]);
  }
}

const vertexAt = ([column, row]: Corner): Vertex => ({ column, row, values: [] });

/** Cuts off what lies where the field is negative. */
function cutOff(polygon: readonly Vertex[], field: number): Vertex[] {
  return polygon.flatMap((vertex, index) => {
    const next = polygon[(index + 1) % polygon.length];
    const here = vertex.values[field];
    const there = next.values[field];
    const kept = here >= 0 ? [vertex] : [];
    return here >= 0 === there >= 0 ? kept : [...kept, between(vertex, next, here / (here - there))];
  });
}

function between(from: Vertex, to: Vertex, share: number): Vertex {
  const mix = (a: number, b: number): number => a + share * (b - a);
  return {
    column: mix(from.column, to.column),
    row: mix(from.row, to.row),
    values: from.values.map((value, field) => mix(value, to.values[field])),
  };
}

/** To 1e-5 of a cell: neighbouring cells compute the same point with rounding errors of their own. */
const keyOf = ({ column, row }: Vertex): string => `${Math.round(column * 1e5)},${Math.round(row * 1e5)}`;

/**
 * Joins the cells' polygons: an edge that two of them share runs once in each direction and drops out, what is left is
 * chained to rings. Without this, renderers show the seams between cells.
 */
function outline(polygonEdges: readonly Edge[], x: GridAxis, y: GridAxis): Ring[] {
  const vertexOf = new Map<string, Vertex>();
  const edges = new Map<string, string[]>();
  for (const [fromVertex, toVertex] of polygonEdges) {
    const from = keyOf(fromVertex);
    const to = keyOf(toVertex);
    if (from === to) continue;
    vertexOf.set(from, fromVertex);
    const opposite = edges.get(to);
    const shared = opposite?.indexOf(from) ?? -1;
    const leaving = edges.get(from);
    if (shared >= 0) opposite?.splice(shared, 1);
    else if (leaving === undefined) edges.set(from, [to]);
    else leaving.push(to);
  }
  const rings: Ring[] = [];
  for (const start of edges.keys()) {
    for (let next = edges.get(start)?.pop(); next !== undefined; next = edges.get(start)?.pop()) {
      const keys = [start];
      while (next !== undefined && next !== start) {
        keys.push(next);
        next = edges.get(next)?.pop();
      }
      const ring = withoutCollinear(keys.flatMap((key) => vertexOf.get(key) ?? []));
      if (ring.length > 2) rings.push(ring.map(({ column, row }) => [valueAt(x, column), valueAt(y, row)]));
    }
  }
  return rings;
}

function withoutCollinear(ring: readonly Vertex[]): Vertex[] {
  return ring.filter((vertex, index) => {
    const before = ring[(index + ring.length - 1) % ring.length];
    const after = ring[(index + 1) % ring.length];
    const turn =
      (vertex.column - before.column) * (after.row - vertex.row) -
      (vertex.row - before.row) * (after.column - vertex.column);
    return Math.abs(turn) > 1e-9;
  });
}
