import { chooseEngine } from '../../engines/choose-engine.ts';
import { offerDense } from '../dense/offer-dense.ts';
import { engineSeconds, pairSeconds, typescriptSeconds } from '../evaluation-time.ts';
import type { Regression } from '../solver.ts';
import type { Declined, Offer } from '../solver-offer.ts';
import { createLowRankSolver, HIGHEST_SHARE } from './low-rank-solver.ts';

/** Columns that are allowed for by coordinate. */
const COLUMNS = 150;
/**
 * Columns that the certificate takes at the lengths of smooth limits, by the cube of the number of coordinates: 33 to 67 in
 * 2-D, 91 to 241 in 3-D, 290 to 570 in 4-D at ℓ = 0.6 to 2.
 */
const USUAL_COLUMNS = 7;
/** A covariance of a point with a pivot, in multiply-adds of TypeScript. */
const COVARIANCE = 200;
/** Choosing pivots is TypeScript: each of its multiply-adds counts for so many of a native engine's. */
const SLOWER = 10;

/**
 * Any points, where the kernel is smooth: the eigenvalues of the RBF fall exponentially, those of the Matérn kernels like a
 * power, and their certificate would take nearly as many columns as there are points.
 */
export function offerLowRank(regression: Regression): Offer | Declined {
  const { structure, training } = regression;
  if (structure.kernel !== 'rbf') {
    return { name: 'low-rank', whyNot: { code: 'kernel-not-smooth' } };
  }
  const { count, countLow, dimension } = training;
  const dense = offerDense(regression);
  const rank = COLUMNS * dimension;
  const columns = Math.min(rank, count);
  const usual = USUAL_COLUMNS * dimension ** 3;
  const others = countLow === 0 ? 0 : count - countLow;
  return {
    name: 'low-rank',
    basis: { use: { code: 'smooth-kernel' }, replicates: null },
    // Any evaluation may have to be left to the dense solver, which must fit then.
    bytes: Math.max(8 * (6 * count * columns + 6 * others * others + 6 * columns * columns), dense.bytes),
    keptBytes: Math.max(
      8 * (2 * count * columns + 3 * others * others + 3 * columns * columns),
      dense.keptBytes,
    ),
    operations: (3 + SLOWER / 2) * count * rank ** 2 + 2 * others ** 2 * rank + others ** 3,
    seconds:
      usual > HIGHEST_SHARE * count
        ? // It would look for columns and leave the evaluation to the dense solver after all.
          1.3 * dense.seconds
        : typescriptSeconds(count * usual ** 2 + COVARIANCE * count * usual) +
          engineSeconds(3 * count * usual ** 2 + 2 * others ** 2 * usual + others ** 3, columns) +
          pairSeconds(structure, others, false),
    create: async (engine) =>
      createLowRankSolver(await chooseEngine(engine, columns), regression, await dense.create(engine)),
  };
}
