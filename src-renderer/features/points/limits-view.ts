import { createViewStore } from '#renderer/state/view-state.ts';
import type { Fidelity } from '#shared/domain/fidelity.ts';
import type { PointOrder } from './select-points.ts';

/** What the table shows, as its switch has it. */
export type Shown = 'all' | 'fitted' | 'test' | 'quarantine';

export interface LimitsView {
  readonly shown: Shown;
  readonly fidelity: Fidelity | null;
  readonly order: PointOrder | null;
  /** By column; those left out are as they are by default. */
  readonly columns: Readonly<Record<string, boolean>>;
}

export const useLimitsView = createViewStore<LimitsView>('limits', {
  shown: 'all',
  fidelity: null,
  order: null,
  columns: {},
});
