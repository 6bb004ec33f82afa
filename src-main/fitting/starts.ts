import { createRandom } from '#shared/numerics/random.ts';
import type { CovarianceStructure } from './gaussian-process/hyperparameters.ts';
import { entriesOf } from './gaussian-process/parametrisation.ts';

/**
 * Where the optimiser starts. A generic start alone fell into a bad optimum in 3 of 5 replays with two fidelities
 * (−ln L up to 184 worse, correlation −1), so the optimum of the low task alone is always among them.
 */
export interface Start {
  readonly name: string;
  readonly x: Float64Array;
}

const DEFAULT_LENGTH = 0.6;
/** ε/s_y of the default start. */
const DEFAULT_RELATIVE_NOISE = 0.03;
/** Correlation of the tasks in κ, when it starts from the low task alone. */
const TASK_CORRELATION = 0.96;
/** κ_δ over κ₁₁, when the difference relation starts from the low task alone. */
const DIFFERENCE_SHARE = 0.09;

/** One length, one scale, one noise: a plain start for any structure. */
export function defaultStart(structure: CovarianceStructure, sdOfY: number): Start {
  const sd = Math.max(sdOfY, 1e-3);
  return {
    name: 'default',
    x: assemble(structure, {
      lnLengths: [Math.log(DEFAULT_LENGTH)],
      lnVariance: 2 * Math.log(sd),
      lnNoise: 2 * Math.log(DEFAULT_RELATIVE_NOISE * sd),
    }),
  };
}

/** From the optimum of the low task alone: κ₂₂ = κ₁₁, correlation 0.96 or ρ = 1, a small difference. */
export function startFromLowTask(structure: CovarianceStructure, lowOptimum: ArrayLike<number>): Start {
  const count = lengthCount(structure);
  return {
    name: 'low task alone',
    x: assemble(structure, {
      lnLengths: Array.from(lowOptimum).slice(0, count),
      lnVariance: 2 * lowOptimum[count],
      lnNoise: lowOptimum[count + 1],
    }),
  };
}

/** A start drawn at random around the default, from a seed. */
export function randomStart(structure: CovarianceStructure, sdOfY: number, seed: number): Start {
  const random = createRandom(seed);
  const sd = Math.max(sdOfY, 1e-3);
  const between = (lower: number, upper: number) => lower + (upper - lower) * random.uniform();
  const x = assemble(structure, {
    lnLengths: Array.from({ length: lengthCount(structure) }, () => between(-3, 1.5)),
    lnVariance: 2 * Math.log(sd) + between(-2, 3),
    lnNoise: 2 * Math.log(sd) + between(-14, -3),
  });
  entriesOf(structure).forEach((entry, i) => {
    if (entry.kind === 'difference-length') x[i] = between(-3, 1.5);
    else if (entry.name === 'rho') x[i] = between(0.2, 1.5);
    else if (entry.name === 'L21') x[i] = sd * between(-0.5, 1.5);
  });
  return { name: `random, seed ${seed}`, x };
}

/**
 * How many random starts a fit of n observations affords: one evaluation costs O(n³), and with few observations the
 * likelihood has many optima.
 */
export function randomStartCount(n: number): number {
  if (n <= 60) return 16;
  if (n <= 200) return 6;
  return n <= 600 ? 2 : 0;
}

function lengthCount(structure: CovarianceStructure): number {
  return structure.sharedLengths ? 1 : structure.dimension;
}

function assemble(
  structure: CovarianceStructure,
  values: { lnLengths: readonly number[]; lnVariance: number; lnNoise: number },
): Float64Array {
  const { lnLengths, lnVariance, lnNoise } = values;
  const sd = Math.exp(lnVariance / 2);
  let length = 0;
  return Float64Array.from(entriesOf(structure), ({ kind, name }) => {
    if (kind === 'length') return lnLengths[Math.min(length++, lnLengths.length - 1)];
    if (kind === 'difference-length') return Math.log(DEFAULT_LENGTH);
    if (kind === 'noise') return lnNoise;
    if (name === 'L21') return TASK_CORRELATION * sd;
    if (name === 'ln L22') return lnVariance / 2 + 0.5 * Math.log(1 - TASK_CORRELATION ** 2);
    if (name === 'ln kappa11') return lnVariance;
    if (name === 'rho') return 1;
    if (name === 'ln difference variance') return lnVariance + Math.log(DIFFERENCE_SHARE);
    return lnVariance / 2;
  });
}
