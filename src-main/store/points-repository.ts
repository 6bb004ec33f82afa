import type { Fidelity } from '#shared/domain/fidelity.ts';
import { type LeftOutReason, leftOutReasonSchema } from '#shared/domain/left-out-reason.ts';
import { QUANTITIES, type Quantity } from '#shared/domain/quantity.ts';
import type { ReadableCampaign, WritableCampaign } from './campaign-connection.ts';
import { parseJsonColumn } from './json-column.ts';
import { parseTheta, thetaText, thetaWriter } from './theta-column.ts';

/** One 95 % CL upper limit on μ at a point, as y = ln μ. */
export interface Limit {
  /** ln μ, without unit; excluded where negative. */
  readonly y: number;
  /** Known variance of ln μ (Monte Carlo), null where the file gave none. */
  readonly knownVariance: number | null;
  /** The value lay beyond the mapping's `clip` and stands at its bound. */
  readonly isClipped: boolean;
  /** error/σ_theory of the cross section that the limit was divided by, null where none was given. */
  readonly relativeTheoryError: number | null;
}

/** A parameter point with the limits that came with it. */
export interface NewPoint {
  readonly fidelity: Fidelity;
  /** Values of the free parameters, in their own units and the campaign's order. */
  readonly theta: ArrayLike<number>;
  /** A test point is never fitted, only judged against. */
  readonly isTest: boolean;
  readonly importId: number | null;
  readonly limits: Readonly<Partial<Record<Quantity, Limit>>>;
}

export interface Point extends NewPoint {
  readonly id: number;
  readonly theta: readonly number[];
  /** Why the point is left out of every fit, null while it counts. */
  readonly excludedReason: LeftOutReason | null;
  /** The batch point that asked for it (`b3-017`), null for points that came by import. */
  readonly batchPointId: string | null;
  readonly createdAt: string;
}

/**
 * Adds points with their limits. The same θ may come again: replicates are separate observations.
 *
 * @returns the new points' ids, in the order given
 * @throws ContouristError `store.wrong_dimension`, `store.theta_not_finite`
 */
export function insertPoints(campaign: WritableCampaign, points: Iterable<NewPoint>): number[] {
  const createdAt = campaign.author.now();
  const textOf = thetaWriter(campaign);
  const ids: number[] = [];
  for (const point of points) {
    const pointId = campaign.change.run(
      `INSERT INTO points (fidelity, theta, is_test, import_id, created_at)
       VALUES (@fidelity, @theta, @isTest, @importId, @createdAt)`,
      {
        fidelity: point.fidelity,
        theta: textOf(point.theta),
        isTest: point.isTest ? 1 : 0,
        importId: point.importId,
        createdAt,
      },
    );
    insertLimits(campaign, pointId, point.limits);
    ids.push(pointId);
  }
  return ids;
}

/** Adds limits to a point that has none of these quantities. */
export function insertLimits(campaign: WritableCampaign, pointId: number, limits: NewPoint['limits']): void {
  for (const quantity of QUANTITIES) {
    const limit = limits[quantity];
    if (limit === undefined) continue;
    campaign.change.run(
      `INSERT INTO limits (point_id, quantity, ln_mu, variance, is_clipped, relative_theory_error)
       VALUES (@pointId, @quantity, @y, @knownVariance, @isClipped, @relativeTheoryError)`,
      {
        pointId,
        quantity,
        y: limit.y,
        knownVariance: limit.knownVariance,
        isClipped: limit.isClipped ? 1 : 0,
        relativeTheoryError: limit.relativeTheoryError,
      },
    );
  }
}

/** All points of a fidelity with their limits, excluded and test points too, in the order they came. */
export function listPoints(campaign: ReadableCampaign, fidelity: Fidelity): Point[] {
  return selectPoints(campaign, 'points.fidelity = @fidelity', { fidelity });
}

/** The points with these ids, ordered by id; ids that do not exist are left out. */
export function pointsById(campaign: ReadableCampaign, ids: readonly number[]): Point[] {
  return selectPoints(campaign, 'points.id IN (SELECT value FROM json_each(@ids))', {
    ids: JSON.stringify(ids),
  });
}

/** How many of these ids are points. */
export function countPointsById(campaign: ReadableCampaign, ids: readonly number[]): number {
  const row = campaign.sql.get<{ count: number }>(
    'SELECT count(*) AS count FROM points WHERE id IN (SELECT value FROM json_each(@ids))',
    { ids: JSON.stringify(ids) },
  );
  return row?.count ?? 0;
}

/**
 * The points of a fidelity at exactly this θ (equal float64 in every parameter) that are not excluded: what
 * `--duplicates` asks.
 *
 * @returns their ids, oldest first
 */
export function findPointsAt(
  campaign: ReadableCampaign,
  fidelity: Fidelity,
  theta: ArrayLike<number>,
): number[] {
  return campaign.sql
    .all<{ id: number }>(
      `SELECT id FROM points WHERE theta = @theta AND fidelity = @fidelity AND excluded_reason IS NULL ORDER BY id`,
      { theta: thetaText(theta), fidelity },
    )
    .map(({ id }) => id);
}

/** Leaves points out of every later fit; they stay in the file with the reason. */
export function excludePoints(
  campaign: WritableCampaign,
  ids: Iterable<number>,
  reason: LeftOutReason,
): void {
  const stored = JSON.stringify(leftOutReasonSchema.parse(reason));
  for (const id of ids) {
    campaign.change.run('UPDATE points SET excluded_reason = @stored WHERE id = @id', { id, stored });
  }
}

