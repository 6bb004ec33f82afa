import { type FittedModel, hyperparametersOf } from '#main/fitting/fitted-model.ts';
import { fullKappa } from '#main/fitting/gaussian-process/hyperparameters.ts';
import { type Entry, entriesOf } from '#main/fitting/gaussian-process/parametrisation.ts';
import type { GaussianProcessReport } from '#shared/contract/surrogates/fit.ts';
import type { FitSettings } from '#shared/domain/fit-settings.ts';
import type { FitWarning } from '#shared/domain/fit-warning.ts';
import type { Quantity } from '#shared/domain/quantity.ts';

/** A quantity's fit by a Gaussian process. */
export interface ProcessFit {
  readonly quantity: Quantity;
  readonly settings: FitSettings;
  readonly model: FittedModel;
}

type ProcessReport = Omit<GaussianProcessReport, 'surrogate'>;

/**
 * The fits of an iteration in the words of the contract: numbers under the coordinates' names, warnings as codes.
 *
 * @param coordinateNames the GP's inputs, in order
 */
export function fitReports(fits: readonly ProcessFit[], coordinateNames: readonly string[]): ProcessReport[] {
  return fits.map((fit) => {
    const shares = (other: ProcessFit) => other === fit || haveOneOptimum(fit.model, other.model);
    const together = fits.filter(shares).map(({ quantity }) => quantity);
    const apart = fits.filter((other) => !shares(other)).map(({ quantity }) => quantity);
    const report = reportOf(fit, together, coordinateNames);
    return { ...report, warnings: [...report.warnings, ...sharingWarnings(fit, together, apart)] };
  });
}

function haveOneOptimum(a: FittedModel, b: FittedModel): boolean {
  return (
    a.together > 1 &&
    a.together === b.together &&
    a.optimum.length === b.optimum.length &&
    a.optimum.every((value, i) => value === b.optimum[i])
  );
}

/** Where hyperparameters were to be shared and not all quantities could. */
function sharingWarnings(
  { quantity, settings }: ProcessFit,
  together: readonly Quantity[],
  apart: readonly Quantity[],
): FitWarning[] {
  if (settings.hyperparameters !== 'shared' || apart.length === 0) return [];
  return [{ code: 'not-shared', with: together.filter((other) => other !== quantity), notWith: [...apart] }];
}

function reportOf(
  { quantity, model }: ProcessFit,
  together: readonly Quantity[],
  coordinateNames: readonly string[],
): ProcessReport {
  const h = hyperparametersOf(model);
  const byName = (values: ArrayLike<number>) =>
    Object.fromEntries(coordinateNames.map((name, j) => [name, values[j]]));
  const linear = model.mean.form === 'linear';
  const weights = linear ? model.beta.slice(0, coordinateNames.length) : coordinateNames.map(() => 0);
  const [bias, biasLow] = model.beta.slice(linear ? coordinateNames.length : 0);
  const oneTask = model.structure.relation === 'one';
  return {
    quantity,
    nLow: model.nLow,
    nHigh: model.nHigh,
    kernel: model.structure.kernel,
    engine: model.engine,
    device: model.device,
    solver: model.solver,
    solverReason: model.solverReason,
    certificate: model.certificate,
    negLogL: model.negLogL,
    calibration: model.calibration,
    together: [...together],
    evaluations: model.evaluations,
    seconds: model.seconds,
    converged: model.converged,
    lengths: byName(h.lengths),
    kappa: oneTask ? [[h.kappaHigh]] : fullKappa(h),
    noise: {
      ...(model.nLow > 0 && { low: h.noiseLow }),
      ...(model.nHigh > 0 && { high: h.noiseHigh }),
    },
    weights: byName(weights),
    bias,
    ...(biasLow !== undefined && { biasLow }),
    ...(h.difference && {
      difference: {
        rho: h.difference.rho,
        lengths: byName(h.difference.lengths),
        variance: h.difference.variance,
      },
    }),
    warnings: warningsOf(model, coordinateNames),
  };
}

/** What a user should know about a fit. */
function warningsOf(model: FittedModel, coordinateNames: readonly string[]): FitWarning[] {
  const entries = new Map(entriesOf(model.structure).map((entry) => [entry.name, entry]));
  return [
    ...(model.mean.form === 'constant' ? [{ code: 'constant-mean' } as const] : []),
    ...model.atBounds.flatMap(({ name, side }) => {
      const entry = entries.get(name);
      return entry === undefined ? [] : [boundWarning(entry, side, coordinateNames)];
    }),
    ...(model.converged ? [] : [{ code: 'not-converged' } as const]),
  ];
}

function boundWarning(
  { kind, axis, fidelity }: Entry,
  side: 'lower' | 'upper',
  coordinateNames: readonly string[],
): FitWarning {
  switch (kind) {
    case 'length':
    case 'difference-length': {
      const coordinate = axis === null ? null : (coordinateNames[axis] ?? null);
      return { code: `${kind}-at-bound`, coordinate, side };
    }
    case 'noise':
      return { code: 'noise-at-bound', fidelity, side };
    default:
      return { code: 'amplitude-at-bound', amplitude: AMPLITUDES[kind], side };
  }
}

const AMPLITUDES = {
  amplitude: 'all',
  'low-amplitude': 'low',
  'common-amplitude': 'common',
  'high-amplitude': 'high',
  rho: 'rho',
  'difference-variance': 'difference',
} as const;
