import type { Space } from '#shared/domain/space.ts';
import { createRandom } from '#shared/numerics/random.ts';
import { sobolPoints } from '#shared/numerics/sobol.ts';
import { type CandidateSet, selectRows } from './candidate-set.ts';

/** Points over which the effect of a measurement is integrated. */
const INTEGRATION_POINTS = 900;

/** Sobol points that are tried at most until enough of them satisfy the constraints. */
const MOST_TRIED = 2 ** 16;

/** Up to 900 scrambled Sobol points spread over the allowed volume of v; their inputs u, row-major. */
export function integrationPointsOfBox(space: Space, seed: number): Float64Array {
  const dimension = space.names.length;
  const rows: Float64Array[] = [];
  for (let tried = 0; tried < MOST_TRIED && rows.length < INTEGRATION_POINTS; tried += INTEGRATION_POINTS) {
    const points = sobolPoints(dimension, INTEGRATION_POINTS, { scrambleSeed: seed, skip: tried });
    for (let start = 0; start < points.length && rows.length < INTEGRATION_POINTS; start += dimension) {
      const theta = space.fromUnit(points.subarray(start, start + dimension));
      const u = space.contains(theta) ? space.coordinates(theta) : null;
      if (u !== null) rows.push(u);
    }
  }
  const columns = space.coordinateNames.length;
  const joined = new Float64Array(rows.length * columns);
  for (const [index, row] of rows.entries()) joined.set(row, index * columns);
  return joined;
}

/** Up to 900 rows of a pool, at random; their inputs u, row-major. */
export function integrationPointsOfPool(pool: CandidateSet, columns: number, seed: number): Float64Array {
  if (pool.count <= INTEGRATION_POINTS) return pool.u;
  const rows = Array.from({ length: pool.count }, (_, row) => row);
  createRandom(seed).shuffle(rows);
  return selectRows(pool.u, columns, rows.slice(0, INTEGRATION_POINTS));
}
