import { join, resolve } from 'node:path';
import { asInputFile } from '#main/files/input-file.ts';
import type { OutputWork } from '#main/files/output-file.ts';
import { findPack } from '#main/packs/find-pack.ts';
import type { Pack, PointStatus, SystemDelivery } from '#main/packs/pack.ts';
import type { ReadableCampaign, WritableCampaign } from '#main/store/campaign-connection.ts';
import {
  type Delivery,
  deliveriesOfBatch,
  insertDelivery,
  updateDelivery,
} from '#main/store/deliveries-repository.ts';
import { type Export, exportsOfBatch } from '#main/store/exports-repository.ts';
import { transaction } from '#main/store/transaction.ts';
import type { ResultsReport } from '#shared/contract/batches/results.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import { readOptions } from '#shared/domain/options.ts';
import { type LoadedMapping, NO_MAPPING } from '../../imports/read-limit-file.ts';
import { readTableFile } from '../../imports/table-file.ts';
import { batchToPack } from '../batch-to-pack.ts';
import { exportBatch, type WantedPack } from '../export-batch.ts';
import { importResults } from '../results/import-results.ts';

/**
 * Writes a batch for a system and submits it. Every step can be cut off and done again: files that are written are not
 * written anew, and jobs that are submitted are found and not submitted twice.
 *
 * @param folder where the batches' folders go; made where it is missing
 * @throws ContouristError those of `exportBatch`; `pack.no_system` where the pack cannot submit, `pack.submit_failed`,
 *   `pack.unreachable`
 */
export async function submitBatch(
  campaign: WritableCampaign,
  number: number,
  wanted: WantedPack,
  folder: string,
  work: OutputWork = {},
): Promise<Delivery> {
  const pack = findPack(wanted.pack);
  const { submit } = systemOf(pack);
  const root = resolve(folder);
  const exported = openExport(campaign, number, pack.id, root);
  if (exported === undefined) await exportBatch(campaign, number, root, { packs: [wanted], ...work });
  const written = openExport(campaign, number, pack.id, root);
  if (written === undefined) throw new Error(`The export of batch ${number} left no record.`);
  const submitted = deliveriesOfBatch(campaign, number).find(
    (delivery) => delivery.exported.id === written.id,
  );
  if (submitted !== undefined) return submitted;
  const batch = batchToPack(campaign, number, campaign.author.now());
  const present = new Set(written.pointIds);
  const points = batch.points.filter(({ id }) => present.has(id));
  const options = readOptions(`pack ${pack.id}`, pack.options, written.options as WantedPack['options']);
  const handle = await submit(join(root, `batch-${number}`), { ...batch, points }, options, work);
  transaction(
    campaign,
    'submit',
    () => insertDelivery(campaign, written.id, handle),
    () => ({ batch: number, pack: pack.id, points: points.length }),
  );
  return latestDelivery(campaign, number, written.id);
}

/** The latest export of a batch by a pack into a folder, whose results are not all back. */
function openExport(
  campaign: ReadableCampaign,
  number: number,
  pack: string,
  root: string,
): Export | undefined {
  const ended = new Set(
    deliveriesOfBatch(campaign, number)
      .filter(({ endedAt }) => endedAt !== null)
      .map(({ exported }) => exported.id),
  );
  return exportsOfBatch(campaign, number).findLast(
    (exported) => exported.pack === pack && exported.destination === root && !ended.has(exported.id),
  );
}

/** How each point of a submission stands. @throws ContouristError `pack.unreachable`; the signal's reason */
export function deliveryStatus(delivery: Delivery, work: OutputWork = {}): Promise<PointStatus[]> {
  return systemOf(findPack(delivery.exported.pack)).status(delivery.handle, work);
}

/** What a collection brought. */
export interface Collection {
  readonly delivery: Delivery;
  /** Null where nothing new had come back. */
  readonly report: ResultsReport | null;
  /** Points that were submitted again. */
  readonly resubmitted: readonly string[];
}

/**
 * Takes what has come back of a submission into the campaign. Points that failed are submitted again as often as `retries`
 * says, and count as failed only after that.
 *
 * @param options.mapping how to read the results; without one by the names of their columns
 * @throws ContouristError `pack.unreachable`, those of `importResults`
 */
export async function collectDelivery(
  campaign: WritableCampaign,
  delivery: Delivery,
  {
    retries,
    mapping = NO_MAPPING,
    ...work
  }: { readonly retries: number; readonly mapping?: LoadedMapping } & OutputWork,
): Promise<Collection> {
  const { exported } = delivery;
  const system = systemOf(findPack(exported.pack));
  const first = await system.collect(delivery.handle, work);
  const again = first.resubmittable.filter((id) => (delivery.retries[id] ?? 0) < retries);
  const handle = again.length === 0 ? delivery.handle : await system.resubmit(delivery.handle, again, work);
  const tried = Object.fromEntries(again.map((id) => [id, (delivery.retries[id] ?? 0) + 1]));
  const state = { ...delivery, handle, retries: { ...delivery.retries, ...tried } };
  if (again.length > 0) {
    transaction(
      campaign,
      'submit-again',
      () => updateDelivery(campaign, exported.id, state),
      () => ({ batch: exported.batch, points: again }),
    );
  }
  const { table, coreSeconds } = again.length === 0 ? first : await system.collect(handle, work);
  const report = table === null ? null : await take(campaign, exported.batch, table, mapping);
  const out = (await system.status(handle, work)).filter(
    ({ state }) => state === 'waiting' || state === 'running',
  );
  const updated = {
    ...state,
    coreSeconds: { ...state.coreSeconds, ...Object.fromEntries(coreSeconds) },
    endedAt: out.length === 0 && again.length === 0 ? campaign.author.now() : null,
  };
  const isNews =
    updated.endedAt !== null ||
    Object.keys(updated.coreSeconds).length > Object.keys(state.coreSeconds).length;
  if (isNews) {
    transaction(
      campaign,
      'collect',
      () => updateDelivery(campaign, exported.id, updated),
      () => ({ batch: exported.batch, out: out.length }),
    );
  }
  return { delivery: latestDelivery(campaign, exported.batch, exported.id), report, resubmitted: again };
}

async function take(
  campaign: WritableCampaign,
  batch: number,
  { name, text }: { readonly name: string; readonly text: string },
  mapping: LoadedMapping,
): Promise<ResultsReport> {
  const file = await readTableFile(asInputFile(name, Buffer.from(text)));
  return importResults(campaign, file, mapping, { batch });
}

function latestDelivery(campaign: ReadableCampaign, batch: number, exportId: number): Delivery {
  const found = deliveriesOfBatch(campaign, batch).find(({ exported }) => exported.id === exportId);
  if (found === undefined) throw new Error(`The delivery of export ${exportId} left no record.`);
  return found;
}

/** @throws ContouristError `pack.no_system` */
function systemOf(pack: Pack): SystemDelivery {
  if (pack.delivery.kind === 'system') return pack.delivery;
  throw new ContouristError('pack.no_system', `${pack.title} writes files and submits nothing.`, {
    blame: 'usage',
    hint: 'Choose a pack of a system.',
  });
}
