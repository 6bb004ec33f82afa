import { expect } from 'vitest';
import { portableEngine } from '#main/fitting/engines/portable-engine.ts';
import { priorVariance } from '#main/fitting/gaussian-process/covariance.ts';
import { gradientInEntries } from '#main/fitting/gaussian-process/parametrisation.ts';
import { HIGH, LOW } from '#main/fitting/gaussian-process/training-set.ts';
import { createDenseSolver } from '#main/fitting/solvers/dense/dense-solver.ts';
import type { Solver } from '#main/fitting/solvers/solver.ts';
import type { Campaign } from './random-campaign.ts';

/** What a solver may differ by from the dense one. */
const NEG_LOG_L = 1e-6;
const GRADIENT = 1e-5;
const MEAN = 1e-6;
const VARIANCE = 1e-5;

/**
 * Compares everything that a solver says of a campaign with what the dense solver says, at 1e-6 of −ln L and 1e-5 of the
 * gradient's largest component in the optimiser's variables (or of a tenth of n, where these are by chance near 0), 1e-6 of the prior standard deviation
 * in the mean and 1e-5 relative in the variance; at points and on a plane, whose nodes a solver may treat together.
 *
 * @param planeNodes along each side of the plane
 */
export async function compareWithDense(
  solver: Solver,
  { regression, h, at, label }: Campaign,
  planeNodes = 12,
): Promise<void> {
  const { structure, training } = regression;
  const expected = await createDenseSolver(portableEngine, regression).condition(h);
  const actual = await solver.condition(h);
  const close = (
    what: string,
    a: ArrayLike<number>,
    b: ArrayLike<number>,
    tolerance: (i: number) => number,
  ) => {
    expect(a.length).toBe(b.length);
    for (let i = 0; i < a.length; i++) {
      // Written so that NaN fails.
      const isClose = Math.abs(a[i] - b[i]) <= tolerance(i);
      expect(isClose, `${what} ${i} of ${label}: ${a[i]} against ${b[i]}`).toBe(true);
    }
  };
  const relative = (values: ArrayLike<number>, share: number) => (i: number) => share * Math.abs(values[i]);
  const scale = Math.max(1, 0.1 * training.count, Math.abs(expected.negLogL));
  close('−ln L', [actual.negLogL], [expected.negLogL], () => NEG_LOG_L * scale);
  close('REML term', [actual.reml], [expected.reml], () => NEG_LOG_L * scale);

  for (const withReml of [false, true]) {
    const [a, b] = [await actual.gradient(withReml), await expected.gradient(withReml)].map((gradient) =>
      gradientInEntries(structure, h, gradient),
    );
    const largest = Math.max(0.1 * training.count, ...b.map(Math.abs));
    close('gradient', a, b, () => GRADIENT * largest);
  }

  const [leftA, leftB] = [await actual.leaveOneOut(), await expected.leaveOneOut()];
  close('leave-one-out variance', leftA.variance, leftB.variance, relative(leftB.variance, VARIANCE));
  close('leave-one-out mean', leftA.mean, leftB.mean, (i) => VARIANCE * Math.sqrt(leftB.variance[i]));

  const [posterior, reference] = [actual.posterior(), expected.posterior()];
  for (const task of ['high', 'low'] as const) {
    const prior = priorVariance(h, task === 'high' ? HIGH : LOW);
    const [a, b] = [await posterior.features(at, task), await reference.features(at, task)];
    close('mean', a.mean, b.mean, () => MEAN * Math.sqrt(prior));
    close('variance', a.variance, b.variance, relative(b.variance, VARIANCE));
    const covariances = [await posterior.covariance(a, a), await reference.covariance(b, b)];
    close('covariance', covariances[0], covariances[1], (k) => {
      const [i, j] = [Math.floor(k / b.count), k % b.count];
      return VARIANCE * Math.sqrt(b.variance[i] * b.variance[j]);
    });
    const predicted = await posterior.predict(at, task);
    close('predicted mean', predicted.mean, a.mean, () => 1e-9 * Math.sqrt(prior));
    close('predicted variance', predicted.variance, a.variance, relative(a.variance, VARIANCE));
    close('mean alone', await posterior.predictMean(at, task), a.mean, () => 1e-9 * Math.sqrt(prior));

    const nodes = planeThrough(at, structure.dimension, planeNodes);
    const [onPlane, expectedThere] = [
      await posterior.predict(nodes, task),
      await reference.predict(nodes, task),
    ];
    close('mean on a plane', onPlane.mean, expectedThere.mean, () => MEAN * Math.sqrt(prior));
    const alone = await posterior.predictMean(nodes, task);
    close('mean alone on a plane', alone, onPlane.mean, () => 1e-9 * Math.sqrt(prior));
    close(
      'variance on a plane',
      onPlane.variance,
      expectedThere.variance,
      relative(expectedThere.variance, VARIANCE),
    );
  }
}

/** Nodes of a plane along the first and the last axis through the first of some points, a corner of it left out. */
function planeThrough(at: Float64Array, dimension: number, side: number): Float64Array {
  const rows: number[] = [];
  for (let i = 0; i < side; i++) {
    for (let j = 0; j < side; j++) {
      if (i + j < 3) continue;
      const point = Array.from(at.subarray(0, dimension));
      point[0] = i / (side - 1);
      point[dimension - 1] = j / (side - 1);
      rows.push(...point);
    }
  }
  return Float64Array.from(rows);
}
