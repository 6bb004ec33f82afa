import { z } from 'zod';
import { kernelSchema } from '../../domain/fit-settings.ts';
import { fitWarningSchema } from '../../domain/fit-warning.ts';
import { quantitySchema } from '../../domain/quantity.ts';
import {
  solverBasisSchema,
  solverDeclineSchema,
  solverNameSchema,
  solverReasonSchema,
} from '../../domain/solver-reason.ts';
import { surrogateFactsSchema } from '../../domain/surrogate.ts';
import { unfittedQuantitySchema } from '../../domain/unfitted-quantity.ts';

/** A number per coordinate of the GP: the parameter's name, or the expression as written. */
const perCoordinateSchema = z.record(z.string(), z.number());

/** One fitted quantity, whatever the surrogate. */
const anyFitReportSchema = z.object({
  quantity: quantitySchema,
  surrogate: surrogateFactsSchema,
  nLow: z.int(),
  nHigh: z.int(),
  /** The quantities that were fitted in one go by the same hyperparameters, itself included. */
  together: z.array(quantitySchema),
  /** Wall time of the fit, without import and start-up. */
  seconds: z.number(),
  warnings: z.array(fitWarningSchema),
});

/** A fit by a Gaussian process. Lengths, weights and bias are on u for ln μ as it is; kappa and noise are variances of ln μ. */
const gaussianProcessReportSchema = anyFitReportSchema.extend({
  kernel: kernelSchema,
  engine: z.string(),
  device: z.string(),
  solver: z.string(),
  /** Why it was that solver, and not a cheaper one. */
  solverReason: solverReasonSchema,
  /** How exact a factorisation was that left something of the covariance out: n·δ/ε². */
  certificate: z.object({ rank: z.int(), bound: z.number() }).nullable(),
  /** −ln L with (n/2) ln 2π, without REML term and priors. */
  negLogL: z.number(),
  /** c: predicted standard deviations are c times those of the likelihood's optimum; 1 where nothing is calibrated. */
  calibration: z.number(),
  /** As `seconds`, of all quantities that were fitted together. */
  evaluations: z.int(),
  converged: z.boolean(),
  lengths: perCoordinateSchema,
  /** [[κ]] for one task, else [[low-low, low-high], [low-high, high-high]]. */
  kappa: z.array(z.array(z.number())),
  noise: z.object({ low: z.number().optional(), high: z.number().optional() }),
  weights: perCoordinateSchema,
  bias: z.number(),
  /** What the low task's mean has on top of bias. */
  biasLow: z.number().optional(),
  difference: z.object({ rho: z.number(), lengths: perCoordinateSchema, variance: z.number() }).optional(),
});

/** `'kernel' in report` tells the Gaussian process's reports from those of other surrogates. */
export const fitReportSchema = z.union([gaussianProcessReportSchema, anyFitReportSchema]);

/** What `contourist fit` did. */
export const fitResultSchema = z.object({
  iteration: z.int(),
  fits: z.array(fitReportSchema),
  /** Quantities that were asked for and could not be fitted. */
  unfitted: z.array(unfittedQuantitySchema).readonly(),
});

/** What a fit of one quantity would need, by solver; nothing was computed for it. */
export const fitPlanSchema = z.object({
  quantity: quantitySchema,
  nLow: z.int(),
  nHigh: z.int(),
  solvers: z.array(
    z.object({
      name: solverNameSchema,
      /** What it makes use of; null where it cannot solve this, and then why not. */
      basis: solverBasisSchema.nullable(),
      whyNot: solverDeclineSchema.nullable(),
      /** Memory at its peak and multiply-adds of one evaluation, both estimates; null where it cannot. */
      bytes: z.number().nullable(),
      operations: z.number().nullable(),
    }),
  ),
  /** The one that would run; null where none can, or none fits into memory. */
  takes: z.string().nullable(),
  /** What it may take of this machine's memory. */
  availableBytes: z.number(),
});

export type FitPlan = z.infer<typeof fitPlanSchema>;
export type GaussianProcessReport = z.infer<typeof gaussianProcessReportSchema>;
export type FitReport = z.infer<typeof fitReportSchema>;
export type FitResult = z.infer<typeof fitResultSchema>;
