import { z } from 'zod';
import type { Quantity } from '#shared/domain/quantity.ts';
import { type StoredModel, storedModelSchema } from '#shared/domain/surrogate.ts';
import type { ReadableCampaign, WritableCampaign } from './campaign-connection.ts';
import { type JsonObject, jsonObjectSchema, parseJsonColumn } from './json-column.ts';

/** A surrogate fitted to one quantity. */
export interface NewFit {
  readonly iteration: number;
  readonly quantity: Quantity;
  /** The settings it was asked for (`FitSettings`). */
  readonly settings: JsonObject;
  /** The fitted model, under the tag of its surrogate. */
  readonly model: StoredModel;
  /** The points whose limits it was fitted to, low-fidelity ones first: an old surrogate can be made again. */
  readonly pointIds: readonly number[];
  readonly seed: number;
}

export interface Fit extends NewFit {
  readonly id: number;
  readonly toolVersion: string;
  /** The fit that the iteration's metrics use: its newest of this quantity. */
  readonly isCurrent: boolean;
  readonly createdAt: string;
}

/** Stores a fit; it becomes its iteration's current fit of that quantity, the one before stays as history. */
export function recordFit(campaign: WritableCampaign, fit: NewFit): number {
  const { author, change } = campaign;
  change.run('UPDATE fits SET is_current = 0 WHERE iteration = @iteration AND quantity = @quantity', {
    iteration: fit.iteration,
    quantity: fit.quantity,
  });
  return change.run(
    `INSERT INTO fits (iteration, quantity, settings, model, point_ids, seed, tool_version, is_current, created_at)
     VALUES (@iteration, @quantity, @settings, @model, @pointIds, @seed, @toolVersion, 1, @createdAt)`,
    {
      ...fit,
      settings: JSON.stringify(fit.settings),
      model: JSON.stringify(fit.model),
      pointIds: JSON.stringify(fit.pointIds),
      toolVersion: author.toolVersion,
      createdAt: author.now(),
    },
  );
}

/** The current fits of an iteration, one per quantity that was fitted. */
export function currentFits(campaign: ReadableCampaign, iteration: number): Fit[] {
  return campaign.sql
    .all<FitRow>(`${SELECT_FITS} WHERE iteration = @iteration AND is_current = 1 ORDER BY id`, { iteration })
    .map(toFit);
}

/** Every fit of an iteration, oldest first. */
export function listFits(campaign: ReadableCampaign, iteration: number): Fit[] {
  return campaign.sql
    .all<FitRow>(`${SELECT_FITS} WHERE iteration = @iteration ORDER BY id`, { iteration })
    .map(toFit);
}

/** The points of an import that fits were fitted to, by iteration. */
export function fittedPointsOfImport(
  campaign: ReadableCampaign,
  importId: number,
): { readonly iteration: number; readonly pointId: number }[] {
  return campaign.sql.all(
    `SELECT DISTINCT fits.iteration, points.id AS pointId
     FROM fits, json_each(fits.point_ids) AS fitted JOIN points ON points.id = fitted.value
     WHERE points.import_id = @importId ORDER BY fits.iteration, points.id`,
    { importId },
  );
}

/** The first iteration whose current fits saw each point. */
export function firstIterationOfPoints(campaign: ReadableCampaign): ReadonlyMap<number, number> {
  const rows = campaign.sql.all<{ pointId: number; iteration: number }>(
    `SELECT fitted.value AS pointId, min(iteration) AS iteration
     FROM fits, json_each(fits.point_ids) AS fitted WHERE is_current = 1 GROUP BY fitted.value`,
  );
  return new Map(rows.map(({ pointId, iteration }) => [pointId, iteration]));
}

const SELECT_FITS = `SELECT id, iteration, quantity, settings, model, point_ids AS pointIds, seed,
  tool_version AS toolVersion, is_current AS isCurrent, created_at AS createdAt FROM fits`;

const pointIdsSchema = z.array(z.int()).readonly();

type FitRow = Omit<Fit, 'settings' | 'model' | 'pointIds' | 'isCurrent'> & {
  readonly settings: string;
  readonly model: string;
  readonly pointIds: string;
  readonly isCurrent: number;
};

function toFit(row: FitRow): Fit {
  return {
    ...row,
    settings: parseJsonColumn(jsonObjectSchema, row.settings, 'fits.settings'),
    model: parseJsonColumn(storedModelSchema, row.model, 'fits.model'),
    pointIds: parseJsonColumn(pointIdsSchema, row.pointIds, 'fits.point_ids'),
    isCurrent: row.isCurrent === 1,
  };
}
