import type { DenseEngine } from '../../engines/dense-engine.ts';
import { createPause } from '../../pause.ts';
import { algebraInParts } from '../algebra-in-parts.ts';
import { negLogLOf, profileMean, projectedDesign } from '../profiled-mean.ts';
import type { ConditionedProcess, Solver } from '../solver.ts';
import { factoriseGrid } from './grid-factor.ts';
import type { GridFrame } from './grid-frame.ts';
import { gridGradient } from './grid-gradient.ts';
import { gridLeaveOneOut } from './grid-leave-one-out.ts';
import { gridPosterior } from './grid-posterior.ts';
import { innerProduct, solveWhitened, whitenVectors } from './whitened-vectors.ts';

/** Exact where most points are a tensor grid: O(r q² + q³) in time, with q other points and r ≤ p cells that reach them. */
export function createGridSolver(engine: DenseEngine, frame: GridFrame): Solver {
  const { training } = frame.regression;
  return {
    name: 'grid',
    engine: engine.name,
    device: engine.device,

    async condition(h, pause = createPause()): Promise<ConditionedProcess> {
      const algebra = algebraInParts(engine, pause);
      const factor = await factoriseGrid(algebra, frame, h);
      const [y, ...design] = await whitenVectors(algebra, factor, [training.y, ...frame.design]);
      const profiled = profileMean(design, y, (a, b) => innerProduct(factor, a, b));
      const [alpha] = await solveWhitened(algebra, factor, [profiled.residual]);
      return {
        beta: profiled.beta,
        negLogL: negLogLOf(profiled, factor.logDeterminant, training.count),
        reml: profiled.reml,
        certificate: { rank: factor.tree.cells.length, bound: factor.leftOut },

        async gradient(withReml) {
          const columns = withReml ? projectedDesign(design, profiled.factor) : [];
          return gridGradient(algebra, factor, [alpha, ...(await solveWhitened(algebra, factor, columns))]);
        },

        leaveOneOut: () => gridLeaveOneOut(algebra, factor, alpha),
        posterior: () => gridPosterior(algebra, factor, { design, profiled, alpha }),
      };
    },
  };
}
