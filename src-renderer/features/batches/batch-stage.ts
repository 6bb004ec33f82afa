import type { BatchDetail, BatchDetailPoint } from '#shared/contract/batches/batches-methods.ts';

/** The way of a batch, step by step. */
export const BATCH_STAGES = ['proposed', 'frozen', 'exported', 'running', 'back'] as const;

export type BatchStage = (typeof BATCH_STAGES)[number];

type Staged = Pick<BatchDetail, 'frozenAt' | 'exportedAt'> & {
  readonly points: readonly Pick<BatchDetailPoint, 'state'>[];
};

/** How far a batch has come; `back` once no result is awaited any more. */
export function batchStage({ frozenAt, exportedAt, points }: Staged): BatchStage {
  const states = new Set(points.map(({ state }) => state));
  const isOpen = states.has('proposed') || states.has('pinned') || states.has('requested');
  if (frozenAt === null && (isOpen || !(states.has('done') || states.has('late')))) return 'proposed';
  if (states.has('running')) return 'running';
  if (!isOpen) return 'back';
  return exportedAt === null ? 'frozen' : 'exported';
}
