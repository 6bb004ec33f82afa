import type { DenseEngine } from '../../engines/dense-engine.ts';
import { profileMean, projectedDesign } from '../profiled-mean.ts';
import type { ConditionedProcess, Solver } from '../solver.ts';
import { gridAlgebra } from './grid-algebra.ts';
import { factoriseGrid } from './grid-factor.ts';
import type { GridFrame } from './grid-frame.ts';
import { gridGradient } from './grid-gradient.ts';
import { gridLeaveOneOut } from './grid-leave-one-out.ts';
import { gridPosterior } from './grid-posterior.ts';
import { innerProduct, solveWhitened, whitenVectors } from './whitened-vectors.ts';

const LN_TWO_PI = Math.log(2 * Math.PI);

/** Exact where most points are a tensor grid: O(r q² + q³) in time, with q other points and r ≤ p cells that reach them. */
export function createGridSolver(engine: DenseEngine, frame: GridFrame): Solver {
  const { training } = frame.regression;
  return {
    name: 'grid',
    engine: engine.name,
    device: engine.device,

    async condition(h, pause = async () => {}): Promise<ConditionedProcess> {
      const algebra = gridAlgebra(engine, pause);
      const factor = await factoriseGrid(algebra, frame, h);
      const [y, ...design] = await whitenVectors(algebra, factor, [training.y, ...frame.design]);
      const profiled = profileMean(design, y, (a, b) => innerProduct(factor, a, b));
      const [alpha] = await solveWhitened(algebra, factor, [profiled.residual]);
      return {
        beta: profiled.beta,
        negLogL: 0.5 * (profiled.quadratic + factor.logDeterminant + training.count * LN_TWO_PI),
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
