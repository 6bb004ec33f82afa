import type { SlicePointColumns } from '#shared/contract/slices/slices-methods.ts';

/** A point in words. */
export interface PointDescription {
  /** `Point 355`, `b3-017`. */
  readonly title: string;
  /** `iteration 3, high fidelity`. */
  readonly remark: string;
  readonly limits: readonly { readonly name: string; readonly mu: number }[];
}

const STATES: Readonly<Record<SlicePointColumns['state'][number], string | null>> = {
  known: null,
  test: 'test point',
  proposed: 'proposed',
  pending: 'handed out',
};

const LIMIT_NAMES = { exp: 'Limit on $\\mu$, exp.', obs: 'Limit on $\\mu$, obs.' } as const;

export function describePoint(columns: SlicePointColumns, index: number): PointDescription {
  const { ids, fidelity, state, iteration, y } = columns;
  const id = ids[index] ?? '';
  const seen = iteration[index] ?? null;
  const remark = [
    STATES[state[index] ?? 'known'],
    seen === null ? null : `iteration ${seen}`,
    `${fidelity[index]} fidelity`,
  ].filter((part) => part !== null);
  return {
    title: /^\d+$/.test(id) ? `Point ${id}` : id,
    remark: remark.join(', '),
    limits: (['exp', 'obs'] as const).flatMap((quantity) => {
      const value = y[quantity]?.[index] ?? null;
      return value === null ? [] : [{ name: LIMIT_NAMES[quantity], mu: Math.exp(value) }];
    }),
  };
}
