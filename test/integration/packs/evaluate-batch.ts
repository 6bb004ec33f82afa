// A batch in a folder as a pack wrote it, and how it is followed to its end.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BatchToPack, Handle, Pack, PointStatus, SystemDelivery } from '#main/packs/pack.ts';
import { type Options, readOptions } from '#shared/domain/options.ts';

export interface WrittenBatch {
  readonly folder: string;
  readonly settings: Options;
  readonly system: SystemDelivery;
  readonly batch: BatchToPack;
}

/** Writes the files of a batch as an export does, and says in which folder. */
export async function writeFolder(pack: Pack, batch: BatchToPack, given: Options): Promise<string> {
  const root = mkdtempSync(join(tmpdir(), 'contourist batch-'));
  const settings = readOptions(`pack ${pack.id}`, pack.options, given);
  for (const { name, content, mode } of await pack.files(batch, settings, {})) {
    const path = join(root, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content, mode === undefined ? {} : { mode });
  }
  return join(root, 'batch-3');
}

/** The same for a pack that submits. */
export async function writeBatch(pack: Pack, batch: BatchToPack, given: Options): Promise<WrittenBatch> {
  if (pack.delivery.kind !== 'system') throw new Error('The pack submits nothing.');
  const folder = await writeFolder(pack, batch, given);
  return {
    folder,
    settings: readOptions(`pack ${pack.id}`, pack.options, given),
    system: pack.delivery,
    batch,
  };
}

/** Waits until no point waits or runs. */
export async function untilEnded({ system }: WrittenBatch, handle: Handle): Promise<PointStatus[]> {
  for (;;) {
    const statuses = await system.status(handle, {});
    if (statuses.every(({ state }) => state === 'finished' || state === 'failed')) return statuses;
    await sleep(200);
  }
}
