import type { RasterSource } from '#shared/contract/slices/figure.ts';
import type { SliceView } from '#shared/contract/slices/slice-view.ts';
import { pExclAt } from '../slice/read-grid.ts';

/**
 * p_excl of a slice minus that of another one, at the first one's nodes; null where either has no value. The other may
 * have bounds of its own.
 */
export function differenceOf(view: SliceView, other: SliceView): RasterSource {
  const { x, y, of } = view;
  const mean = y.values.flatMap((up) =>
    x.values.map((across) => {
      const own = pExclAt(view, across, up);
      const theirs = pExclAt(other, across, up);
      return own === null || theirs === null ? null : own - theirs;
    }),
  );
  return { x, y, of, sd: view.sd, pExcl: null, quantities: { [of]: { mean, lines: [] } } };
}
