import { setImmediate as nextTurn } from 'node:timers/promises';

/** Lets messages in (a cancellation, above all) and goes on; throws the signal's reason where the work was cancelled. */
export type Pause = () => Promise<void>;

/** Work without a turn of the event loop: short enough that a cancellation is answered well within a second. */
const LONGEST_STRETCH_MS = 50;

/** A pause for loops over blocks: cheap to call often, it gives way only when a stretch of work has lasted long enough. */
export function createPause(signal?: AbortSignal): Pause {
  let resumed = performance.now();
  return async () => {
    if (performance.now() - resumed < LONGEST_STRETCH_MS) return;
    await nextTurn();
    signal?.throwIfAborted();
    resumed = performance.now();
  };
}
