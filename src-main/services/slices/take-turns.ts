import PQueue from 'p-queue';
import type { ComputeClient } from '#main/fitting/compute/compute-client.ts';
import type { ProcessSource } from '#main/fitting/compute/job-protocol.ts';

/** Whose turn comes first where several pictures are asked for at once. */
const PRIORITIES = { coarse: 3, cut: 2, full: 1, panel: 0 } as const;

export type Urgency = keyof typeof PRIORITIES;

/** Multiply-adds of one turn, a third of a second: whatever is more urgent and cancels nothing waits no longer. */
const OPERATIONS = 3e9;

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
  /** Time that it took, waiting for its turns left out. */
  readonly milliseconds: number;
}

/**
 * ŷ of the high-fidelity task, and s² unless the mean is enough, in turns short enough that a window stays attached to its sliders.
 *
 * @param u points, count × D, row-major
 * @throws the signal's reason, in the middle of a turn or when the next one comes
 */
export async function predictInTurns(
  compute: ComputeClient,
  source: ProcessSource,
  u: Float64Array,
  {
    urgency,
    meanOnly = false,
    signal,
  }: {
    readonly urgency: Urgency;
    readonly meanOnly?: boolean;
    readonly signal?: AbortSignal | undefined;
  },
): Promise<Prediction> {
  const { dimension } = source.training;
  const rows = Math.max(64, Math.floor(OPERATIONS / operationsPerPoint(source, meanOnly)));
  const total = u.length / dimension;
  const mean = new Float64Array(total);
  const variance = new Float64Array(meanOnly ? 0 : total);
  let milliseconds = 0;
  for (let from = 0; from < total; from += rows) {
    const part = u.slice(from * dimension, (from + rows) * dimension);
    const predicted = await queueOf(compute).add(
      async () => {
        signal?.throwIfAborted();
        const started = performance.now();
        const input = { source, u: part, task: 'high', meanOnly } as const;
        const answer = await compute.run('predict', input, { signal, isPatient: true });
        milliseconds += performance.now() - started;
        return answer;
      },
      { priority: PRIORITIES[urgency] },
    );
    signal?.throwIfAborted();
    mean.set(predicted.mean, from);
    if (!meanOnly) variance.set(predicted.variance, from);
  }
  return { mean, variance, milliseconds };
}

/** What a point of a slice costs: the grid solver takes a grid's nodes together, and only whitens the others. */
function operationsPerPoint({ training, model }: ProcessSource, meanOnly: boolean): number {
  const { count, countLow, dimension } = training;
  if (meanOnly) return 10 * dimension * count;
  return model.solver === 'grid' ? (count - countLow) ** 2 : count ** 2;
}
