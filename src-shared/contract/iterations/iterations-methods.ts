import { z } from 'zod';
import { fitSettingsSchema } from '../../domain/fit-settings.ts';
import { quantitySchema } from '../../domain/quantity.ts';
import { stopRuleSchema } from '../../domain/stop-metric.ts';
import { stopVerdictSchema } from '../../domain/stop-rule.ts';
import { defineMethods } from '../define-methods.ts';
import { jobStartedSchema } from '../program/program-methods.ts';
import { campaignStatusSchema } from './status.ts';

const campaignInput = z.object({ campaignId: z.string() });

/** Known limits beside what a fit that had not seen them says of them, point by point. */
const predictedLimitsSchema = z.object({
  pointId: z.array(z.int()),
  /** Known ln μ. */
  y: z.array(z.number()),
  /** P(ln μ < 0) of the noise-free ln μ. */
  pExcl: z.array(z.number()),
  /** Null for a surrogate without ln μ. */
  lnMu: z
    .object({
      mean: z.array(z.number()),
      /** Standard deviation of the prediction of y, noise included: (y − mean)/sd is the pull. */
      sd: z.array(z.number()),
      /** Of the noise-free ln μ, from which the exclusion probability follows. */
      modelSd: z.array(z.number()),
    })
    .nullable(),
});

export const iterationJudgementSchema = z.object({
  iteration: z.int(),
  quantity: quantitySchema,
  /** Test points by the iteration's own fit; null where there are none, or no fit of the quantity. */
  test: predictedLimitsSchema.nullable(),
  /** Every batch of which points had come back by then, by the fit that had requested it; oldest first. */
  returned: z.array(predictedLimitsSchema.extend({ batch: z.int() })),
});

export type PredictedLimits = z.infer<typeof predictedLimitsSchema>;
export type IterationJudgement = z.infer<typeof iterationJudgementSchema>;

export const iterationsMethods = defineMethods({
  /** Fits and judges the iteration; the job's result is a `FitResult`. Without settings those of the last fit. */
  'fit.start': {
    input: z.object({
      campaignId: z.string(),
      /** By default all of the campaign that have at least two limits. */
      quantities: z.array(quantitySchema).min(1).exactOptional(),
      settings: fitSettingsSchema.exactOptional(),
    }),
    output: jobStartedSchema,
  },
  /** Every iteration with its metrics, the stop rule's verdict, the forecast, warnings. */
  'progress.status': { input: campaignInput, output: campaignStatusSchema },
  /** What another stop rule would say, with the evidence that it lacks; nothing is stored. */
  'progress.judgeRule': {
    input: campaignInput.extend({ rule: stopRuleSchema }),
    output: stopVerdictSchema.nullable(),
  },
  /**
   * Makes the latest iteration's volume metrics on all of their points, in the background; fits start it themselves. Null
   * where they are final.
   */
  'progress.refine': { input: campaignInput, output: jobStartedSchema.nullable() },
  /** The predictions by which an iteration is judged; they are made anew from its stored fits. */
  'progress.judge': {
    input: campaignInput.extend({ iteration: z.int().positive(), quantity: quantitySchema }),
    output: iterationJudgementSchema,
  },
});
