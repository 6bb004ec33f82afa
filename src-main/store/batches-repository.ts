import { type Shortfall, shortfallSchema } from '#shared/domain/batch-reason.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import { type BatchFailures, batchFailuresSchema } from '#shared/domain/failure-region.ts';
import type { Fidelity } from '#shared/domain/fidelity.ts';
import type { ReadableCampaign, WritableCampaign } from './campaign-connection.ts';
import { parseJsonColumn } from './json-column.ts';

/** Points to be evaluated together, and how they were chosen. */
export interface NewBatch {
  /** The iteration whose fits chose it, null for a space-filling batch before any fit. */
  readonly iteration: number | null;
  /** Name of the acquisition rule. */
  readonly method: string;
  readonly seed: number;
  /** How many points were asked for. */
  readonly requested: number;
  readonly fidelity: Fidelity;
  /** Why there are fewer points than were asked for, null when there are not. */
  readonly shortfallReason: Shortfall | null;
  /** Where evaluations failed by then, and what was made of it; null for batches of versions that did not ask. */
  readonly failures?: BatchFailures | null;
}

export interface Batch extends Required<NewBatch> {
  readonly number: number;
  readonly createdAt: string;
  /** From then on no point is vetoed or added. */
  readonly frozenAt: string | null;
  /** When its file was last written. */
  readonly exportedAt: string | null;
}

/** The number that the next batch will have. */
export function nextBatchNumber(campaign: ReadableCampaign): number {
  const row = campaign.sql.get<{ next: number }>('SELECT coalesce(max(number), 0) + 1 AS next FROM batches');
  return row?.next ?? 1;
}

/** @returns the number of the new batch */
export function insertBatch(campaign: WritableCampaign, batch: NewBatch): number {
  const number = nextBatchNumber(campaign);
  campaign.change.run(
    `INSERT INTO batches (number, iteration, method, seed, requested, fidelity, shortfall_reason, failures, created_at)
     VALUES (@number, @iteration, @method, @seed, @requested, @fidelity, @shortfallReason, @failures, @createdAt)`,
    {
      ...batch,
      number,
      shortfallReason: jsonColumn(batch.shortfallReason),
      failures: jsonColumn(batch.failures),
      createdAt: campaign.author.now(),
    },
  );
  return number;
}

/** @throws ContouristError `batch.unknown` */
export function readBatch(campaign: ReadableCampaign, number: number): Batch {
  const row = campaign.sql.get<BatchRow>(`${SELECT_BATCHES} WHERE number = @number`, { number });
  if (row === undefined) {
    const newest = nextBatchNumber(campaign) - 1;
    throw new ContouristError('batch.unknown', `There is no batch ${number}.`, {
      hint: newest === 0 ? 'Propose one first.' : `Batches 1 to ${newest} exist.`,
    });
  }
  return toBatch(row);
}

/** All batches, oldest first. */
export function listBatches(campaign: ReadableCampaign): Batch[] {
  return campaign.sql.all<BatchRow>(`${SELECT_BATCHES} ORDER BY number`).map(toBatch);
}

/** Why the batch has fewer points than asked for; null when it has them. */
export function setShortfallReason(
  campaign: WritableCampaign,
  number: number,
  reason: Shortfall | null,
): void {
  campaign.change.run('UPDATE batches SET shortfall_reason = @reason WHERE number = @number', {
    number,
    reason: jsonColumn(reason),
  });
}

/** Puts another proposal in the place of a batch's own; its number and the time of its making stay. */
export function replaceProposal(campaign: WritableCampaign, number: number, batch: NewBatch): void {
  campaign.change.run(
    `UPDATE batches SET iteration = @iteration, method = @method, seed = @seed, requested = @requested,
       fidelity = @fidelity, shortfall_reason = @shortfallReason, failures = @failures WHERE number = @number`,
    {
      ...batch,
      number,
      shortfallReason: jsonColumn(batch.shortfallReason),
      failures: jsonColumn(batch.failures),
    },
  );
}

/** Freezes a batch; a batch already frozen keeps its time. */
export function freezeBatch(
  campaign: WritableCampaign,
  number: number,
  at: string = campaign.author.now(),
): void {
  campaign.change.run('UPDATE batches SET frozen_at = coalesce(frozen_at, @at) WHERE number = @number', {
    number,
    at,
  });
}

/** Notes that the (frozen) batch was written to a file now. */
export function markBatchExported(campaign: WritableCampaign, number: number): void {
  campaign.change.run('UPDATE batches SET exported_at = @now WHERE number = @number', {
    number,
    now: campaign.author.now(),
  });
}

/** Takes a batch away that has no points any more. */
export function deleteBatch(campaign: WritableCampaign, number: number): void {
  campaign.change.run('DELETE FROM batches WHERE number = @number', { number });
}

const SELECT_BATCHES = `SELECT number, iteration, method, seed, requested, fidelity,
  shortfall_reason AS shortfallReason, failures, created_at AS createdAt, frozen_at AS frozenAt,
  exported_at AS exportedAt FROM batches`;

type BatchRow = Omit<Batch, 'shortfallReason' | 'failures'> & {
  readonly shortfallReason: string | null;
  readonly failures: string | null;
};

function toBatch(row: BatchRow): Batch {
  return {
    ...row,
    shortfallReason:
      row.shortfallReason === null
        ? null
        : parseJsonColumn(shortfallSchema, row.shortfallReason, 'batches.shortfall_reason'),
    failures:
      row.failures === null ? null : parseJsonColumn(batchFailuresSchema, row.failures, 'batches.failures'),
  };
}

function jsonColumn(value: object | null = null): string | null {
  return value === null ? null : JSON.stringify(value);
}
