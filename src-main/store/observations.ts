import type { Fidelity } from '#shared/domain/fidelity.ts';
import type { Quantity } from '#shared/domain/quantity.ts';
import type { ReadableCampaign } from './campaign-connection.ts';
import { countParameters, parseTheta } from './theta-column.ts';

/** What one quantity was found to be, point by point, in columns: ready for a fit. */
export interface Observations {
  readonly count: number;
  /** Number of free parameters. */
  readonly dimension: number;
  /** The points' ids, oldest first. */
  readonly ids: readonly number[];
  /** θ in the parameters' own units, count × dimension, row-major. */
  readonly theta: Float64Array;
  /** y = ln μ, one per point. */
  readonly lnMu: Float64Array;
  /** Known variance of ln μ, 0 where the file gave none. */
  readonly variance: Float64Array;
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
  return selectObservations(campaign, quantity, fidelity, 0);
}

/** The same for the test points, which no fit ever sees. */
export function testObservations(
  campaign: ReadableCampaign,
  quantity: Quantity,
  fidelity: Fidelity,
): Observations {
  return selectObservations(campaign, quantity, fidelity, 1);
}

function selectObservations(
  campaign: ReadableCampaign,
  quantity: Quantity,
  fidelity: Fidelity,
  isTest: 0 | 1,
): Observations {
  const rows = campaign.sql.all<{ id: number; theta: string; lnMu: number; variance: number }>(
    `SELECT points.id, theta, ln_mu AS lnMu, coalesce(variance, 0) AS variance
     FROM points JOIN limits ON limits.point_id = points.id AND limits.quantity = @quantity
     WHERE fidelity = @fidelity AND is_test = @isTest AND excluded_reason IS NULL ORDER BY points.id`,
    { quantity, fidelity, isTest },
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
    lnMu: Float64Array.from(rows, ({ lnMu }) => lnMu),
    variance: Float64Array.from(rows, ({ variance }) => variance),
  };
}
