import { type FittedModel, hyperparametersOf } from '#main/fitting/fitted-model.ts';
import { fullKappa } from '#main/fitting/gaussian-process/hyperparameters.ts';
import type { FitReport } from '#shared/contract/surrogates/fit.ts';
import { QUANTITY_NAMES, type Quantity } from '#shared/domain/quantity.ts';
import type { QuantityFit } from './quantity-fit.ts';

/**
 * The fits of an iteration in the words of the contract: numbers under the coordinates' names, warnings as sentences.
 *
 * @param coordinateNames the GP's inputs, in order
 */
export function fitReports(fits: readonly QuantityFit[], coordinateNames: readonly string[]): FitReport[] {
  return fits.map((fit) => {
    const shares = (other: QuantityFit) => other === fit || haveOneOptimum(fit.model, other.model);
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

/** Says so where hyperparameters were to be shared and not all quantities could. */
function sharingWarnings(
  { quantity, settings }: QuantityFit,
  together: readonly Quantity[],
  apart: readonly Quantity[],
): string[] {
  if (settings.hyperparameters !== 'shared' || apart.length === 0) return [];
  const namesOf = (quantities: readonly Quantity[]) =>
    quantities.map((name) => QUANTITY_NAMES[name]).join(', ');
  const others = together.filter((other) => other !== quantity);
  const shared = others.length === 0 ? 'no other quantity' : namesOf(others);
  return [
    `Its hyperparameters are shared with ${shared}, not with ${namesOf(apart)}: that takes one fit, the same points and the same known errors.`,
  ];
}

function reportOf(
  { quantity, model }: QuantityFit,
  together: readonly Quantity[],
  coordinateNames: readonly string[],
): FitReport {
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

/** What a user should know about a fit, in plain words. */
function warningsOf(model: FittedModel, coordinateNames: readonly string[]): string[] {
  const warnings: string[] = [];
  if (model.mean.form === 'constant') {
    warnings.push('The mean is a constant: the points do not determine a slope along every coordinate.');
  }
  for (const { name, side } of model.atBounds) warnings.push(boundWarning(name, side, coordinateNames));
  if (!model.converged) {
    warnings.push('The optimiser stopped before it converged: fit again, it goes on from here.');
  }
  return warnings;
}

function boundWarning(entry: string, side: 'lower' | 'upper', coordinateNames: readonly string[]): string {
  const index = Number(entry.split(' ').at(-1)) - 1;
  const coordinate = Number.isNaN(index) ? 'all coordinates' : coordinateNames[index];
  if (entry.startsWith('ln difference length')) {
    return side === 'upper'
      ? `The tasks' difference has its longest length along ${coordinate}: the data show no change of it there.`
      : `The tasks' difference has its shortest length along ${coordinate}: the data resolve no structure of it there.`;
  }
  if (entry.startsWith('ln length')) {
    return side === 'upper'
      ? `The length of ${coordinate} is at its upper bound: beyond the linear mean the data do not depend on it.`
      : `The length of ${coordinate} is at its lower bound: neighbouring points tell nothing of each other.`;
  }
  if (entry.startsWith('ln noise')) {
    return side === 'lower'
      ? `The ${noiseOf(entry)} is at its lower bound: the limits look exact.`
      : `The ${noiseOf(entry)} is at its upper bound: the limits look like scatter alone.`;
  }
  return `The ${IN_WORDS[entry] ?? entry} is at its ${side} bound: the data do not determine it.`;
}

/** The optimiser's entries that are neither a length nor a noise. */
const IN_WORDS: Readonly<Record<string, string>> = {
  'ln L': 'amplitude',
  'ln L11': 'amplitude of the low fidelity',
  L21: 'part of the amplitude that the fidelities have in common',
  'ln L22': "part of the amplitude that is the high fidelity's own",
  'ln kappa11': 'amplitude',
  rho: 'factor ρ between the fidelities',
  'ln difference variance': "size of the fidelities' difference",
};

function noiseOf(entry: string): string {
  return entry === 'ln noise' ? 'noise' : `noise of the ${entry.split(' ').at(-1)} fidelity`;
}
