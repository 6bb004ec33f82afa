import type { Fidelity } from '#shared/domain/fidelity.ts';
import type { LeftOutReason } from '#shared/domain/left-out-reason.ts';
import type { Quantity } from '#shared/domain/quantity.ts';
import type { ReadableCampaign } from './campaign-connection.ts';
import { leftOutReader } from './points-repository.ts';
import { countParameters } from './theta-column.ts';

/** All points in columns, ordered by id: as fast as tens of thousands of rows can be read. */
export interface PointColumns {
  readonly ids: readonly number[];
  readonly fidelities: readonly Fidelity[];
  readonly isTest: readonly boolean[];
  readonly excludedReasons: readonly (LeftOutReason | null)[];
  readonly importIds: readonly (number | null)[];
  readonly batchPointIds: readonly (string | null)[];
  /** θ in the parameters' own units, one array per parameter. */
  readonly theta: readonly Float64Array[];
  /** ln μ by quantity, NaN where a point has no such limit; quantities without any limit are missing. */
  readonly y: Readonly<Partial<Record<Quantity, Float64Array>>>;
  /** Rows whose limit stands at an end of a clip range. */
  readonly clipped: Readonly<Partial<Record<Quantity, readonly number[]>>>;
}

interface PointRow {
  readonly id: number;
  readonly fidelity: Fidelity;
  readonly theta: string;
  readonly isTest: number;
  readonly excludedReason: string | null;
  readonly importId: number | null;
  readonly batchPointId: string | null;
}

interface LimitRow {
  readonly pointId: number;
  readonly quantity: Quantity;
  readonly y: number;
  readonly isClipped: number;
}

export function pointColumns(campaign: ReadableCampaign): PointColumns {
  const rows = campaign.sql.all<PointRow>(
    `SELECT points.id, fidelity, points.theta, is_test AS isTest, excluded_reason AS excludedReason,
       import_id AS importId, batch_points.id AS batchPointId
     FROM points LEFT JOIN batch_points ON batch_points.point_id = points.id ORDER BY points.id`,
  );
  const reasonOf = leftOutReader();
  return {
    ids: rows.map(({ id }) => id),
    fidelities: rows.map(({ fidelity }) => fidelity),
    isTest: rows.map(({ isTest }) => isTest === 1),
    excludedReasons: rows.map(({ excludedReason }) => reasonOf(excludedReason)),
    importIds: rows.map(({ importId }) => importId),
    batchPointIds: rows.map(({ batchPointId }) => batchPointId),
    theta: thetaColumns(rows, countParameters(campaign)),
    ...limitColumns(campaign, rows),
  };
}

function thetaColumns(rows: readonly PointRow[], dimension: number): Float64Array[] {
  // One parse of all rows together is several times faster than one of each.
  const thetas = JSON.parse(`[${rows.map(({ theta }) => theta).join(',')}]`) as number[][];
  return Array.from({ length: dimension }, (_, axis) =>
    Float64Array.from(thetas, (theta) => theta[axis] ?? Number.NaN),
  );
}

function limitColumns(
  campaign: ReadableCampaign,
  points: readonly PointRow[],
): Pick<PointColumns, 'y' | 'clipped'> {
  const limits = campaign.sql.all<LimitRow>(
    'SELECT point_id AS pointId, quantity, ln_mu AS y, is_clipped AS isClipped FROM limits ORDER BY point_id',
  );
  const y: Partial<Record<Quantity, Float64Array>> = {};
  const clipped: Partial<Record<Quantity, number[]>> = {};
  let row = 0;
  for (const limit of limits) {
    // Both are ordered by the point, and no limit is without one.
    while (points[row] !== undefined && points[row]?.id !== limit.pointId) row++;
    y[limit.quantity] ??= new Float64Array(points.length).fill(Number.NaN);
    y[limit.quantity]![row] = limit.y;
    if (limit.isClipped === 1) {
      clipped[limit.quantity] ??= [];
      clipped[limit.quantity]?.push(row);
    }
  }
  return { y, clipped };
}
