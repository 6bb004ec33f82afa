import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checkOutputFiles, type OutputFile, type OutputWork } from '#main/files/output-file.ts';
import { writeFilesAtomically } from '#main/files/write-file-atomically.ts';
import { findPack } from '#main/packs/find-pack.ts';
import type { BatchToPack } from '#main/packs/pack.ts';
import { type BatchPoint, setBatchPointState } from '#main/store/batch-points-repository.ts';
import { freezeBatch, markBatchExported } from '#main/store/batches-repository.ts';
import type { ReadableCampaign, WritableCampaign } from '#main/store/campaign-connection.ts';
import { insertExport } from '#main/store/exports-repository.ts';
import { transaction } from '#main/store/transaction.ts';
import type { ExportResult } from '#shared/contract/batches/batch.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import { type Options, readOptions } from '#shared/domain/options.ts';
import { batchToPack, openPointsOf } from './batch-to-pack.ts';

/** As what a batch is to be handed out. */
export interface WantedPack {
  readonly pack: string;
  /** By name; what is left out has its default. */
  readonly options: Options;
}

/** What a pack made of a batch, not yet written anywhere. */
export interface PackedBatch extends WantedPack {
  readonly files: readonly OutputFile[];
  /** The points that stand in them. */
  readonly ids: readonly string[];
}

/** Without a wish a batch is handed out as both: the table for the grid, and the reasons for whoever looks at it. */
const DEFAULT_PACKS: readonly WantedPack[] = [
  { pack: 'csv', options: {} },
  { pack: 'json', options: {} },
];

/**
 * The files of a batch as a pack makes them; nothing changes by it. Once somebody has them, `confirmExport` says so.
 *
 * @throws ContouristError `batch.unknown`, `batch.nothing_open`, `pack.unknown`, `option.unknown`,
 *   `option.missing`, `option.bad`, those of the pack; the signal's reason
 */
export async function packBatch(
  campaign: ReadableCampaign,
  number: number,
  wanted: WantedPack,
  work: OutputWork = {},
): Promise<PackedBatch> {
  return pack(batchToPack(campaign, number, new Date().toISOString()), wanted, work);
}

async function pack(batch: BatchToPack, wanted: WantedPack, work: OutputWork): Promise<PackedBatch> {
  const found = findPack(wanted.pack);
  const options = readOptions(`pack ${found.id}`, found.options, wanted.options);
  const files = await found.files(batch, options, work);
  work.signal?.throwIfAborted();
  checkOutputFiles(found.id, files);
  return { pack: found.id, options, files, ids: batch.points.map(({ id }) => id) };
}

/**
 * Writes the points of a batch whose result is still to come as files of one or more packs, by default batch-K.csv and
 * batch-K.json. The points become requested, and the batch is frozen. Exporting again writes what is open then: all of
 * it before any result, the rest later, failed points once they are reset.
 *
 * @param folder is made if it is not there
 * @throws ContouristError those of `packBatch`; `batch.changed` where points have come or gone meanwhile,
 *   `file.not_writable`, `file.disk_full`; no state is changed then
 */
export async function exportBatch(
  campaign: WritableCampaign,
  number: number,
  folder: string,
  {
    packs = DEFAULT_PACKS,
    ...work
  }: { readonly packs?: readonly WantedPack[] | undefined } & OutputWork = {},
): Promise<ExportResult> {
  const exportedAt = campaign.author.now();
  const batch = batchToPack(campaign, number, exportedAt);
  const packed: PackedBatch[] = [];
  for (const wanted of packs) packed.push(await pack(batch, wanted, work));
  checkOutputFiles(
    packs.map(({ pack }) => pack).join(' with '),
    packed.flatMap(({ files }) => files),
  );
  const pathOf = ({ name }: OutputFile) => join(folder, ...name.split('/'));
  const written = packed.map(({ pack, options, files }) => ({ pack, options, files: files.map(pathOf) }));
  handOut(campaign, number, packed, folder, {
    exportedAt,
    // Before the commit: a point is requested only when it stands in a file.
    write: () => {
      const files = packed.flatMap(({ files }) => files);
      makeFolders(folder, files.map(pathOf));
      writeFilesAtomically(
        files.map((file) => ({ path: pathOf(file), content: file.content, mode: file.mode })),
      );
    },
  });
  const onlyFileOf = (id: string) => written.find(({ pack }) => pack === id)?.files[0];
  const [csv, json] = [onlyFileOf('csv'), onlyFileOf('json')];
  return {
    batch: number,
    points: batch.points.length,
    packs: written,
    ...(csv !== undefined && { csv }),
    ...(json !== undefined && { json }),
  };
}

/**
 * Notes that somebody has files of the batch: its points are requested, and the batch is frozen.
 *
 * @param to where they went, as the user knows it: a file's name
 * @throws ContouristError `batch.unknown`, `batch.nothing_open`, `pack.unknown`, `option.unknown`,
 *   `option.missing`, `option.bad`; `batch.changed` where points have come or gone since the files were made, and no state is changed
 *   then
 */
export function confirmExport(
  campaign: WritableCampaign,
  number: number,
  { pack, options, ids, to }: Omit<PackedBatch, 'files'> & { readonly to: string },
): void {
  const read = readOptions(`pack ${pack}`, findPack(pack).options, options);
  handOut(campaign, number, [{ pack, options: read, ids }], to);
}

function handOut(
  campaign: WritableCampaign,
  number: number,
  packed: readonly Omit<PackedBatch, 'files'>[],
  to: string,
  { exportedAt, write }: { readonly exportedAt?: string; readonly write?: () => void } = {},
): void {
  const open = openPointsOf(campaign, number);
  for (const { ids } of packed) refuseChanged(number, open, ids, to);
  transaction(
    campaign,
    'export',
    () => {
      freezeBatch(campaign, number, exportedAt);
      markBatchExported(campaign, number);
      for (const { id, state } of open) {
        if (state !== 'running') setBatchPointState(campaign, id, { state: 'requested' });
      }
      for (const { pack, options, ids } of packed) {
        insertExport(campaign, { batch: number, pack, options, destination: to, pointIds: ids });
      }
      write?.();
    },
    () => ({
      batch: number,
      points: open.length,
      packs: packed.map(({ pack, options }) => ({ pack, options })),
      to,
    }),
  );
}

function refuseChanged(
  number: number,
  open: readonly BatchPoint[],
  ids: readonly string[],
  to: string,
): void {
  const present = new Set(ids);
  if (open.length === present.size && open.every(({ id }) => present.has(id))) return;
  throw new ContouristError(
    'batch.changed',
    `Batch ${number} has changed since the files for ${to} were made: they do not hold its points any more.`,
    { hint: 'Delete what was written and export the batch again.' },
  );
}

function makeFolders(folder: string, paths: readonly string[]): void {
  for (const needed of new Set([folder, ...paths.map((path) => dirname(path))])) {
    try {
      mkdirSync(needed, { recursive: true });
    } catch (cause) {
      throw new ContouristError('file.not_writable', `The folder ${needed} cannot be made.`, {
        hint: 'Choose a folder where you may write.',
        cause,
      });
    }
  }
}
