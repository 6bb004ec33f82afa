import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';

/** Lets messages in (a cancellation, above all) and goes on; throws the signal's reason where the work was cancelled. */
export type Pause = () => Promise<void>;

/** Work without a turn of the event loop: short enough that a cancellation is answered well within a second. */
const LONGEST_STRETCH_MS = 50;

/** A job of this process. */
interface RunningJob {
  readonly signal: AbortSignal;
  /** Whether it rests while any other one runs. */
  readonly isBackground: boolean;
}

/** The job that is at work: what is kept from job to job, a posterior, listens to the one that asks it now. */
const runningJob = new AsyncLocalStorage<RunningJob>();

/** How many jobs run that are not in the background, and who waits for their end. */
let foregroundJobs = 0;
const waiting = new Set<() => void>();

/** Runs a job whose pauses, at whatever depth, end it when it is cancelled. One in the background rests in them. */
export async function asJob<Result>(
  signal: AbortSignal,
  work: () => Promise<Result>,
  { isBackground = false }: { readonly isBackground?: boolean } = {},
): Promise<Result> {
  const job: RunningJob = { signal, isBackground };
  if (isBackground) return runningJob.run(job, work);
  foregroundJobs++;
  try {
    return await runningJob.run(job, work);
  } finally {
    foregroundJobs--;
    if (foregroundJobs === 0) for (const goOn of [...waiting]) goOn();
  }
}

/** Does what outlives the job that happens to ask for it first: its end does not end this. */
export function besideJobs<Result>(work: () => Result): Result {
  return runningJob.exit(work);
}

/**
 * A pause for loops over blocks: cheap to call often, it gives way only when a stretch of work has lasted long enough.
 *
 * @param signal of work that is cancelled by itself; that of the job counts too
 */
export function createPause(signal?: AbortSignal): Pause {
  let resumed = performance.now();
  return async () => {
    if (performance.now() - resumed < LONGEST_STRETCH_MS) return;
    await nextTurn();
    const job = runningJob.getStore();
    if (job?.isBackground) await endOfForeground(job.signal);
    signal?.throwIfAborted();
    job?.signal.throwIfAborted();
    resumed = performance.now();
  };
}

/** Until no job is in the foreground, or the signal is aborted. */
async function endOfForeground(signal: AbortSignal): Promise<void> {
  while (foregroundJobs > 0 && !signal.aborted) {
    await new Promise<void>((resolve) => {
      const goOn = () => {
        waiting.delete(goOn);
        signal.removeEventListener('abort', goOn);
        resolve();
      };
      waiting.add(goOn);
      signal.addEventListener('abort', goOn);
    });
  }
}
