import PQueue from 'p-queue';
import type { ComputeClient } from '#main/fitting/compute/compute-client.ts';
import type { Jobs } from '#main/fitting/compute/job-protocol.ts';
import { surrogateOf } from '#main/surrogates/registry.ts';
import type { Prediction, SurrogateSource } from '#main/surrogates/surrogate.ts';
import { concatenated } from '#shared/numerics/dense/vectors.ts';

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

/** Something computed, and the time that it took, waiting for its turns left out. */
interface Timed<Result> {
  readonly found: Result;
  readonly milliseconds: number;
}

interface TurnOptions {
  readonly urgency: Urgency;
  readonly signal?: AbortSignal | undefined;
}

/**
 * What a surrogate says of the high-fidelity task, in turns short enough that a window stays attached to its sliders.
 *
 * @param u points, count × D, row-major
 * @throws the signal's reason, in the middle of a turn or when the next one comes
 */
export async function predictInTurns(
  compute: ComputeClient,
  source: SurrogateSource,
  u: Float64Array,
  options: TurnOptions,
): Promise<Timed<Prediction>> {
  const { parts, milliseconds } = await inTurns(compute, source, u, 'predict', options);
  const lnMu = parts.flatMap((part) => part.lnMu ?? []);
  const isWhole = lnMu.length === parts.length && surrogateOf(source.model).facts.gives.lnMu;
  const found: Prediction = {
    pExcl: concatenated(parts.map(({ pExcl }) => pExcl)),
    lnMu: isWhole
      ? {
          mean: concatenated(lnMu.map(({ mean }) => mean)),
          variance: concatenated(lnMu.map(({ variance }) => variance)),
        }
      : null,
  };
  return { found, milliseconds };
}

/** The function whose zero is the contour, likewise: ŷ of ln μ, or ½ − p of a surrogate without it. */
export async function levelInTurns(
  compute: ComputeClient,
  source: SurrogateSource,
  u: Float64Array,
  options: TurnOptions,
): Promise<Timed<Float64Array>> {
  const { parts, milliseconds } = await inTurns(compute, source, u, 'level', options);
  return { found: concatenated(parts), milliseconds };
}

async function inTurns<Job extends 'predict' | 'level'>(
  compute: ComputeClient,
  source: SurrogateSource,
  u: Float64Array,
  job: Job,
  { urgency, signal }: TurnOptions,
): Promise<{ readonly parts: Jobs[Job]['output'][]; readonly milliseconds: number }> {
  const { dimension } = source.training;
  const operations = surrogateOf(source.model).operationsPerPlace(source, job);
  const rows = Math.max(64, Math.floor(OPERATIONS / operations));
  const parts: Jobs[Job]['output'][] = [];
  let milliseconds = 0;
  for (let from = 0; from < u.length / dimension; from += rows) {
    const part = u.slice(from * dimension, (from + rows) * dimension);
    const answer = await queueOf(compute).add(
      async () => {
        signal?.throwIfAborted();
        const started = performance.now();
        const input = { source, u: part, task: 'high' } as const;
        const found = await compute.run(job, input, { signal, isPatient: true });
        milliseconds += performance.now() - started;
        return found;
      },
      { priority: PRIORITIES[urgency] },
    );
    signal?.throwIfAborted();
    parts.push(answer);
  }
  return { parts, milliseconds };
}
