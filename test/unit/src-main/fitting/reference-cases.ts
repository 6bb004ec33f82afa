import { readFileSync } from 'node:fs';
import type { CovarianceStructure, Hyperparameters } from '#main/fitting/gaussian-process/hyperparameters.ts';
import type { MeanFunction } from '#main/fitting/gaussian-process/mean-function.ts';
import { createTrainingSet, type TrainingSet } from '#main/fitting/gaussian-process/training-set.ts';
import { type FitSettings, fitSettings, type KernelName } from '#shared/domain/fit-settings.ts';

/** One case of test/fixtures/reference/reference.json; generate.py beside it says what each field is. */
export interface ReferenceCase {
  name: string;
  kernel: KernelName;
  relation: 'one' | 'icm' | 'difference';
  bias: 'shared' | 'per-task';
  task: number[];
  u: number[][];
  y: number[];
  known?: number[];
  length: number[];
  kappa: number[][];
  noise: number[];
  difference?: { rho: number; length: number[]; variance: number };
  nll: number;
  reml: number;
  beta: number[];
  grad_of: string[];
  grad: number[];
  at: number[][];
  mean: number[];
  var: number[];
  p_excl: number[];
  ln_p_excl: number[];
  entropy: number[];
  loo_mean: number[];
  loo_var: number[];
  best: { nll: number };
}

export const referenceCases = readCases('reference.json');

/** The same with the low-fidelity points on a tensor grid. */
export const gridReferenceCases = readCases('grids.json');

/**
 * One campaign of test/fixtures/reference/optima.json, with the lowest objectives that SciPy finds from 64 starts, by prior;
 * generate_optima.py beside it says how.
 */
export interface OptimumCase
  extends Pick<ReferenceCase, 'name' | 'kernel' | 'relation' | 'bias' | 'task' | 'u' | 'y'> {
  optimum: Record<'none' | 'default', { value: number; reached_by: number }>;
}

export const optimumCases: OptimumCase[] = readCases('optima.json');

/** The settings of a fit like those of a case, on the engine that is the same everywhere. */
export function settingsOf(
  { kernel, relation, bias }: Pick<ReferenceCase, 'kernel' | 'relation' | 'bias'>,
  prior: FitSettings['prior'],
): FitSettings {
  const difference = relation === 'difference' ? 'own' : 'none';
  return fitSettings({ kernel, difference, bias, prior, engine: 'portable' });
}

function readCases<Case = ReferenceCase>(file: string): Case[] {
  const path = new URL(`../../../fixtures/reference/${file}`, import.meta.url);
  return JSON.parse(readFileSync(path, 'utf8')).cases;
}

export function trainingSetOf(c: Pick<ReferenceCase, 'task' | 'u' | 'y' | 'known'>): TrainingSet {
  const rowsOf = (task: number) => c.task.flatMap((t, i) => (t === task ? [i] : []));
  const observationsOf = (task: number) => ({
    u: Float64Array.from(rowsOf(task).flatMap((i) => c.u[i])),
    y: Float64Array.from(rowsOf(task), (i) => c.y[i]),
    knownVariance: Float64Array.from(rowsOf(task), (i) => c.known?.[i] ?? 0),
  });
  return createTrainingSet(c.u[0].length, { low: observationsOf(0), high: observationsOf(1) });
}

export function structureOf(c: ReferenceCase): CovarianceStructure {
  return {
    kernel: c.kernel,
    relation: c.relation,
    dimension: c.u[0].length,
    sharedLengths: false,
    sharedNoise: false,
  };
}

export function meanOf(c: ReferenceCase): MeanFunction {
  return { form: 'linear', lowOffset: c.bias === 'per-task' };
}

export function hyperparametersOf(c: ReferenceCase): Hyperparameters {
  const [[low, cross], [, high]] = c.kappa;
  const one = c.relation === 'one';
  return {
    lengths: Float64Array.from(c.length),
    kappaLow: one ? high : low,
    kappaCross: one ? high : cross,
    kappaHigh: high,
    noiseLow: c.noise[0],
    noiseHigh: c.noise[1],
    difference: c.difference
      ? {
          rho: c.difference.rho,
          lengths: Float64Array.from(c.difference.length),
          variance: c.difference.variance,
        }
      : null,
  };
}
