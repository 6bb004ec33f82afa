import { z } from 'zod';
import { fidelitySchema } from '../../domain/fidelity.ts';
import { fitSettingsSchema } from '../../domain/fit-settings.ts';
import { quantitySchema } from '../../domain/quantity.ts';
import { surrogateFactsSchema } from '../../domain/surrogate.ts';
import { taskUseVerdictSchema } from '../../domain/task-use.ts';
import { defineMethods } from '../define-methods.ts';
import { fitReportSchema } from './fit.ts';

/** One number of a fitted surrogate with its meaning, and how far it is from its bounds. */
export const hyperparameterSchema = z.object({
  kind: z.enum([
    /** Length scale along a coordinate, of the process that both fidelities share. */
    'length',
    /** Length scale of the difference between the fidelities. */
    'difference-length',
    /** Standard deviation of ln μ about the linear trend. */
    'amplitude',
    'difference-amplitude',
    /** Standard deviation of ln μ between repeats of a point. */
    'noise',
    /** How strongly the high fidelity follows the low one, f_high = ρ f_low + δ. */
    'rho',
    /** Correlation of the two fidelities at one point. */
    'correlation',
    /** c, by which predicted standard deviations are multiplied. */
    'calibration',
    /** A number of another surrogate, which names and explains it under `told`. */
    'other',
  ]),
  /** Name and meaning of a number of kind `other`, in words; null for the others. */
  told: z.object({ name: z.string(), meaning: z.string() }).nullable(),
  /** The coordinate that it belongs to, or null. */
  coordinate: z.string().nullable(),
  fidelity: fidelitySchema.nullable(),
  /** Lengths in shares of the coordinate's range, the others as said. */
  value: z.number(),
  /** A length in the coordinate's own terms: so many units, or on a log scale so many times. Null for the others. */
  physical: z
    .object({ kind: z.enum(['units', 'factor']), value: z.number(), unit: z.string().nullable() })
    .nullable(),
  /** Where it lies between its bounds on the search's own scale, 0 … 1; null where it is derived. */
  position: z.number().nullable(),
  atBound: z.enum(['lower', 'upper']).nullable(),
});

export const fittedQuantitySchema = z.object({
  fitId: z.int(),
  report: fitReportSchema,
  hyperparameters: z.array(hyperparameterSchema),
  /** What was minimised: −ln L, with the default prior + REML term − ln prior; null for a surrogate that searches nothing. */
  objective: z.number().nullable(),
  /** The same at every evaluation of the search, null where the covariance was singular; null without a search. */
  trace: z.array(z.number().nullable()).nullable(),
  settings: fitSettingsSchema,
  createdAt: z.string(),
});

/** One of all fits that the campaign keeps, for comparing. */
export const fitHistoryEntrySchema = z.object({
  fitId: z.int(),
  iteration: z.int(),
  quantity: quantitySchema,
  surrogate: surrogateFactsSchema,
  settings: fitSettingsSchema,
  /** Whether other quantities had the same hyperparameters. */
  isShared: z.boolean(),
  nLow: z.int(),
  nHigh: z.int(),
  /** Null, like the next ones, for a surrogate that has none. */
  negLogL: z.number().nullable(),
  evaluations: z.int().nullable(),
  seconds: z.number(),
  engine: z.string().nullable(),
  solver: z.string().nullable(),
  createdAt: z.string(),
  isCurrent: z.boolean(),
});

export const modelSchema = z.object({
  /** 0 before the first fit. */
  iteration: z.int(),
  isStale: z.boolean(),
  /** The settings of the last fit, which the next one starts from. */
  settings: fitSettingsSchema,
  /** Every surrogate that a fit may ask for, the default one first. */
  surrogates: z.array(surrogateFactsSchema),
  presets: z.object({ default: fitSettingsSchema, paper: fitSettingsSchema }),
  /** The latest iteration's fits, in the order of the campaign's quantities. */
  fits: z.array(fittedQuantitySchema),
  history: z.array(fitHistoryEntrySchema),
});

const predictedLimitsSchema = z.object({
  pointId: z.array(z.int()),
  /** Known ln μ. */
  y: z.array(z.number()),
  /** The predicted probability of ln μ < 0. */
  pExcl: z.array(z.number()),
  /** The prediction, and its standard deviation, noise included; null for a surrogate without ln μ. */
  lnMu: z.object({ mean: z.array(z.number()), sd: z.array(z.number()) }).nullable(),
});

export const diagnosisSchema = z.object({
  quantity: quantitySchema,
  iteration: z.int(),
  surrogate: surrogateFactsSchema,
  /** Left-out high-fidelity limits (low ones where there are no others); null for a surrogate without leave-one-out. */
  leftOut: predictedLimitsSchema.extend({ fidelity: fidelitySchema }).nullable(),
  /** Test points of the high fidelity; null where there are none. */
  test: predictedLimitsSchema.nullable(),
  /** ln μ of the two fidelities at the high-fidelity points; null with one fidelity, or without ln μ. */
  fidelities: z
    .object({
      pointId: z.array(z.int()),
      high: z.array(z.number()),
      low: z.array(z.number()),
      /** Whether the low value is a limit at the very same point, or what the low task predicts there. */
      isMeasured: z.array(z.boolean()),
      correlation: z.number().nullable(),
    })
    .nullable(),
  /** Shares of the variance that go with each parameter, of the predicted ln μ, or of p_excl without it; they overlap. */
  effects: z.array(z.object({ parameter: z.string(), total: z.number(), error: z.number() })),
  /** Σ ln density of left-out high-fidelity limits by way of using the low ones; null where not compared. */
  taskUse: taskUseVerdictSchema.nullable(),
});

export type Hyperparameter = z.infer<typeof hyperparameterSchema>;
export type FittedQuantityReport = z.infer<typeof fittedQuantitySchema>;
export type FitHistoryEntry = z.infer<typeof fitHistoryEntrySchema>;
export type ModelReport = z.infer<typeof modelSchema>;
export type DiagnosisReport = z.infer<typeof diagnosisSchema>;

export const surrogatesMethods = defineMethods({
  'model.read': { input: z.object({ campaignId: z.string() }), output: modelSchema },
  /** Looks at one quantity's fit of the latest iteration closely; takes seconds for thousands of points. */
  'model.diagnose': {
    input: z.object({ campaignId: z.string(), quantity: quantitySchema }),
    output: diagnosisSchema,
  },
});
