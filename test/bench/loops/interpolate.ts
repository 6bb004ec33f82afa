/** Neighbours that a local plane is fitted to. */
const NEIGHBOURS = 6;

/**
 * ln of a positive quantity of a two-dimensional scan between its points: a plane through the six nearest ones by least
 * squares weighted with 1/distance², kept within their range. It stands in for the simulation of a point that the
 * scan has not; the value of the nearest point alone would look like noise to a surrogate.
 *
 * @param places points of the scan, each two numbers in units of the axes' ranges
 * @param lnValues ln of the quantity at the points
 */
export function interpolateLn(
  places: readonly (readonly number[])[],
  lnValues: readonly number[],
  at: readonly number[],
): number {
  const nearest = places
    .map(([x, y], index) => ({ dx: x - at[0], dy: y - at[1], value: lnValues[index] }))
    .map((point) => ({ ...point, square: point.dx ** 2 + point.dy ** 2 }))
    .sort((a, b) => a.square - b.square)
    .slice(0, NEIGHBOURS);
  if (nearest[0].square === 0) return nearest[0].value;
  const values = nearest.map(({ value }) => value);
  const plane = valueOfPlaneAtOrigin(nearest.map((point) => ({ ...point, weight: 1 / point.square })));
  return Math.min(Math.max(plane, Math.min(...values)), Math.max(...values));
}

interface WeightedPoint {
  readonly dx: number;
  readonly dy: number;
  readonly value: number;
  readonly weight: number;
}

/** c of the plane c + a·dx + b·dy by weighted least squares (Cramer's rule); the weighted mean where points are in line. */
function valueOfPlaneAtOrigin(points: readonly WeightedPoint[]): number {
  const sum = (of: (point: WeightedPoint) => number) =>
    points.reduce((total, point) => total + point.weight * of(point), 0);
  const [s, sx, sy] = [sum(() => 1), sum(({ dx }) => dx), sum(({ dy }) => dy)];
  const [sxx, sxy, syy] = [sum(({ dx }) => dx * dx), sum(({ dx, dy }) => dx * dy), sum(({ dy }) => dy * dy)];
  const [v, vx, vy] = [
    sum(({ value }) => value),
    sum(({ value, dx }) => value * dx),
    sum(({ value, dy }) => value * dy),
  ];
  const minor = sxx * syy - sxy * sxy;
  const determinant = s * minor - sx * (sx * syy - sxy * sy) + sy * (sx * sxy - sxx * sy);
  if (!(minor > 1e-9 * sxx * syy)) return v / s;
  return (v * minor - sx * (vx * syy - sxy * vy) + sy * (vx * sxy - sxx * vy)) / determinant;
}
