import type { Fidelity } from '#shared/domain/fidelity.ts';
import type { Quantity } from '#shared/domain/quantity.ts';
import type { ReadableCampaign } from './campaign-connection.ts';
import { countParameters, parseTheta } from './theta-column.ts';

/** What one quantity was found to be, point by point, in columns: ready for a fit. */
export interface Observations {
  readonly count: number;
  /** Number of free parameters. */
  readonly dimension: number;
  /** The points' ids, low-fidelity ones first, each oldest first. */
  readonly ids: readonly number[];
  /** θ in the parameters' own units, count × dimension, row-major. */
  readonly theta: Float64Array;
  /** y = ln μ, one per point. */
  readonly y: Float64Array;
  /** Known variance of ln μ, 0 where the file gave none. */
  readonly knownVariance: Float64Array;
  /** 1 where the limit lay beyond the mapping's clip range and stands at its bound. */
  readonly isClipped: Uint8Array;
  /** How many of the points are low-fidelity; they come first. */
  readonly countLow: number;
}

/**
 * The observations that a fit of one quantity at one fidelity may use: excluded points and test points are left out.
 * Bounds and constraints are the caller's: they change without touching the points.
 */
export function trainingObservations(
  campaign: ReadableCampaign,
  quantity: Quantity,
  fidelity: Fidelity,
): Observations {
  return selectObservations(campaign, 'fidelity = @fidelity AND is_test = 0 AND excluded_reason IS NULL', {
    quantity,
    fidelity,
  });
}

/** The same for the test points, which no fit ever sees. */
export function testObservations(
  campaign: ReadableCampaign,
  quantity: Quantity,
  fidelity: Fidelity,
): Observations {
  return selectObservations(campaign, 'fidelity = @fidelity AND is_test = 1 AND excluded_reason IS NULL', {
    quantity,
    fidelity,
  });
}

/** The observations of these points of both fidelities, as an earlier fit saw them: excluded since or not. */
export function observationsOfPoints(
  campaign: ReadableCampaign,
  quantity: Quantity,
  pointIds: readonly number[],
): Observations {
  return selectObservations(campaign, 'points.id IN (SELECT value FROM json_each(@pointIds))', {
    quantity,
    pointIds: JSON.stringify(pointIds),
  });
}

function selectObservations(
  campaign: ReadableCampaign,
  where: string,
  parameters: Readonly<Record<string, string>>,
): Observations {
  const rows = campaign.sql.all<{
    id: number;
    isLow: number;
    theta: string;
    y: number;
    knownVariance: number;
    isClipped: number;
  }>(
    `SELECT points.id, fidelity = 'low' AS isLow, theta, ln_mu AS y, coalesce(variance, 0) AS knownVariance,
       is_clipped AS isClipped
     FROM points JOIN limits ON limits.point_id = points.id AND limits.quantity = @quantity
     WHERE ${where} ORDER BY isLow DESC, points.id`,
    parameters,
  );
  const dimension = countParameters(campaign);
  const theta = new Float64Array(rows.length * dimension);
  rows.forEach((row, index) => {
    theta.set(parseTheta(row.theta), index * dimension);
  });
  return {
    count: rows.length,
    dimension,
    ids: rows.map(({ id }) => id),
    theta,
    y: Float64Array.from(rows, ({ y }) => y),
    knownVariance: Float64Array.from(rows, ({ knownVariance }) => knownVariance),
    isClipped: Uint8Array.from(rows, ({ isClipped }) => isClipped),
    countLow: rows.filter(({ isLow }) => isLow === 1).length,
  };
}
