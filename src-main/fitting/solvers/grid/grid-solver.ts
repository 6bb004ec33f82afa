import type { DenseEngine } from '../../engines/dense-engine.ts';
import { profileMean, projectedDesign } from '../profiled-mean.ts';
import type { ConditionedProcess, Solver } from '../solver.ts';
import { factoriseGrid, innerProduct, solve, whiten } from './grid-factor.ts';
import type { GridFrame } from './grid-frame.ts';
import { gridGradient } from './grid-gradient.ts';
import { gridLeaveOneOut } from './grid-leave-one-out.ts';
import { gridPosterior } from './grid-posterior.ts';

const LN_TWO_PI = Math.log(2 * Math.PI);

/** Exact where most points are a tensor grid: O(r q² + q³) in time, with q other points and r ≤ p cells that reach them. */
export function createGridSolver(engine: DenseEngine, frame: GridFrame): Solver {
  const { training } = frame.regression;
  return {
    name: 'grid',
    engine: engine.name,
    device: engine.device,

    async condition(h): Promise<ConditionedProcess> {
      const factor = await factoriseGrid(engine, frame, h);
      const design = frame.design.map((column) => whiten(factor, column));
      const profiled = profileMean(design, whiten(factor, training.y), (a, b) => innerProduct(factor, a, b));
      const alpha = solve(factor, profiled.residual);
      return {
        beta: profiled.beta,
        negLogL: 0.5 * (profiled.quadratic + factor.logDeterminant + training.count * LN_TWO_PI),
        reml: profiled.reml,
        certificate: { rank: factor.tree.cells.length, bound: factor.leftOut },

        gradient(withReml) {
          const columns = withReml ? projectedDesign(design, profiled.factor) : [];
          const vectors = [alpha, ...columns.map((column) => solve(factor, column))];
          return gridGradient(engine, factor, vectors);
        },

        leaveOneOut: () => gridLeaveOneOut(engine, factor, alpha),
        posterior: () => gridPosterior(engine, factor, { design, profiled, alpha }),
      };
    },
  };
}
