import { z } from 'zod';
import { kernelSchema } from '#shared/domain/fit-settings.ts';
import { solverNameSchema, solverReasonSchema } from '#shared/domain/solver-reason.ts';
import type { Hyperparameters } from './gaussian-process/hyperparameters.ts';

/**
 * A fit, in numbers that survive JSON: everything that is needed to make its posterior again from the same
 * observations, and to start the next fit from it.
 */
export const fittedModelSchema = z.object({
  structure: z.object({
    kernel: kernelSchema,
    relation: z.enum(['one', 'icm', 'difference']),
    dimension: z.int(),
    sharedLengths: z.boolean(),
    sharedNoise: z.boolean(),
  }),
  mean: z.object({ form: z.enum(['linear', 'constant']), lowOffset: z.boolean() }),
  hyperparameters: z.object({
    lengths: z.array(z.number()),
    kappaLow: z.number(),
    kappaCross: z.number(),
    kappaHigh: z.number(),
    noiseLow: z.number(),
    noiseHigh: z.number(),
    difference: z.object({ rho: z.number(), lengths: z.array(z.number()), variance: z.number() }).nullable(),
  }),
  /** β = [w…, b, low offset]. */
  beta: z.array(z.number()),
  /** −ln L, with the (n/2) ln 2π term, without REML term and priors. */
  negLogL: z.number(),
  /** c, by which standard deviations are multiplied in predictions; 1 where nothing is calibrated. */
  calibration: z.number().positive().default(1),
  /** Quantities that have these hyperparameters in common: objective, evaluations and time are of all of them. */
  together: z.int().default(1),
  /** What was minimised: −ln L, and with the default prior + REML term − ln prior. */
  objective: z.number(),
  nLow: z.int(),
  nHigh: z.int(),
  /** The optimiser's vector at the optimum, and that of the low task alone, from which the next fit starts. */
  optimum: z.array(z.number()),
  lowOptimum: z.array(z.number()).nullable(),
  /** Entries of the optimum that lie at a bound: the data do not determine them. */
  atBounds: z.array(z.object({ name: z.string(), side: z.enum(['lower', 'upper']) })),
  converged: z.boolean(),
  /** Evaluations with all observations, and before them with parts of very many. */
  evaluations: z.int(),
  coarser: z.array(z.object({ points: z.int(), evaluations: z.int() })).default([]),
  /** The objective at every evaluation with all observations, over all starts; null where K was singular. */
  trace: z.array(z.number().nullable()).default([]),
  /** Wall time of the fit, without import and start-up. */
  seconds: z.number(),
  engine: z.string(),
  device: z.string(),
  /** Which solver ran, and why that one: models of version 1 may say it in a sentence, or not at all. */
  solver: solverNameSchema,
  solverReason: z
    .union([solverReasonSchema, z.string().transform((text) => ({ code: 'told' as const, text }))])
    .default({ code: 'told', text: '' }),
  /** How exact a factorisation was that is not K's own. */
  certificate: z.object({ rank: z.int(), bound: z.number() }).nullable().default(null),
  seed: z.int(),
});

export type FittedModel = Readonly<z.infer<typeof fittedModelSchema>>;

/** The hyperparameters of a fitted model, as the formulas take them. */
export function hyperparametersOf(model: FittedModel): Hyperparameters {
  const { hyperparameters: h } = model;
  return {
    ...h,
    lengths: Float64Array.from(h.lengths),
    difference: h.difference && { ...h.difference, lengths: Float64Array.from(h.difference.lengths) },
  };
}
