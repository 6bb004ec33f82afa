import { formatCount } from '#renderer/components/numbers/format-number.ts';
import type { BatchSummary } from '#shared/contract/batches/batches-methods.ts';
import type { BatchPointState } from '#shared/domain/batch-point-state.ts';

/** States as the bar of a batch tells them apart. */
export type StateKind = 'back' | 'late' | 'failed' | 'running' | 'out' | 'proposed';

export interface StateShare {
  readonly kind: StateKind;
  readonly count: number;
}

const KINDS: Readonly<Record<Exclude<BatchPointState, 'vetoed'>, StateKind>> = {
  done: 'back',
  late: 'late',
  failed: 'failed',
  running: 'running',
  requested: 'out',
  proposed: 'proposed',
  pinned: 'proposed',
};

/** From what is settled to what is not begun. */
const ORDER: readonly StateKind[] = ['back', 'late', 'failed', 'running', 'out', 'proposed'];

/** How many points of a batch are in which state, vetoed ones left out; states without points are missing. */
export function stateShares(states: BatchSummary['states']): StateShare[] {
  const counts = new Map<StateKind, number>();
  for (const [state, kind] of Object.entries(KINDS) as [keyof typeof KINDS, StateKind][]) {
    counts.set(kind, (counts.get(kind) ?? 0) + (states[state] ?? 0));
  }
  return ORDER.flatMap((kind) => {
    const count = counts.get(kind) ?? 0;
    return count === 0 ? [] : [{ kind, count }];
  });
}

/** The same in a few words: `20 back`, `12 back, 8 running`, `proposed`, `frozen`. */
export function stateSummary({ states, frozenAt }: Pick<BatchSummary, 'states' | 'frozenAt'>): string {
  const shares = stateShares(states);
  if (shares.length === 0) return 'empty';
  if (shares.every(({ kind }) => kind === 'proposed')) return frozenAt === null ? 'proposed' : 'frozen';
  return shares.map(({ kind, count }) => `${formatCount(count)} ${kind}`).join(', ');
}
