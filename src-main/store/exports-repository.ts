import { z } from 'zod';
import type { ReadableCampaign, WritableCampaign } from './campaign-connection.ts';
import { type JsonObject, jsonObjectSchema, parseJsonColumn } from './json-column.ts';

/** Files of a batch that were handed out. */
export interface NewExport {
  readonly batch: number;
  /** The pack that made them; one of a newer version of the program, perhaps. */
  readonly pack: string;
  readonly options: JsonObject;
  /** Where they went, as the user knows it: a folder, or a file's name. */
  readonly destination: string;
  /** The points that stand in them, by their ids in the batch. */
  readonly pointIds: readonly string[];
}

export interface Export extends NewExport {
  readonly id: number;
  readonly user: string;
  readonly createdAt: string;
}

/** @returns the new export's id */
export function insertExport(campaign: WritableCampaign, exported: NewExport): number {
  return campaign.change.run(
    `INSERT INTO exports (batch, pack, options, destination, point_ids, user, created_at)
     VALUES (@batch, @pack, @options, @destination, @pointIds, @user, @createdAt)`,
    {
      batch: exported.batch,
      pack: exported.pack,
      options: JSON.stringify(exported.options),
      destination: exported.destination,
      pointIds: JSON.stringify(exported.pointIds),
      user: campaign.author.user,
      createdAt: campaign.author.now(),
    },
  );
}

/** The exports of a batch, oldest first. */
export function exportsOfBatch(campaign: ReadableCampaign, batch: number): Export[] {
  return campaign.sql
    .all<ExportRow>(
      `SELECT id, batch, pack, options, destination, point_ids AS pointIds, user, created_at AS createdAt
       FROM exports WHERE batch = @batch ORDER BY id`,
      { batch },
    )
    .map((row) => ({
      ...row,
      options: parseJsonColumn(jsonObjectSchema, row.options, 'exports.options'),
      pointIds: parseJsonColumn(idsSchema, row.pointIds, 'exports.point_ids'),
    }));
}

const idsSchema = z.array(z.string());

type ExportRow = Omit<Export, 'options' | 'pointIds'> & {
  readonly options: string;
  readonly pointIds: string;
};
