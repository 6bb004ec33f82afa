import { z } from 'zod';

/**
 * Where a point of a batch stands:
 * `proposed` a rule chose it; `pinned` the analyst wants it; `vetoed` the analyst does not; `requested` exported for
 * evaluation; `running` the grid has it; `done` its result came; `failed` its evaluation ended without one; `late` its
 * result came after the campaign had gone on without it (a newer batch, a failure, a veto): it counts like any other.
 */
const BATCH_POINT_STATES = [
  'proposed',
  'pinned',
  'vetoed',
  'requested',
  'running',
  'done',
  'failed',
  'late',
] as const;

export const batchPointStateSchema = z.enum(BATCH_POINT_STATES);

export type BatchPointState = z.infer<typeof batchPointStateSchema>;

/** States in which a result is still to come: acquisition takes these points as measured. */
export const PENDING_STATES = [
  'proposed',
  'pinned',
  'requested',
  'running',
] as const satisfies BatchPointState[];

/** States of points that nobody wants evaluated as they are: nothing is proposed near them. */
export const AVOIDED_STATES = ['vetoed', 'failed'] as const satisfies BatchPointState[];

/** Whether a point's result is still to come. */
export function isPending(state: BatchPointState): boolean {
  return PENDING_STATES.some((pending) => pending === state);
}
