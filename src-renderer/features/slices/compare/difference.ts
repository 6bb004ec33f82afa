import type { RasterSource } from '#shared/contract/slices/figure.ts';
import type { SliceView } from '#shared/contract/slices/slice-view.ts';
import { exclusionProbability } from '#shared/numerics/exclusion.ts';
import { valueAt } from '../slice/read-grid.ts';

/**
 * p_excl of a slice minus that of another one, at the first one's nodes; null where either has no value. The other may
 * have bounds of its own.
 */
export function differenceOf(view: SliceView, other: SliceView): RasterSource {
  const otherMean = other.quantities[other.of]?.mean ?? [];
  const ownMean = view.quantities[view.of]?.mean ?? [];
  const nx = view.x.values.length;
  const mean = ownMean.map((own, node) => {
    const sd = view.sd[node] ?? null;
    const x = view.x.values[node % nx]!;
    const y = view.y.values[Math.floor(node / nx)]!;
    const theirs = valueAt(otherMean, other, x, y);
    const theirSd = valueAt(other.sd, other, x, y);
    if (own === null || sd === null || theirs === null || theirSd === null) return null;
    return exclusionProbability(own, sd) - exclusionProbability(theirs, theirSd);
  });
  const { x, y, of, sd } = view;
  return { x, y, of, sd, quantities: { [of]: { mean, lines: [] } } };
}
