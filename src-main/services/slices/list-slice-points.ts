import { pendingBatchPoints } from '#main/store/batch-points-repository.ts';
import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { readDefinition } from '#main/store/definition-repository.ts';
import { firstIterationOfPoints } from '#main/store/fits-repository.ts';
import { listPoints } from '#main/store/points-repository.ts';
import type { SlicePointColumns } from '#shared/contract/slices/slices-methods.ts';
import { FIDELITIES } from '#shared/domain/fidelity.ts';
import { QUANTITIES } from '#shared/domain/quantity.ts';
import { createSpace } from '#shared/domain/space.ts';

type Column = keyof Omit<SlicePointColumns, 'y'>;
type Row = { readonly [Name in Column]: SlicePointColumns[Name][number] } & {
  readonly limits: Readonly<Partial<Record<(typeof QUANTITIES)[number], { readonly y: number }>>>;
};

/**
 * Every point that a slice may show: those with limits, test points and the ones of open batches. Points that are left
 * out of fits are not among them, nor are those outside the space, beyond the bounds or the constraints.
 */
export function listSlicePoints(campaign: ReadableCampaign): SlicePointColumns {
  const space = createSpace(readDefinition(campaign));
  const firstSeen = firstIterationOfPoints(campaign);
  const rows = FIDELITIES.flatMap((fidelity): Row[] => {
    const known = listPoints(campaign, fidelity).flatMap(
      ({ id, theta, limits, isTest, excludedReason }): Row[] => {
        if (excludedReason !== null) return [];
        const state = isTest ? 'test' : 'known';
        const iteration = firstSeen.get(id) ?? null;
        return [{ ids: String(id), theta: [...theta], fidelity, state, iteration, limits }];
      },
    );
    const open = pendingBatchPoints(campaign, fidelity).map(({ id, theta, state }): Row => {
      const isOut = state === 'requested' || state === 'running';
      return {
        ids: id,
        theta: [...theta],
        fidelity,
        state: isOut ? 'pending' : 'proposed',
        iteration: null,
        limits: {},
      };
    });
    return [...known, ...open].filter(({ theta }) => space.contains(theta));
  });
  const column = <Name extends Column>(name: Name) => rows.map((row) => row[name]);
  return {
    ids: column('ids'),
    theta: column('theta'),
    fidelity: column('fidelity'),
    state: column('state'),
    iteration: column('iteration'),
    y: Object.fromEntries(
      QUANTITIES.filter((quantity) => rows.some(({ limits }) => limits[quantity] !== undefined)).map(
        (quantity) => [quantity, rows.map(({ limits }) => limits[quantity]?.y ?? null)],
      ),
    ),
  };
}
