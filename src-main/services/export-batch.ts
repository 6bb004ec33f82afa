import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileAtomically } from '#main/files/write-file-atomically.ts';
import { type BatchPoint, pointsOfBatch, setBatchPointState } from '#main/store/batch-points-repository.ts';
import { freezeBatch, markBatchExported, readBatch } from '#main/store/batches-repository.ts';
import type { ReadableCampaign, WritableCampaign } from '#main/store/campaign-connection.ts';
import { readDefinition } from '#main/store/definition-repository.ts';
import { transaction } from '#main/store/transaction.ts';
import type { ExportResult } from '#shared/contract/batch.ts';
import { isPending } from '#shared/domain/batch-point-state.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import { writeTable } from '#shared/limit-files/write-table.ts';
import { describeBatch } from './describe-batch.ts';

/**
 * Writes the points of a batch whose result is still to come: batch-K.csv (id and parameters, every digit of the
 * float64) and batch-K.json (the same with the reasons for each point, and what the numbers mean). They become
 * requested, and the batch is frozen. Exporting again writes what is open then: all of it before any result, the rest
 * later, failed points once they are reset.
 *
 * @param folder is made if it is not there
 * @throws ContouristError `batch.unknown`, `batch.nothing_open`, `file.not_writable`, `file.disk_full`; no state is
 *   changed then
 */
export function exportBatch(campaign: WritableCampaign, number: number, folder: string): ExportResult {
  readBatch(campaign, number);
  const open = pointsOfBatch(campaign, number).filter(({ state }) => isPending(state));
  if (open.length === 0) {
    throw new ContouristError('batch.nothing_open', `No point of batch ${number} waits for a result.`, {
      hint: 'Failed points can be reset; otherwise propose the next batch.',
    });
  }
  const csv = join(folder, `batch-${number}.csv`);
  const json = join(folder, `batch-${number}.json`);
  const waiting = open.filter(({ state }) => state !== 'running');
  transaction(
    campaign,
    'export',
    () => {
      freezeBatch(campaign, number);
      markBatchExported(campaign, number);
      for (const { id } of waiting) setBatchPointState(campaign, id, { state: 'requested' });
      // Before the commit: a point is requested only when it stands in a file.
      makeFolder(folder);
      writeFileAtomically(csv, batchTable(campaign, open));
      writeFileAtomically(json, batchJson(campaign, number, open));
    },
    () => ({ batch: number, points: open.length, csv, json }),
  );
  return { batch: number, points: open.length, csv, json };
}

function batchTable(campaign: ReadableCampaign, points: readonly BatchPoint[]): string {
  const names = readDefinition(campaign).parameters.map(({ name }) => name);
  return writeTable(
    ['id', ...names],
    points.map(({ id, theta }) => [id, ...theta]),
  );
}

function batchJson(campaign: ReadableCampaign, number: number, open: readonly BatchPoint[]): string {
  const { name, parameters, fixed, quantities } = readDefinition(campaign);
  const report = describeBatch(campaign, number);
  const ids = new Set(open.map(({ id }) => id));
  const content = {
    campaign: name,
    ...report,
    points: report.points.filter(({ id }) => ids.has(id)),
    parameters: parameters.map(({ name, unit }) => ({ name, unit: unit ?? null })),
    fixed,
    quantities,
  };
  return `${JSON.stringify(content, null, 2)}\n`;
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
