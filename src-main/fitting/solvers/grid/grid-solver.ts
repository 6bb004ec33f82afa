import type { DenseEngine } from '../../engines/dense-engine.ts';
import { observedQuantities } from '../../gaussian-process/training-set.ts';
import { createPause } from '../../pause.ts';
import { algebraInParts } from '../algebra-in-parts.ts';
import { gradientOfAll, likelihoodOf, profileMeans, projectedDesign } from '../profiled-mean.ts';
import type { ConditionedProcess, Solver } from '../solver.ts';
import { factoriseGrid } from './grid-factor.ts';
import type { GridFrame } from './grid-frame.ts';
import { gridGradient } from './grid-gradient.ts';
import { gridInverseDiagonal, gridLeaveOneOut, inOrder } from './grid-leave-one-out.ts';
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
      const observed = observedQuantities(training);
      const whitened = await whitenVectors(algebra, factor, [...observed, ...frame.design]);
      const design = whitened.slice(observed.length);
      const inner = (a: Float64Array, b: Float64Array) => innerProduct(factor, a, b);
      const all = profileMeans(design, whitened.slice(0, observed.length), inner);
      const [profiled] = all;
      const [alpha] = await solveWhitened(algebra, factor, [profiled.residual]);
      return {
        ...likelihoodOf(all, factor.logDeterminant, training.count),
        certificate: { rank: factor.tree.cells.length, bound: factor.leftOut },

        gradient(withReml) {
          const residuals = all.map(({ residual }) => residual);
          const columns = withReml ? projectedDesign(design, profiled.factor) : [];
          return gradientOfAll(residuals, columns, async (vectors) =>
            gridGradient(algebra, factor, await solveWhitened(algebra, factor, vectors)),
          );
        },

        async solved() {
          const residuals = all.map(({ residual }) => residual);
          const columns = projectedDesign(design, profiled.factor);
          const solved = await solveWhitened(algebra, factor, [...residuals, ...columns]);
          const rows = solved.map((vector) => inOrder(factor, vector));
          return {
            inverseDiagonal: await gridInverseDiagonal(algebra, factor),
            alphas: rows.slice(0, residuals.length),
            projected: rows.slice(residuals.length),
          };
        },

        leaveOneOut: (of) => gridLeaveOneOut(algebra, factor, alpha, of),
        posterior: () => gridPosterior(algebra, factor, { design, profiled, alpha }),
      };
    },
  };
}
