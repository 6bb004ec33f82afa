import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileAtomically } from '#main/files/write-file-atomically.ts';
import { type BatchPoint, setBatchPointState } from '#main/store/batch-points-repository.ts';
import { freezeBatch, markBatchExported } from '#main/store/batches-repository.ts';
import type { WritableCampaign } from '#main/store/campaign-connection.ts';
import { transaction } from '#main/store/transaction.ts';
import type { BatchFileFormat, ExportResult } from '#shared/contract/batches/batch.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import { batchFile, openPointsOf } from './batch-files.ts';

/**
 * Writes the points of a batch whose result is still to come as batch-K.csv and batch-K.json (see `batchFile`). They
 * become requested, and the batch is frozen. Exporting again writes what is open then: all of it before any result, the
 * rest later, failed points once they are reset.
 *
 * @param folder is made if it is not there
 * @throws ContouristError `batch.unknown`, `batch.nothing_open`, `file.not_writable`, `file.disk_full`; no state is
 *   changed then
 */
export function exportBatch(campaign: WritableCampaign, number: number, folder: string): ExportResult {
  const open = openPointsOf(campaign, number);
  const csv = join(folder, `batch-${number}.csv`);
  const json = join(folder, `batch-${number}.json`);
  transaction(
    campaign,
    'export',
    () => {
      handOut(campaign, number, open);
      // Before the commit: a point is requested only when it stands in a file.
      makeFolder(folder);
      for (const [path, format] of [
        [csv, 'csv'],
        [json, 'json'],
      ] as const) {
        writeFileAtomically(path, batchFile(campaign, number, format, open).text);
      }
    },
    () => ({ batch: number, points: open.length, csv, json }),
  );
  return { batch: number, points: open.length, csv, json };
}

/** A file of a batch that leaves the program by another way than its own disk. */
export interface HandedOut {
  readonly format: BatchFileFormat;
  /** Where it went, as the user knows it: a file's name. */
  readonly to: string;
  /** The points that stand in it. */
  readonly ids: readonly string[];
}

/**
 * Notes that somebody has a file of the batch: its points are requested, and the batch is frozen.
 *
 * @throws ContouristError `batch.unknown`, `batch.nothing_open`; `batch.changed` where points have come or gone since
 *   the file was written, and no state is changed then
 */
export function confirmExport(
  campaign: WritableCampaign,
  number: number,
  { format, to, ids }: HandedOut,
): void {
  const open = openPointsOf(campaign, number);
  const stands = new Set(ids);
  if (open.length !== stands.size || open.some(({ id }) => !stands.has(id))) {
    throw new ContouristError(
      'batch.changed',
      `Batch ${number} has changed since ${to} was written: the file does not hold its points any more.`,
      { hint: 'Delete the file and export the batch again.' },
    );
  }
  transaction(
    campaign,
    'export',
    () => handOut(campaign, number, open),
    () => ({ batch: number, points: open.length, format, to }),
  );
}

function handOut(campaign: WritableCampaign, number: number, open: readonly BatchPoint[]): void {
  freezeBatch(campaign, number);
  markBatchExported(campaign, number);
  for (const { id, state } of open) {
    if (state !== 'running') setBatchPointState(campaign, id, { state: 'requested' });
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    throw new ContouristError('file.not_writable', `The folder ${folder} cannot be made.`, {
      hint: 'Choose a folder where you may write.',
      cause,
    });
  }
}
