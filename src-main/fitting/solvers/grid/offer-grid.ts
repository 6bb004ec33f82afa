import { chooseEngine } from '../../engines/choose-engine.ts';
import { engineSeconds, pairSeconds, typescriptSeconds } from '../evaluation-time.ts';
import type { Regression } from '../solver.ts';
import type { Declined, Offer } from '../solver-offer.ts';
import { findGrid } from './find-grid.ts';
import { gridFrame } from './grid-frame.ts';
import { createGridSolver } from './grid-solver.ts';

/** Eigenvectors of a symmetric n × n matrix cost about this many times n³. */
const EIGEN = 12;

/** What its many small steps cost besides: with fewer than about 70 points dense is done sooner. */
const OVERHEAD = 2e5;

/** The grid solver takes the points of a tensor grid and any others. */
export function offerGrid(regression: Regression): Offer | Declined {
  const layout = findGrid(regression.training);
  if ('code' in layout) return { name: 'grid', whyNot: layout };
  const { sizes, cells: p } = layout;
  const m = layout.holes.length;
  const q = layout.others.length;
  const levels = sizes.reduce((sum, n) => sum + n, 0);
  const tensor = p * (2 * q + m + 12) * levels;
  const products = p * (1.6 * q * q + m * (m + 2 * q)) + q ** 3 + m ** 3;
  const eigenvectors = EIGEN * sizes.reduce((sum, n) => sum + n ** 3, 0);
  // The products are an engine's of this size.
  const size = Math.max(q, Math.cbrt(p * q * q));
  const operations = OVERHEAD + products + tensor + eigenvectors + 10 * sizes.length * q * q;
  return {
    name: 'grid',
    basis: { use: { code: 'grid', points: p - m, sizes, holes: m, beside: q }, replicates: null },
    // K̂_SR by cell and by point, T, X, what the engine copies of them and what is not yet collected of the evaluation
    // before; the factor of S, its inverse and S⁻¹.
    bytes: 8 * (p * (7 * q + 4 * m + 40) + 6 * q * q + 4 * m * m),
    keptBytes: 8 * (p * (3 * q + 2 * m + 20) + 3 * q * q),
    operations,
    seconds:
      engineSeconds(products, size) +
      typescriptSeconds(OVERHEAD + tensor + eigenvectors) +
      pairSeconds(regression.structure, q, false),
    create: async (engine) =>
      createGridSolver(await chooseEngine(engine, size), gridFrame(regression, layout)),
  };
}
