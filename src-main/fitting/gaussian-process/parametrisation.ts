import type { Fidelity } from '#shared/domain/fidelity.ts';
import type { CovarianceStructure, HyperparameterGradient, Hyperparameters } from './hyperparameters.ts';

/**
 * The optimiser's view of the hyperparameters: a vector x in which positivity and the positive semi-definiteness of κ
 * need no constraint but bounds.
 *
 *     one         ln ℓ…, ln L, ln ε²                          κ = L²
 *     icm         ln ℓ…, ln L₁₁, L₂₁, ln L₂₂, ln ε²…          κ = L·Lᵀ
 *     difference  ln ℓ…, ln κ₁₁, ρ, ln ℓ_δ…, ln κ_δ, ln ε²…
 */
const LN_LENGTH: Bound = [-4.6, 3];
const FACTOR: Bound = [-7, 7];
const LN_DIFFERENCE_VARIANCE: Bound = [-14, 14];
const RHO: Bound = [-7, 7];
const LN_NOISE: Bound = [-16, 2];

type Bound = readonly [lower: number, upper: number];

/** One entry of x: what it is called and between which bounds it lies. */
export interface Entry {
  readonly name: string;
  readonly kind:
    | 'length'
    | 'difference-length'
    | 'noise'
    | 'rho'
    | 'difference-variance'
    /** Of all limits, of the low fidelity, what both have in common, and what the high fidelity has of its own. */
    | 'amplitude'
    | 'low-amplitude'
    | 'common-amplitude'
    | 'high-amplitude';
  /** The coordinate of a length; null where all have one, and for what is no length. */
  readonly axis: number | null;
  /** The fidelity of a noise; null for one of all limits, and for what is no noise. */
  readonly fidelity: Fidelity | null;
  readonly bound: Bound;
}

/** The entries of x in order. */
export function entriesOf(structure: CovarianceStructure): Entry[] {
  const { relation, dimension, sharedLengths, sharedNoise } = structure;
  const lengthsOf = (name: string, kind: Entry['kind']): Entry[] =>
    Array.from({ length: sharedLengths ? 1 : dimension }, (_, j) => ({
      name: sharedLengths ? name : `${name} ${j + 1}`,
      kind,
      axis: sharedLengths ? null : j,
      fidelity: null,
      bound: LN_LENGTH,
    }));
  const entry = (name: string, kind: Entry['kind'], bound: Bound): Entry => {
    return { name, kind, axis: null, fidelity: null, bound };
  };
  const noise = (fidelity: Fidelity | null): Entry => {
    const name = fidelity === null ? 'ln noise' : `ln noise ${fidelity}`;
    return { name, kind: 'noise', axis: null, fidelity, bound: LN_NOISE };
  };
  const noises = relation === 'one' || sharedNoise ? [noise(null)] : [noise('low'), noise('high')];
  const lengths = lengthsOf('ln length', 'length');
  switch (relation) {
    case 'one':
      return [...lengths, entry('ln L', 'amplitude', FACTOR), ...noises];
    case 'icm':
      return [
        ...lengths,
        entry('ln L11', 'low-amplitude', FACTOR),
        entry('L21', 'common-amplitude', FACTOR),
        entry('ln L22', 'high-amplitude', FACTOR),
        ...noises,
      ];
    case 'difference':
      return [
        ...lengths,
        entry('ln kappa11', 'amplitude', LN_DIFFERENCE_VARIANCE),
        entry('rho', 'rho', RHO),
        ...lengthsOf('ln difference length', 'difference-length'),
        entry('ln difference variance', 'difference-variance', LN_DIFFERENCE_VARIANCE),
        ...noises,
      ];
  }
}

/** Hyperparameters at x. */
export function hyperparametersAt(structure: CovarianceStructure, x: Float64Array): Hyperparameters {
  const { relation, dimension, sharedLengths } = structure;
  const count = sharedLengths ? 1 : dimension;
  const lengthsFrom = (start: number) =>
    Float64Array.from({ length: dimension }, (_, j) => Math.exp(x[start + (sharedLengths ? 0 : j)]));
  const lengths = lengthsFrom(0);
  const noiseHigh = Math.exp(x[x.length - 1]);
  const noiseLow = relation === 'one' || structure.sharedNoise ? noiseHigh : Math.exp(x[x.length - 2]);
  if (relation === 'one') {
    const kappa = Math.exp(2 * x[count]);
    return {
      lengths,
      kappaLow: kappa,
      kappaCross: kappa,
      kappaHigh: kappa,
      noiseLow,
      noiseHigh,
      difference: null,
    };
  }
  if (relation === 'icm') {
    const l11 = Math.exp(x[count]);
    const l21 = x[count + 1];
    const l22 = Math.exp(x[count + 2]);
    return {
      lengths,
      kappaLow: l11 * l11,
      kappaCross: l11 * l21,
      kappaHigh: l21 * l21 + l22 * l22,
      noiseLow,
      noiseHigh,
      difference: null,
    };
  }
  const kappaLow = Math.exp(x[count]);
  const rho = x[count + 1];
  const variance = Math.exp(x[2 * count + 2]);
  return {
    lengths,
    kappaLow,
    kappaCross: rho * kappaLow,
    kappaHigh: rho * rho * kappaLow,
    noiseLow,
    noiseHigh,
    difference: { rho, lengths: lengthsFrom(count + 2), variance },
  };
}

/** The chain rule from the hyperparameters' gradient to x. */
export function gradientInEntries(
  structure: CovarianceStructure,
  h: Hyperparameters,
  gradient: HyperparameterGradient,
): Float64Array {
  const { relation, dimension, sharedLengths } = structure;
  const count = sharedLengths ? 1 : dimension;
  const out = new Float64Array(entriesOf(structure).length);
  const addLengths = (start: number, values: Float64Array) => {
    for (let j = 0; j < dimension; j++) out[start + (sharedLengths ? 0 : j)] += values[j];
  };
  addLengths(0, gradient.lnLengths);
  if (relation === 'one' || structure.sharedNoise) {
    out[out.length - 1] = gradient.noiseLow * h.noiseLow + gradient.noiseHigh * h.noiseHigh;
  } else {
    out[out.length - 2] = gradient.noiseLow * h.noiseLow;
    out[out.length - 1] = gradient.noiseHigh * h.noiseHigh;
  }
  if (relation === 'one') {
    out[count] = 2 * h.kappaHigh * (gradient.kappaLow + gradient.kappaCross + gradient.kappaHigh);
  } else if (relation === 'icm') {
    const l11 = Math.sqrt(h.kappaLow);
    const l21 = h.kappaCross / l11;
    const l22Squared = Math.max(0, h.kappaHigh - l21 * l21);
    out[count] = 2 * h.kappaLow * gradient.kappaLow + h.kappaCross * gradient.kappaCross;
    out[count + 1] = l11 * gradient.kappaCross + 2 * l21 * gradient.kappaHigh;
    out[count + 2] = 2 * l22Squared * gradient.kappaHigh;
  } else if (h.difference) {
    const { rho, variance } = h.difference;
    out[count] =
      h.kappaLow * gradient.kappaLow + h.kappaCross * gradient.kappaCross + h.kappaHigh * gradient.kappaHigh;
    out[count + 1] = h.kappaLow * (gradient.kappaCross + 2 * rho * gradient.kappaHigh);
    addLengths(count + 2, gradient.lnDifferenceLengths);
    out[2 * count + 2] = variance * gradient.differenceVariance;
  }
  return out;
}
