import { createRandom } from '#shared/numerics/random.ts';
import { sobolPoints } from '#shared/numerics/sobol.ts';
import type { CovarianceStructure } from './gaussian-process/hyperparameters.ts';
import { type Entry, entriesOf } from './gaussian-process/parametrisation.ts';

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

/** ε/s_y of a noise that explains nothing, where the prior keeps it from none. */
const LITTLE_NOISE = 0.005;
/** ε/s_y of a noise that explains a part of the scatter, and the size of a second function over s_y. */
const MODERATE_NOISE = 0.05;
const MODERATE_SIZE = 0.2;

/**
 * Other explanations of the same observations, each as far from an optimum as a wrong one is from the right one: scatter
 * is noise or structure, the fidelities differ by a function of their own or only in scale, and that function is smooth,
 * rough, or lives along one coordinate. Without priors the likelihood of few observations has an optimum for several of
 * them, between which random starts seldom choose; with priors only between scatter and structure.
 *
 * @param x an optimum
 */
export function otherExplanations(
  structure: CovarianceStructure,
  x: Float64Array,
  { sdOfY, withPrior }: { readonly sdOfY: number; readonly withPrior: boolean },
): Start[] {
  const entries = entriesOf(structure);
  const lnSd = Math.log(Math.max(sdOfY, 1e-3));
  const starts: Start[] = [];
  const add = (name: string, change: (changed: Float64Array) => void) => {
    const changed = x.slice();
    change(changed);
    starts.push({ name, x: changed });
  };
  const where = (isMeant: (entry: Entry) => boolean) =>
    [...entries.keys()].filter((i) => isMeant(entries[i]));
  const all = (indices: readonly number[], value: (i: number) => number) => (changed: Float64Array) => {
    for (const i of indices) changed[i] = value(i);
  };
  const lowest = (i: number) => entries[i].bound[0];
  const noises = where(({ kind }) => kind === 'noise');
  const highNoise = noises.slice(-1);
  const moderateNoise = () => 2 * (lnSd + Math.log(MODERATE_NOISE));

  const noNoise = (i: number) => (withPrior ? 2 * (lnSd + Math.log(LITTLE_NOISE)) : lowest(i));

  add('no noise', all(noises, noNoise));
  add('some noise', all(noises, moderateNoise));
  if (noises.length > 1) {
    add('no noise of the high fidelity', all(highNoise, noNoise));
    add('some noise of the high fidelity', all(highNoise, moderateNoise));
  }
  if (withPrior) return starts;
  const lengths = where(({ kind }) => kind === 'length');
  const amplitudes = where(({ name }) => name === 'ln L' || name === 'ln L11' || name === 'ln kappa11');
  for (const [name, shift] of [
    ['shorter lengths', -0.7],
    ['longer lengths', 0.7],
  ] as const) {
    const perAmplitude = structure.relation === 'difference' ? 3 : 1.5;
    add(name, (changed) => {
      for (const i of lengths) changed[i] += shift;
      for (const i of amplitudes) changed[i] += perAmplitude * shift;
    });
  }
  if (structure.relation === 'icm') {
    const common = where(({ kind }) => kind === 'common-amplitude');
    const own = where(({ kind }) => kind === 'high-amplitude');
    for (const factor of [0.6, 1, 1.6]) {
      add(`proportional fidelities, ${factor}`, (changed) => {
        for (const i of common) changed[i] *= factor;
        all(own, lowest)(changed);
      });
    }
    add('proportional fidelities, some noise', (changed) => {
      all(own, lowest)(changed);
      all(highNoise, moderateNoise)(changed);
    });
    add(
      'fidelities with parts of their own',
      all(own, () => lnSd + Math.log(MODERATE_SIZE)),
    );
  }
  if (structure.relation === 'difference') {
    const size = where(({ kind }) => kind === 'difference-variance');
    const differences = where(({ kind }) => kind === 'difference-length');
    add('no difference', (changed) => {
      all(size, lowest)(changed);
      all(differences, () => Math.log(DEFAULT_LENGTH))(changed);
    });
    const moderate = (name: string, length: (i: number) => number) =>
      add(name, (changed) => {
        all(size, () => 2 * (lnSd + Math.log(MODERATE_SIZE)))(changed);
        all(differences, length)(changed);
      });
    moderate('smooth difference', () => 1.5);
    moderate('difference', () => Math.log(DEFAULT_LENGTH));
    moderate('rough difference', () => -2.5);
    // A rough difference can stand for the noise of the high fidelity.
    const insteadOfNoise = (name: string, length: (i: number) => number) =>
      add(name, (changed) => {
        all(size, moderateNoise)(changed);
        all(differences, length)(changed);
        all(highNoise, lowest)(changed);
      });
    insteadOfNoise('rough difference without noise', () => -2.5);
    if (differences.length > 1) {
      for (const axis of differences) {
        const name = entries[axis].name;
        insteadOfNoise(`without noise, smooth along ${name}`, (i) => (i === axis ? 2.5 : -2.5));
        moderate(`rough along ${name}`, (i) => (i === axis ? -2 : 1));
        moderate(`along ${name} alone`, (i) => (i === axis ? Math.log(DEFAULT_LENGTH) : 2.9));
      }
    }
  }
  return starts;
}

/** Differences that are tried; one costs a single evaluation. */
const DIFFERENCES = 128;
/** Lengths of differences that are common, in ln; half of them are drawn from these, the others from all. */
const COMMON_LENGTHS = [-3, 2] as const;
/** Sizes of a difference and of a noise over s_y, in ln. */
const DIFFERENCE_SIZES = [Math.log(0.01), 0] as const;
const NOISE_SIZES = [Math.log(0.005), Math.log(0.2)] as const;

/**
 * An optimum with many other differences between the fidelities, and with or without noise of the high one: the first
 * points of a Sobol sequence. Which of them lie in the basin of a better optimum shows in their objective. Empty where
 * the fidelities do not differ by a function of their own.
 *
 * @param x an optimum
 */
export function otherDifferences(
  structure: CovarianceStructure,
  x: Float64Array,
  { sdOfY, withPrior }: { readonly sdOfY: number; readonly withPrior: boolean },
): Float64Array[] {
  if (withPrior || structure.relation !== 'difference') return [];
  const entries = entriesOf(structure);
  const lnSd = Math.log(Math.max(sdOfY, 1e-3));
  const highNoise = entries.findLastIndex(({ kind }) => kind === 'noise');
  const dimension = entries.filter(({ kind }) => kind === 'difference-length').length + 3;
  const draws = sobolPoints(dimension, DIFFERENCES, { skip: 1 });
  return Array.from({ length: DIFFERENCES }, (_, k) => {
    let next = k * dimension;
    const between = ([lower, upper]: readonly [number, number]) => lower + (upper - lower) * draws[next++];
    const changed = x.slice();
    entries.forEach(({ kind, bound }, i) => {
      if (kind === 'difference-length') changed[i] = between(k < DIFFERENCES / 2 ? COMMON_LENGTHS : bound);
      if (kind === 'difference-variance') changed[i] = 2 * (lnSd + between(DIFFERENCE_SIZES));
    });
    const noise = 2 * (lnSd + between(NOISE_SIZES));
    changed[highNoise] = draws[next] < 0.5 ? entries[highNoise].bound[0] : noise;
    return changed;
  });
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
