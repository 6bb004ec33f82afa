import { type BatchPoint, pointsOfBatch } from '#main/store/batch-points-repository.ts';
import { readBatch } from '#main/store/batches-repository.ts';
import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { readDefinition } from '#main/store/definition-repository.ts';
import type { BatchFileFormat } from '#shared/contract/batches/batch.ts';
import { isPending } from '#shared/domain/batch-point-state.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import { writeTable } from '#shared/limit-files/write-table.ts';
import { describeBatch } from './describe-batch.ts';

/** Each form in which a batch can be handed out: which programs read it, and how it is written. */
const FORMATS: Readonly<
  Record<
    BatchFileFormat,
    {
      readonly extension: string;
      readonly mediaType: string;
      readonly write: (campaign: ReadableCampaign, number: number, open: readonly BatchPoint[]) => string;
    }
  >
> = {
  csv: { extension: 'csv', mediaType: 'text/csv', write: batchTable },
  json: { extension: 'json', mediaType: 'application/json', write: batchJson },
};

/** A file of a batch, not yet written anywhere. */
export interface BatchFile {
  readonly name: string;
  readonly mediaType: string;
  readonly text: string;
}

/**
 * The points of a batch whose result is still to come: what a file of it holds.
 *
 * @throws ContouristError `batch.unknown`, `batch.nothing_open`
 */
export function openPointsOf(campaign: ReadableCampaign, number: number): BatchPoint[] {
  readBatch(campaign, number);
  const open = pointsOfBatch(campaign, number).filter(({ state }) => isPending(state));
  if (open.length > 0) return open;
  throw new ContouristError('batch.nothing_open', `No point of batch ${number} waits for a result.`, {
    hint: 'Failed points can be reset; otherwise propose the next batch.',
  });
}

/**
 * Writes points of a batch as text: `csv` has id and parameters, every digit of the float64; `json` the same with the
 * reasons for each point, and what the numbers mean.
 */
export function batchFile(
  campaign: ReadableCampaign,
  number: number,
  format: BatchFileFormat,
  open: readonly BatchPoint[],
): BatchFile {
  const { extension, mediaType, write } = FORMATS[format];
  return { name: `batch-${number}.${extension}`, mediaType, text: write(campaign, number, open) };
}

function batchTable(campaign: ReadableCampaign, _: number, open: readonly BatchPoint[]): string {
  const names = readDefinition(campaign).parameters.map(({ name }) => name);
  return writeTable(
    ['id', ...names],
    open.map(({ id, theta }) => [id, ...theta]),
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
