import { chooseEngine } from '../../engines/choose-engine.ts';
import { offerDense } from '../dense/offer-dense.ts';
import type { Regression } from '../solver.ts';
import type { Declined, Offer } from '../solver-offer.ts';
import { createLowRankSolver } from './low-rank-solver.ts';

/** Columns that the certificate takes at the lengths of smooth limits, by coordinate (measured: 300 to 700 in 4-D). */
const COLUMNS = 150;
/** Choosing pivots is TypeScript: each of its multiply-adds counts for so many of a native engine's. */
const SLOWER = 10;

/**
 * Any points, where the kernel is smooth: the eigenvalues of the RBF fall exponentially, those of the Matérn kernels like a
 * power, and their certificate would take nearly as many columns as there are points.
 */
export function offerLowRank(regression: Regression): Offer | Declined {
  const { structure, training } = regression;
  if (structure.kernel !== 'rbf') {
    return { name: 'low-rank', whyNot: 'only the RBF kernel has a low rank' };
  }
  const { count, countLow, dimension } = training;
  const dense = offerDense(regression);
  const rank = COLUMNS * dimension;
  const columns = Math.min(rank, count);
  const others = countLow === 0 ? 0 : count - countLow;
  return {
    name: 'low-rank',
    because: 'the kernel is smooth',
    // Any evaluation may have to be left to the dense solver, which must fit then.
    bytes: Math.max(8 * (6 * count * columns + 6 * others * others + 6 * columns * columns), dense.bytes),
    keptBytes: Math.max(
      8 * (2 * count * columns + 3 * others * others + 3 * columns * columns),
      dense.keptBytes,
    ),
    operations: (3 + SLOWER / 2) * count * rank ** 2 + 2 * others ** 2 * rank + others ** 3,
    create: async (engine) =>
      createLowRankSolver(await chooseEngine(engine, columns), regression, await dense.create(engine)),
  };
}
