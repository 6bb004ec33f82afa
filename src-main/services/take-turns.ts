import PQueue from 'p-queue';
import type { ComputeClient } from '#main/fitting/compute/compute-client.ts';
import type { ProcessSource } from '#main/fitting/compute/job-protocol.ts';

/** Whose turn comes first where several pictures are asked for at once. */
const PRIORITIES = { coarse: 3, cut: 2, full: 1, panel: 0 } as const;

export type Urgency = keyof typeof PRIORITIES;

/** Multiply-adds of one turn: whatever is more urgent waits no longer than this takes, a tenth of a second or two. */
const OPERATIONS = 6e9;

/** A compute process does one thing at a time: what is asked of it stands in line by urgency. */
const queues = new WeakMap<ComputeClient, PQueue>();

function queueOf(compute: ComputeClient): PQueue {
  const known = queues.get(compute);
  if (known) return known;
  const queue = new PQueue({ concurrency: 1 });
  queues.set(compute, queue);
  return queue;
}

export interface Prediction {
  readonly mean: Float64Array;
  readonly variance: Float64Array;
}

/**
 * ŷ and s² of the high-fidelity task, in turns short enough that a window stays attached to its sliders.
 *
 * @param u points, count × D, row-major
 * @throws the signal's reason between two turns
 */
export async function predictInTurns(
  compute: ComputeClient,
  source: ProcessSource,
  u: Float64Array,
  { urgency, signal }: { readonly urgency: Urgency; readonly signal?: AbortSignal | undefined },
): Promise<Prediction> {
  const { dimension, count } = source.training;
  const rows = Math.max(64, Math.floor(OPERATIONS / count ** 2));
  const total = u.length / dimension;
  const mean = new Float64Array(total);
  const variance = new Float64Array(total);
  for (let from = 0; from < total; from += rows) {
    const part = u.slice(from * dimension, (from + rows) * dimension);
    const predicted = await queueOf(compute).add(
      () => {
        signal?.throwIfAborted();
        // Not cancelled in its middle: a turn is short, and a process that is ended loses what it has kept.
        return compute.run('predict', { source, u: part, task: 'high' });
      },
      { priority: PRIORITIES[urgency] },
    );
    signal?.throwIfAborted();
    mean.set(predicted.mean, from);
    variance.set(predicted.variance, from);
  }
  return { mean, variance };
}
