import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';

/** Lets messages in (a cancellation, above all) and goes on; throws the signal's reason where the work was cancelled. */
export type Pause = () => Promise<void>;

/** Work without a turn of the event loop: short enough that a cancellation is answered well within a second. */
const LONGEST_STRETCH_MS = 50;

/** The signal of the job that is at work: what is kept from job to job, a posterior, hears that of whoever asks it now. */
const signalOfJob = new AsyncLocalStorage<AbortSignal>();

/** Runs a job whose pauses, at whatever depth, end it when it is cancelled. */
export function asJob<Result>(signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
  return signalOfJob.run(signal, work);
}

/** Does what outlives the job that happens to ask for it first: its end does not end this. */
export function besideJobs<Result>(work: () => Result): Result {
  return signalOfJob.exit(work);
}

/**
 * A pause for loops over blocks: cheap to call often, it gives way only when a stretch of work has lasted long enough.
 *
 * @param signal of work that is cancelled by itself; that of the job is heard too
 */
export function createPause(signal?: AbortSignal): Pause {
  let resumed = performance.now();
  return async () => {
    if (performance.now() - resumed < LONGEST_STRETCH_MS) return;
    await nextTurn();
    signal?.throwIfAborted();
    signalOfJob.getStore()?.throwIfAborted();
    resumed = performance.now();
  };
}
