import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ComputeClient } from '#main/fitting/compute/compute-client.ts';
import type { PointStatus } from '#main/packs/pack.ts';
import { pointsOfBatch } from '#main/store/batch-points-repository.ts';
import { type Batch, listBatches } from '#main/store/batches-repository.ts';
import type { WritableCampaign } from '#main/store/campaign-connection.ts';
import { type Delivery, deliveriesOfBatch } from '#main/store/deliveries-repository.ts';
import { type Export, exportsOfBatch } from '#main/store/exports-repository.ts';
import type { AcquisitionMethod } from '#shared/domain/acquisition-method.ts';
import { isPending } from '#shared/domain/batch-point-state.ts';
import { failureText } from '#shared/domain/batch-reason.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import type { Fidelity } from '#shared/domain/fidelity.ts';
import type { StopVerdict } from '#shared/domain/stop-rule.ts';
import { type LoadedMapping, NO_MAPPING } from '../../imports/read-limit-file.ts';
import { campaignStatus } from '../../iterations/campaign-status.ts';
import { refineIteration } from '../../iterations/refine-iteration.ts';
import { fitWhenStale } from '../../surrogates/fit-when-stale.ts';
import type { WantedPack } from '../export-batch.ts';
import { proposeBatch } from '../propose-batch.ts';
import { collectDelivery, deliveryStatus, submitBatch } from './deliver-batch.ts';

/** How a campaign is run without anybody at the keyboard. */
export interface LoopOptions {
  /** The system with its options. */
  readonly pack: WantedPack;
  /** Where the batches' folders go. */
  readonly folder: string;
  readonly size: number;
  readonly method: AcquisitionMethod;
  readonly fidelity: Fidelity;
  /** Ends after so many batches; null for any number. */
  readonly batches: number | null;
  /** Whether it ends once the campaign's stop rule holds. */
  readonly obeysStopRule: boolean;
  /** How often a failed point is submitted again. */
  readonly retries: number;
  /** The share of a batch that has to be back before the next one leaves; 1 waits for all of it. */
  readonly nextAt: number;
  /** How often the system is asked, in seconds. */
  readonly pollSeconds: number;
  readonly mapping?: LoadedMapping;
}

/** How many points of a submission are in each state. */
export type StateCounts = Readonly<Record<PointStatus['state'], number>>;

/** What the loop is doing, as it happens. */
export type LoopEvent =
  | { readonly kind: 'fitting' }
  | { readonly kind: 'judged'; readonly iteration: number; readonly verdict: StopVerdict | null }
  | { readonly kind: 'proposed'; readonly batch: number; readonly points: number }
  | { readonly kind: 'adopted'; readonly batch: number; readonly points: number }
  | { readonly kind: 'submitted'; readonly batch: number; readonly points: number }
  | { readonly kind: 'waiting'; readonly batch: number; readonly states: StateCounts }
  | { readonly kind: 'resubmitted'; readonly batch: number; readonly ids: readonly string[] }
  | { readonly kind: 'collected'; readonly batch: number; readonly done: number; readonly failed: number };

/** Why the loop ended. */
export type LoopEnd =
  | { readonly kind: 'stop-rule'; readonly verdict: StopVerdict }
  | { readonly kind: 'batches'; readonly count: number }
  | { readonly kind: 'nothing-to-propose' };

/** What the loop works with. */
export interface LoopTools {
  /**
   * Opens the campaign for a step and closes it again: between the steps, which is most of the time, others may open it.
   */
  readonly step: <T>(work: (campaign: WritableCampaign) => T | Promise<T>) => Promise<T>;
  readonly compute: ComputeClient;
  readonly signal?: AbortSignal | undefined;
  readonly onEvent?: ((event: LoopEvent) => void) | undefined;
}

/**
 * Closes the loop: fit, judge, propose, submit, poll, collect, and from the beginning, until the stop rule holds or enough
 * batches have come back. Where it stands is in the campaign file and in the folders of the batches alone: killed at any
 * moment and started again, it goes on there, and submits nothing twice. A batch that was proposed and not handed out
 * is taken as the loop's next one.
 *
 * Results are stored when their batch is whole, in the order of the batch, so that the same jobs give the same
 * campaign; with `nextAt` below 1 they are stored as they come, and the next batch leaves with the rest pending.
 *
 * @throws ContouristError those of the steps; `loop.all_failed` where no point of a batch has come back well; the
 *   signal's reason
 */
export async function runLoop(options: LoopOptions, tools: LoopTools): Promise<LoopEnd> {
  const { step, signal } = tools;
  for (;;) {
    signal?.throwIfAborted();
    const out: number[] = [];
    for (const delivery of await step((campaign) => openDeliveries(campaign, options))) {
      const shareBack = await follow(delivery, options, tools);
      if (shareBack !== null) out.push(shareBack);
    }
    const isRoom = out.every((shareBack) => shareBack >= options.nextAt);
    const next = isRoom ? await step((campaign) => handOutNext(campaign, options, tools)) : null;
    if (next === 'handed-out') continue;
    if (next !== null && out.length === 0) return next;
    // Whatever is out has to come back, also where no more is wanted.
    await sleep(1000 * options.pollSeconds, undefined, { signal });
  }
}

/**
 * Asks how a submission stands, and takes what is to be taken.
 *
 * @returns the share of its points that is back; null once all of it is stored
 */
