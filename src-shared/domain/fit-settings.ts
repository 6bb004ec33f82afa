import { z } from 'zod';
import { GAUSSIAN_PROCESS } from './surrogate.ts';

/** The choices of a fit, under the names and values of the command line; the first value of each is the default. */
const KERNELS = ['matern32', 'matern52', 'rbf'] as const;
const ENGINES = ['auto', 'tensorflow', 'onnxruntime', 'portable'] as const;
const SOLVERS = ['auto', 'dense', 'grid', 'low-rank'] as const;

export const kernelSchema = z.enum(KERNELS);
export const engineChoiceSchema = z.enum(ENGINES);
const solverChoiceSchema = z.enum(SOLVERS);

export type KernelName = z.infer<typeof kernelSchema>;
export type EngineChoice = z.infer<typeof engineChoiceSchema>;
export type SolverChoice = z.infer<typeof solverChoiceSchema>;

/** In words, for people; under the engines' names, of which a file may have others. */
export const ENGINE_NAMES: Readonly<Record<string, string>> = {
  onnxruntime: 'ONNX Runtime',
  tensorflow: 'TensorFlow',
  portable: 'TypeScript',
};

/** In words, for people. */
export const KERNEL_NAMES: Readonly<Record<KernelName, string>> = {
  matern32: 'Matérn 3/2',
  matern52: 'Matérn 5/2',
  rbf: 'squared exponential',
};

/**
 * What a fit is asked for. `surrogate`, `low` and `seed` are heard by every surrogate, `options` by those that have
 * settings of other names; all else is the Gaussian process's own.
 */
export const fitSettingsSchema = z.strictObject({
  /** The tag of the surrogate that is fitted. */
  surrogate: z.string().min(1).default(GAUSSIAN_PROCESS),
  /** Settings of a surrogate that is not the Gaussian process, under its own names; it says which it knows. */
  options: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])).exactOptional(),
  preset: z.enum(['default', 'paper']),
  /** Correlation along one axis; the kernel is the product over the axes. */
  kernel: kernelSchema,
  /** One length scale per coordinate, or one for all. */
  lengths: z.enum(['per-parameter', 'shared']),
  /** One noise variance per fidelity, or one for both. */
  noise: z.enum(['per-task', 'shared']),
  /** Whether the low task's mean may be offset from the high task's. */
  bias: z.enum(['per-task', 'shared']),
  /** `ignore`: the high-fidelity points alone, where the cheap task misleads. */
  low: z.enum(['use', 'ignore']),
  /** One set of hyperparameters per quantity, or one for all quantities that have the same points. */
  hyperparameters: z.enum(['per-quantity', 'shared']).default('per-quantity'),
  /** `own`: f_high = ρ f_low + δ with δ's own lengths [KO]; `none`: the paper's 2 × 2 matrix κ. */
  difference: z.enum(['own', 'none']),
  /** `default`: priors on lengths, noise and the tasks' relation, and the REML term; `none`: plain maximum likelihood. */
  prior: z.enum(['default', 'none']),
  /**
   * `loo`: s is multiplied by a factor that gives the left-out limits pulls of unit width; `none`: s as the likelihood has
   * it. Fits of versions that did not know the choice had `none`.
   */
  calibration: z.enum(['loo', 'none']).default('none'),
  engine: engineChoiceSchema,
  solver: solverChoiceSchema,
  /** Seed of the optimiser's random restarts. */
  seed: z.int().nonnegative(),
});

export type FitSettings = Readonly<z.infer<typeof fitSettingsSchema>>;

/** What replays on published scans found best: product Matérn-3/2, difference relation, priors and REML. */
const DEFAULT_PRESET: FitSettings = {
  surrogate: GAUSSIAN_PROCESS,
  preset: 'default',
  kernel: 'matern32',
  lengths: 'per-parameter',
  noise: 'per-task',
  bias: 'per-task',
  low: 'use',
  hyperparameters: 'per-quantity',
  difference: 'own',
  prior: 'default',
  calibration: 'loo',
  engine: 'auto',
  solver: 'auto',
  seed: 1,
};

/** The surrogate of [B] Bhatti et al., CHEP 2023, eqs. 3-6: RBF with one length, one noise, κ, shared mean, no prior. */
const PAPER_PRESET: FitSettings = {
  ...DEFAULT_PRESET,
  preset: 'paper',
  kernel: 'rbf',
  lengths: 'shared',
  noise: 'shared',
  bias: 'shared',
  difference: 'none',
  prior: 'none',
  calibration: 'none',
};

/** The preset's settings with single choices replaced; a choice that is not given keeps the preset's value. */
export function fitSettings(
  choices: { [K in keyof FitSettings]?: FitSettings[K] | undefined } = {},
): FitSettings {
  const preset = choices.preset === 'paper' ? PAPER_PRESET : DEFAULT_PRESET;
  const given = Object.fromEntries(Object.entries(choices).filter(([, value]) => value !== undefined));
  return { ...preset, ...given };
}

/**
 * The same settings for a fit beside the one that was asked for (one task alone, other coordinates), whose points a
 * solver for special points may not take, and of which nobody asks predictions.
 */
export function settingsBeside(settings: FitSettings): FitSettings {
  return { ...settings, calibration: 'none', solver: settings.solver === 'dense' ? 'dense' : 'auto' };
}
