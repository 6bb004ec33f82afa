// Regions of the plane as polygons, from fields sampled on a rectilinear grid: the bands of a figure and the outside of
// the constraints. Grids are row-major as for contourLines: node (i, j) at x[i], y[j] has number j·nx + i.

/** A closed polygon in the units of the axes; its first vertex is not repeated. */
export type Ring = [x: number, y: number][];

/** A corner of a cell or a point on its edge, in units of the grid: column 1.5 is midway between x[1] and x[2]. */
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
export function regionWhereNonNegative(
  x: Float64Array,
  y: Float64Array,
  fields: readonly Float64Array[],
): Ring[] {
  const polygons: (readonly Vertex[])[] = [];
  for (const corners of cells(x.length, y.length)) {
    const nodes = corners.map(([column, row]) => row * x.length + column);
    const isEmpty = fields.some((field) => nodes.every((node) => field[node] < 0));
    const isMissing = fields.some((field) => nodes.some((node) => !Number.isFinite(field[node])));
    if (isEmpty || isMissing) continue;
    const cell = corners.map(([column, row], corner): Vertex => {
      return { column, row, values: fields.map((field) => field[nodes[corner]]) };
    });
    polygons.push(fields.reduce<readonly Vertex[]>((polygon, _, field) => cutOff(polygon, field), cell));
  }
  return outline(polygons, x, y);
}

/** Halvings of a grid edge: the crossing is found to a millionth of a cell. */
const BISECTIONS = 20;

/**
 * Where a yes-or-no condition holds, such as a constraint: known at the nodes, and on the edges between a node where it
 * holds and one where it does not, found by bisection.
 *
 * @returns rings as from {@link regionWhereNonNegative}
 */
export function regionWhere(
  x: Float64Array,
  y: Float64Array,
  holds: (x: number, y: number) => boolean,
): Ring[] {
  const holdsAt = (column: number, row: number): boolean => holds(valueAt(x, column), valueAt(y, row));
  const atNode = Array.from({ length: x.length * y.length }, (_, node) =>
    holdsAt(node % x.length, Math.floor(node / x.length)),
  );
  const polygons = cells(x.length, y.length).map((corners) =>
    corners.flatMap(([column, row], corner): Vertex[] => {
      const [nextColumn, nextRow] = corners[(corner + 1) % 4];
      const here = atNode[row * x.length + column];
      const kept = here ? [{ column, row, values: [] }] : [];
      if (here === atNode[nextRow * x.length + nextColumn]) return kept;
      let inside = here ? 0 : 1;
      let outside = 1 - inside;
      const along = (share: number): [number, number] => [
        column + share * (nextColumn - column),
        row + share * (nextRow - row),
      ];
      for (let step = 0; step < BISECTIONS; step++) {
        const middle = (inside + outside) / 2;
        if (holdsAt(...along(middle))) inside = middle;
        else outside = middle;
      }
      const [crossingColumn, crossingRow] = along((inside + outside) / 2);
      return [...kept, { column: crossingColumn, row: crossingRow, values: [] }];
    }),
  );
  return outline(polygons, x, y);
}

type Corner = readonly [column: number, row: number];

/** The corners of every cell, counter-clockwise in grid units. */
function cells(nx: number, ny: number): (readonly Corner[])[] {
  return Array.from({ length: Math.max(0, nx - 1) * Math.max(0, ny - 1) }, (_, cell) => {
    const column = cell % (nx - 1);
    const row = Math.floor(cell / (nx - 1));
    return [
      [column, row],
      [column + 1, row],
      [column + 1, row + 1],
      [column, row + 1],
    ];
  });
}

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
function outline(polygons: readonly (readonly Vertex[])[], x: Float64Array, y: Float64Array): Ring[] {
  const vertexOf = new Map<string, Vertex>();
  const edges = new Map<string, string[]>();
  for (const polygon of polygons) {
    const keys = polygon.map(keyOf);
    for (const [index, from] of keys.entries()) {
      const to = keys[(index + 1) % keys.length];
      if (from === to) continue;
      vertexOf.set(from, polygon[index]);
      const opposite = edges.get(to);
      const shared = opposite?.indexOf(from) ?? -1;
      const leaving = edges.get(from);
      if (shared >= 0) opposite?.splice(shared, 1);
      else if (leaving === undefined) edges.set(from, [to]);
      else leaving.push(to);
    }
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

function valueAt(values: Float64Array, position: number): number {
  const index = Math.min(Math.floor(position), values.length - 2);
  return values[index] + (position - index) * (values[index + 1] - values[index]);
}