/** Takes excluded points back into later fits. */
export function includePoints(campaign: WritableCampaign, ids: Iterable<number>): void {
  for (const id of ids)
    campaign.change.run('UPDATE points SET excluded_reason = NULL WHERE id = @id', { id });
}

/** Makes points test points, which no fit sees, or points for fits. */
export function setTestPoints(campaign: WritableCampaign, ids: Iterable<number>, isTest: boolean): void {
  for (const id of ids) {
    campaign.change.run('UPDATE points SET is_test = @isTest WHERE id = @id', { id, isTest: isTest ? 1 : 0 });
  }
}

/** Takes points and their limits out of the file; none may be the result of a batch point. */
export function deletePoints(campaign: WritableCampaign, ids: Iterable<number>): void {
  for (const id of ids) {
    campaign.change.run('DELETE FROM limits WHERE point_id = @id', { id });
    campaign.change.run('DELETE FROM points WHERE id = @id', { id });
  }
}

/** The points that came with an import, oldest first. */
export function pointsOfImport(campaign: ReadableCampaign, importId: number): Point[] {
  return selectPoints(campaign, 'points.import_id = @importId', { importId });
}

/** The points that are left out because an import replaced them, oldest first. */
export function pointsReplacedBy(campaign: ReadableCampaign, importId: number): Point[] {
  return selectPoints(
    campaign,
    `points.excluded_reason IS NOT NULL AND points.excluded_reason ->> 'code' = 'replaced'
     AND points.excluded_reason ->> 'import' = @importId`,
    { importId },
  );
}

/** How many points of each import the file holds; imports without any are missing. */
export function countPointsByImport(campaign: ReadableCampaign): Map<number, number> {
  const rows = campaign.sql.all<{ importId: number; count: number }>(
    'SELECT import_id AS importId, count(*) AS count FROM points WHERE import_id IS NOT NULL GROUP BY import_id',
  );
  return new Map(rows.map(({ importId, count }) => [importId, count]));
}

/** How many points of each fidelity the file holds in all, and how many of them are for testing or excluded. */
export function countPoints(
  campaign: ReadableCampaign,
): Record<Fidelity, { readonly total: number; readonly test: number; readonly excluded: number }> {
  const counts = { low: { total: 0, test: 0, excluded: 0 }, high: { total: 0, test: 0, excluded: 0 } };
  const rows = campaign.sql.all<{ fidelity: Fidelity; total: number; test: number; excluded: number }>(
    `SELECT fidelity, count(*) AS total, sum(is_test) AS test, count(excluded_reason) AS excluded
     FROM points GROUP BY fidelity`,
  );
  for (const { fidelity, total, test, excluded } of rows) counts[fidelity] = { total, test, excluded };
  return counts;
}

/**
 * Reads the reasons of many points, each text once: thousands share theirs.
 *
 * @throws ContouristError `campaign.corrupt`
 */
export function leftOutReader(): (text: string | null) => LeftOutReason | null {
  const known = new Map<string, LeftOutReason>();
  return (text) => {
    if (text === null) return null;
    const reason = known.get(text) ?? parseJsonColumn(leftOutReasonSchema, text, 'points.excluded_reason');
    known.set(text, reason);
    return reason;
  };
}

interface PointRow {
  readonly id: number;
  readonly fidelity: Fidelity;
  readonly theta: string;
  readonly isTest: number;
  readonly excludedReason: string | null;
  readonly importId: number | null;
  readonly batchPointId: string | null;
  readonly createdAt: string;
}

interface LimitRow {
  readonly pointId: number;
  readonly quantity: Quantity;
  readonly y: number;
  readonly knownVariance: number | null;
  readonly isClipped: number;
  readonly relativeTheoryError: number | null;
}

function selectPoints(
  campaign: ReadableCampaign,
  where: string,
  parameters: Readonly<Record<string, string | number>>,
): Point[] {
  const rows = campaign.sql.all<PointRow>(
    `SELECT points.id, fidelity, points.theta, is_test AS isTest, excluded_reason AS excludedReason,
       import_id AS importId, batch_points.id AS batchPointId, created_at AS createdAt
     FROM points LEFT JOIN batch_points ON batch_points.point_id = points.id
     WHERE ${where} ORDER BY points.id`,
    parameters,
  );
  const limits = campaign.sql.all<LimitRow>(
    `SELECT point_id AS pointId, quantity, ln_mu AS y, variance AS knownVariance, is_clipped AS isClipped,
       relative_theory_error AS relativeTheoryError
     FROM limits JOIN points ON points.id = limits.point_id WHERE ${where}`,
    parameters,
  );
  const limitsOf = new Map<number, Partial<Record<Quantity, Limit>>>(rows.map(({ id }) => [id, {}]));
  for (const { pointId, quantity, isClipped, ...limit } of limits) {
    const ofPoint = limitsOf.get(pointId);
    if (ofPoint !== undefined) ofPoint[quantity] = { ...limit, isClipped: isClipped === 1 };
  }
  const reasonOf = leftOutReader();
  return rows.map((row) => ({
    ...row,
    theta: parseTheta(row.theta),
    excludedReason: reasonOf(row.excludedReason),
    isTest: row.isTest === 1,
    limits: limitsOf.get(row.id) ?? {},
  }));
}

/** How many limits of each quantity there are that fits may use; quantities without are missing. */
export function countLimits(campaign: ReadableCampaign): Partial<Record<Quantity, number>> {
  const rows = campaign.sql.all<{ quantity: Quantity; count: number }>(
    `SELECT quantity, count(*) AS count FROM limits JOIN points ON points.id = point_id
     WHERE is_test = 0 AND excluded_reason IS NULL GROUP BY quantity`,
  );
  return Object.fromEntries(rows.map(({ quantity, count }) => [quantity, count]));
}
