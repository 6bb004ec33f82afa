import fc from 'fast-check';
import type { Hyperparameters, Relation } from '#main/fitting/gaussian-process/hyperparameters.ts';
import { entriesOf, hyperparametersAt } from '#main/fitting/gaussian-process/parametrisation.ts';
import { createTrainingSet, type Observations } from '#main/fitting/gaussian-process/training-set.ts';
import type { Regression } from '#main/fitting/solvers/solver.ts';
import type { KernelName } from '#shared/domain/fit-settings.ts';
import { createRandom } from '#shared/numerics/random.ts';

/** A regression at some hyperparameters, with a name that says what it is. */
export interface Campaign {
  readonly regression: Regression;
  readonly h: Hyperparameters;
  /** Where to compare posteriors, count × D. */
  readonly at: Float64Array;
  readonly label: string;
}

export interface CampaignShape {
  readonly sizes: readonly number[];
  readonly kernel: KernelName;
  readonly relation: Relation;
  /** Cells of the grid without a point. */
  readonly holes: number;
  /** Low-fidelity points beside the grid, and second ones in its cells. */
  readonly scattered: number;
  readonly replicas: number;
  readonly high: number;
  /** High-fidelity points have variances of their own. */
  readonly knownVariances: boolean;
  /** Lengths of e³, noise at its lower bound, κ of rank one, tasks that are independent of each other. */
  readonly corner: 'none' | 'long' | 'noiseless' | 'rank one' | 'independent';
  readonly seed: number;
}

/** Grids of every dimension with and without holes, points beside them, high points, and awkward hyperparameters. */
export const gridCampaigns: fc.Arbitrary<CampaignShape> = fc.record({
  sizes: fc.oneof(
    fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 3, max: 7 })),
    fc.array(fc.integer({ min: 2, max: 4 }), { minLength: 3, maxLength: 4 }),
  ),
  kernel: fc.constantFrom('rbf', 'matern32', 'matern52'),
  relation: fc.constantFrom('one', 'icm', 'difference'),
  holes: fc.constantFrom(0, 0, 1, 4),
  scattered: fc.constantFrom(0, 0, 3),
  replicas: fc.constantFrom(0, 0, 2),
  high: fc.constantFrom(1, 2, 17),
  knownVariances: fc.boolean(),
  corner: fc.constantFrom('none', 'none', 'long', 'noiseless', 'rank one', 'independent'),
  seed: fc.integer({ min: 1, max: 1_000_000 }),
});

export function campaignOf(shape: CampaignShape): Campaign {
  const { sizes, kernel, relation, holes, scattered, replicas, high, knownVariances, corner, seed } = shape;
  const random = createRandom(seed);
  const dimension = sizes.length;
  const anywhere = () => Array.from({ length: dimension }, () => random.uniform());
  let grid: number[][] = [[]];
  for (const size of sizes) {
    const levels = Array.from({ length: size }, () => random.uniform());
    grid = grid.flatMap((cell) => levels.map((level) => [...cell, level]));
  }
  const cells = grid.slice();
  for (let k = 0; k < Math.min(holes, cells.length - 2); k++) {
    grid.splice(Math.floor(random.uniform() * grid.length), 1);
  }
  for (let k = 0; k < replicas; k++) grid.push(grid[Math.floor(random.uniform() * grid.length)]);
  for (let k = 0; k < scattered; k++) grid.push(anywhere());
  // Half of the high points stand where a cell of the grid is, holes included.
  const highPoints = Array.from({ length: high }, (_, k) =>
    k % 2 === 0 ? anywhere() : cells[Math.floor(random.uniform() * cells.length)],
  );
  const observe = (points: readonly number[][], known: boolean): Observations => ({
    u: Float64Array.from(points.flat()),
    y: Float64Array.from(
      points,
      (u) => Math.sin(3 * u[0]) + u.reduce((sum, x) => sum + x * x, 0) + 0.05 * random.normal(),
    ),
    knownVariance: Float64Array.from(points, () => (known ? 0.01 * random.uniform() : 0)),
  });
  const low = observe(grid, false);
  const training = createTrainingSet(
    dimension,
    relation === 'one' ? { low } : { low, high: observe(highPoints, knownVariances) },
  );
  const structure = { kernel, relation, dimension, sharedLengths: false, sharedNoise: false };
  const x = Float64Array.from(entriesOf(structure), ({ name, kind }) => {
    if (kind === 'length') return corner === 'long' ? 3 : -1.5 + 2 * random.uniform();
    if (kind === 'difference-length') return -1.5 + 2 * random.uniform();
    if (kind === 'noise') return corner === 'noiseless' ? -16 : -9 + 6 * random.uniform();
    if (name === 'L21' || name === 'rho') return corner === 'independent' ? 0 : 0.5 + random.uniform();
    if (name === 'ln L22' && corner === 'rank one') return -7;
    if (name === 'ln difference variance') return corner === 'rank one' ? -14 : -3 * random.uniform();
    return random.uniform();
  });
  return {
    regression: { structure, mean: { form: 'constant', lowOffset: relation !== 'one' }, training },
    h: hyperparametersAt(structure, x),
    at: Float64Array.from({ length: 6 * dimension }, () => 1.4 * random.uniform() - 0.2),
    label: JSON.stringify(shape),
  };
}
