import type { KernelName } from '#shared/domain/fit-settings.ts';

/**
 * How the tasks are related: one task alone, the paper's κ ([B] eq. 5), or f_high = ρ f_low + δ ([KO] Kennedy &
 * O'Hagan 2000).
 */
export type Relation = 'one' | 'icm' | 'difference';

/** What a covariance function is, before any number in it is fitted. */
export interface CovarianceStructure {
  readonly kernel: KernelName;
  readonly relation: Relation;
  readonly dimension: number;
  readonly sharedLengths: boolean;
  readonly sharedNoise: boolean;
}

/** The numbers in a covariance function, as the formulas use them. Variances are of ln μ, lengths in u. */
export interface Hyperparameters {
  /** ℓ_j of the shared kernel, D. */
  readonly lengths: Float64Array;
  /** κ of the shared kernel: low-low, low-high, high-high. One task has all three equal. */
  readonly kappaLow: number;
  readonly kappaCross: number;
  readonly kappaHigh: number;
  /** ε² per task; equal where the noise is shared. */
  readonly noiseLow: number;
  readonly noiseHigh: number;
  /** ρ, ℓ_δ and κ_δ of the difference relation. */
  readonly difference: {
    readonly rho: number;
    readonly lengths: Float64Array;
    readonly variance: number;
  } | null;
}

/** ∂/∂ of the hyperparameters: lengths and the difference's lengths by their logarithm, everything else by itself. */
export interface HyperparameterGradient {
  readonly lnLengths: Float64Array;
  readonly kappaLow: number;
  readonly kappaCross: number;
  readonly kappaHigh: number;
  readonly noiseLow: number;
  readonly noiseHigh: number;
  readonly lnDifferenceLengths: Float64Array;
  readonly differenceVariance: number;
}

/** The gradient of a function that is `factor` times as large. */
export function timesGradient(factor: number, gradient: HyperparameterGradient): HyperparameterGradient {
  return {
    lnLengths: gradient.lnLengths.map((value) => factor * value),
    kappaLow: factor * gradient.kappaLow,
    kappaCross: factor * gradient.kappaCross,
    kappaHigh: factor * gradient.kappaHigh,
    noiseLow: factor * gradient.noiseLow,
    noiseHigh: factor * gradient.noiseHigh,
    lnDifferenceLengths: gradient.lnDifferenceLengths.map((value) => factor * value),
    differenceVariance: factor * gradient.differenceVariance,
  };
}

/**
 * κ with its high-high element complete: what a high-fidelity point's prior variance is, δ included.
 *
 * @returns [[low-low, low-high], [low-high, high-high]]
 */
export function fullKappa(h: Hyperparameters): [[number, number], [number, number]] {
  const high = h.kappaHigh + (h.difference?.variance ?? 0);
  return [
    [h.kappaLow, h.kappaCross],
    [h.kappaCross, high],
  ];
}
