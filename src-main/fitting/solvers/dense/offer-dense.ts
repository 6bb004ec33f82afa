import { chooseEngine } from '../../engines/choose-engine.ts';
import { engineSeconds, pairSeconds } from '../evaluation-time.ts';
import type { Regression } from '../solver.ts';
import type { Offer } from '../solver-offer.ts';
import { createDenseSolver } from './dense-solver.ts';

/**
 * Matrices of n² numbers at the peak of an evaluation. The native engines hold half of one, with panels beside it, but any
 * may be asked for, and the portable one holds K, its factor's inverse and K⁻¹.
 */
const MATRICES = 3;

/** Dense takes any points. */
export function offerDense(regression: Regression): Offer {
  const { structure, training } = regression;
  const { count, dimension } = training;
  return {
    name: 'dense',
    basis: { use: { code: 'any-points' }, replicates: null },
    bytes: MATRICES * 8 * count * count,
    keptBytes: 2 * 8 * count * count,
    // Factor, its inverse and K⁻¹ are n³/3 each; a pair of points costs about 10 a coordinate, with its gradient.
    operations: count ** 3 + 10 * dimension * count ** 2,
    seconds: engineSeconds(count ** 3, count) + pairSeconds(structure, count),
    create: async (engine) => createDenseSolver(await chooseEngine(engine, count), regression),
  };
}