async function follow(delivery: Delivery, options: LoopOptions, tools: LoopTools): Promise<number | null> {
  const { step, signal, onEvent } = tools;
  const { batch, pointIds } = delivery.exported;
  const statuses = await deliveryStatus(delivery, { signal });
  const states = countStates(statuses);
  onEvent?.({ kind: 'waiting', batch, states });
  const out = states.waiting + states.running;
  if (out > 0 && (options.nextAt === 1 || out === pointIds.length)) return 1 - out / pointIds.length;
  const { mapping = NO_MAPPING, retries } = options;
  const collected = await step((campaign) =>
    collectDelivery(campaign, delivery, { retries, mapping, signal }),
  );
  if (collected.resubmitted.length > 0) onEvent?.({ kind: 'resubmitted', batch, ids: collected.resubmitted });
  const { report } = collected;
  const done = (report?.joined ?? 0) + (report?.late ?? 0);
  if (report !== null) onEvent?.({ kind: 'collected', batch, done, failed: report.failed });
  if (collected.delivery.endedAt === null) return 1 - (out + collected.resubmitted.length) / pointIds.length;
  await step((campaign) => refuseTotalFailure(campaign, batch));
  return null;
}

/**
 * Hands the next batch out, where one is wanted: one that was left when the loop was ended, or a new one.
 *
 * @returns why none is wanted any more
 */
async function handOutNext(
  campaign: WritableCampaign,
  options: LoopOptions,
  tools: LoopTools,
): Promise<LoopEnd | 'handed-out'> {
  const { compute, signal, onEvent } = tools;
  const { size, method, fidelity } = options;
  const left = listBatches(campaign).find((batch) => isLeft(campaign, batch, options));
  let number = left?.number;
  if (number === undefined) {
    await fitWhenStale(campaign, compute, { signal, onFit: () => onEvent?.({ kind: 'fitting' }) });
    await refineIteration(campaign, compute, { signal });
    const { iterations, stop } = campaignStatus(campaign);
    const iteration = iterations.at(-1)?.iteration;
    if (iteration !== undefined) onEvent?.({ kind: 'judged', iteration, verdict: stop });
    if (options.obeysStopRule && stop?.met) return { kind: 'stop-rule', verdict: stop };
    const count = batchesHandedOut(campaign, options);
    if (options.batches !== null && count >= options.batches) return { kind: 'batches', count };
    const { batch, points } = await proposeBatch(campaign, compute, { size, method, fidelity }, { signal });
    if (points.length === 0) return { kind: 'nothing-to-propose' };
    onEvent?.({ kind: 'proposed', batch, points: points.length });
    number = batch;
  } else {
    onEvent?.({ kind: 'adopted', batch: number, points: pendingOf(campaign, number) });
  }
  const { exported } = await submitBatch(campaign, number, options.pack, options.folder, { signal });
  onEvent?.({ kind: 'submitted', batch: number, points: exported.pointIds.length });
  return 'handed-out';
}

/** Whether a batch was to be handed out, and was not, or not all the way. */
function isLeft(campaign: WritableCampaign, { number }: Batch, { pack, folder }: LoopOptions): boolean {
  if (pendingOf(campaign, number) === 0) return false;
  const exports = exportsOfBatch(campaign, number);
  if (exports.length === 0) return true;
  // What somebody exported by hand is theirs to bring back.
  const last = exports.at(-1);
  if (last === undefined || !isOfLoop(last, pack.pack, folder)) return false;
  return deliveriesOfBatch(campaign, number).every(({ exported }) => exported.id !== last.id);
}

const pendingOf = (campaign: WritableCampaign, batch: number): number =>
  pointsOfBatch(campaign, batch).filter(({ state }) => isPending(state)).length;

const isOfLoop = (exported: Export, pack: string, folder: string): boolean =>
  exported.pack === pack && exported.destination === resolve(folder);

function loopDeliveries(campaign: WritableCampaign, { pack, folder }: LoopOptions): Delivery[] {
  return listBatches(campaign).flatMap(({ number }) =>
    deliveriesOfBatch(campaign, number).filter(({ exported }) => isOfLoop(exported, pack.pack, folder)),
  );
}

const openDeliveries = (campaign: WritableCampaign, options: LoopOptions): Delivery[] =>
  loopDeliveries(campaign, options).filter(({ endedAt }) => endedAt === null);

const batchesHandedOut = (campaign: WritableCampaign, options: LoopOptions): number =>
  new Set(loopDeliveries(campaign, options).map(({ exported }) => exported.batch)).size;

function countStates(statuses: readonly PointStatus[]): StateCounts {
  const counts = { waiting: 0, running: 0, finished: 0, failed: 0 };
  for (const { state } of statuses) counts[state]++;
  return counts;
}

/** @throws ContouristError `loop.all_failed` */
function refuseTotalFailure(campaign: WritableCampaign, batch: number): void {
  const points = pointsOfBatch(campaign, batch);
  const failed = points.filter(({ state }) => state === 'failed');
  if (failed.length === 0 || points.some(({ state }) => state === 'done' || state === 'late')) return;
  const [first] = failed;
  throw new ContouristError('loop.all_failed', `All ${failed.length} points of batch ${batch} failed.`, {
    hint: `The first, ${first?.id}, said: ${failureText(first?.failureReason ?? { code: 'unexplained' })}. Mend the command, and run the loop again.`,
  });
}
