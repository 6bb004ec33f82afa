import type { BatchPointState } from '#shared/domain/batch-point-state.ts';

/** States of points as the table says them. */
export const STATE_WORDS: Readonly<Record<BatchPointState, string>> = {
  proposed: 'proposed',
  pinned: 'pinned',
  vetoed: 'withdrawn',
  requested: 'handed out',
  running: 'running',
  done: 'back',
  failed: 'failed',
  late: 'back, late',
};
