import { z } from 'zod';
import type { ReadableCampaign, WritableCampaign } from './campaign-connection.ts';
import { type Export, exportsOfBatch } from './exports-repository.ts';
import { type JsonObject, jsonObjectSchema, parseJsonColumn } from './json-column.ts';

/** An export whose files were submitted to their system. */
export interface Delivery {
  readonly exported: Export;
  /** By what the pack finds its jobs again. */
  readonly handle: JsonObject;
  /** How often points were submitted again, by id; a point without an entry was submitted once. */
  readonly retries: Readonly<Record<string, number>>;
  /** Cores times wall-clock seconds of the points that have come back, by id. */
  readonly coreSeconds: Readonly<Record<string, number>>;
  readonly submittedAt: string;
  /** When the last of its points had come back; null while some are out. */
  readonly endedAt: string | null;
}

/** Keeps what an export's submission is found again by. */
export function insertDelivery(campaign: WritableCampaign, exportId: number, handle: JsonObject): void {
  campaign.change.run(
    `INSERT INTO deliveries (export, handle, retries, core_seconds, submitted_at)
     VALUES (@exportId, @handle, '{}', '{}', @submittedAt)`,
    { exportId, handle: JSON.stringify(handle), submittedAt: campaign.author.now() },
  );
}

/** Keeps how far a delivery is. */
export function updateDelivery(
  campaign: WritableCampaign,
  exportId: number,
  { handle, retries, coreSeconds, endedAt }: Pick<Delivery, 'handle' | 'retries' | 'coreSeconds' | 'endedAt'>,
): void {
  campaign.change.run(
    `UPDATE deliveries SET handle = @handle, retries = @retries, core_seconds = @coreSeconds, ended_at = @endedAt
     WHERE export = @exportId`,
    {
      exportId,
      handle: JSON.stringify(handle),
      retries: JSON.stringify(retries),
      coreSeconds: JSON.stringify(coreSeconds),
      endedAt,
    },
  );
}

/** The submissions of a batch, oldest first. */
export function deliveriesOfBatch(campaign: ReadableCampaign, batch: number): Delivery[] {
  return exportsOfBatch(campaign, batch).flatMap((exported) => {
    const row = campaign.sql.get<DeliveryRow>(
      `SELECT handle, retries, core_seconds AS coreSeconds, submitted_at AS submittedAt, ended_at AS endedAt
       FROM deliveries WHERE export = @id`,
      { id: exported.id },
    );
    if (row === undefined) return [];
    return [
      {
        exported,
        handle: parseJsonColumn(jsonObjectSchema, row.handle, 'deliveries.handle'),
        retries: parseJsonColumn(numbersSchema, row.retries, 'deliveries.retries'),
        coreSeconds: parseJsonColumn(numbersSchema, row.coreSeconds, 'deliveries.core_seconds'),
        submittedAt: row.submittedAt,
        endedAt: row.endedAt,
      },
    ];
  });
}

const numbersSchema = z.record(z.string(), z.number());

interface DeliveryRow {
  readonly handle: string;
  readonly retries: string;
  readonly coreSeconds: string;
  readonly submittedAt: string;
  readonly endedAt: string | null;
}
