import { z } from 'zod';
import { batchPointStateSchema } from '../../domain/batch-point-state.ts';
import { judgedBySchema } from '../../domain/evidence.ts';
import { fidelitySchema } from '../../domain/fidelity.ts';
import {
  CONTOUR_METRICS,
  type ContourMetric,
  type ErrorMetric,
  isErrorMetric,
  PARAMETER_METRICS,
  type ParameterMetric,
} from '../../domain/metric.ts';
import { outsideTallySchema } from '../../domain/outside-tally.ts';
import { quantitySchema } from '../../domain/quantity.ts';
import { statusWarningSchema } from '../../domain/status-warning.ts';
import { stopVerdictSchema } from '../../domain/stop-rule.ts';
import { taskUseVerdictSchema } from '../../domain/task-use.ts';

/** Null where the iteration does not have the number: `moved` in the first one, say. */
const numberOrNull = z.number().nullable();

/**
 * The numbers by which an iteration is judged (METRICS in the domain says what each of them is), and their standard
 * errors (`entropyError`): of one contour quantity, or their mean. Volumes are shares of the allowed space, entropies nats, distances in v ∈ [0,1]^d.
 */
const judgementSchema = z.object(
  Object.fromEntries(
    CONTOUR_METRICS.flatMap((name) => (isErrorMetric(name) ? [name, `${name}Error`] : [name])).map((key) => [
      key,
      numberOrNull,
    ]),
  ) as Record<ContourMetric | `${ErrorMetric}Error`, typeof numberOrNull>,
);

/** How well the contour is known along one parameter, in its unit: median over the contour, and 90th percentile. */
const parameterSharpnessSchema = z.object({
  unit: z.string().exactOptional(),
  ...(Object.fromEntries(PARAMETER_METRICS.map((name) => [name, numberOrNull])) as Record<
    ParameterMetric,
    typeof numberOrNull
  >),
});

/** What test points are, and what the model calls them. */
const confusionSchema = z.object({
  excludedCalledExcluded: z.int(),
  excludedCalledAllowed: z.int(),
  allowedCalledExcluded: z.int(),
  allowedCalledAllowed: z.int(),
});

/** The points of a batch that came back between this iteration and the one before, against what had requested them. */
const returnedBatchSchema = z.object({
  batch: z.int(),
  quantity: quantitySchema,
  count: z.int(),
  /** Share on the predicted side; null, like the pulls, where no fit had requested the batch. */
  rightSide: numberOrNull,
  pullMean: numberOrNull,
  pullRms: numberOrNull,
  /** 16th percentile, median, 84th percentile of ln μ, which should gather at 0. */
  y16: z.number(),
  y50: z.number(),
  y84: z.number(),
});

/** Two fitted edges of the expected band in the wrong order: `lower` lies above `upper`. */
const bandCrossingSchema = z.object({
  lower: quantitySchema,
  upper: quantitySchema,
  share: z.number(),
  shareError: numberOrNull,
  /** Parameter values where they are so, the deepest first. */
  examples: z.array(z.record(z.string(), z.number())),
});

const iterationStatusSchema = z.object({
  iteration: z.int(),
  /** Points fitted, by fidelity. */
  nLow: z.int(),
  nHigh: z.int(),
  createdAt: z.string(),
  /** The contour quantities that it was judged by, and the fidelity of the limits behind them. */
  judgedBy: judgedBySchema,
  /** The mean over the contour quantities, then each by itself. */
  ...judgementSchema.shape,
  /**
   * On how many points entropy, uncertain and changed volume stand, and on how many they are to: with fewer they are first
   * figures. Null in iterations of earlier versions.
   */
  volume: z.object({ points: z.int(), wanted: z.int() }).nullable(),
  contours: z.partialRecord(quantitySchema, judgementSchema),
  parameters: z.record(z.string(), parameterSharpnessSchema),
  confusion: z.partialRecord(quantitySchema, confusionSchema),
  returned: z.array(returnedBatchSchema),
  crossings: z.array(bandCrossingSchema),
  /** The factor on predicted standard deviations of each fitted quantity, by its left-out limits; 1 where none is applied. */
  calibration: z.partialRecord(quantitySchema, z.number()),
  taskUse: z.partialRecord(quantitySchema, taskUseVerdictSchema),
});

const batchStatusSchema = z.object({
  batch: z.int(),
  /** The iteration that chose it; null before any fit. */
  iteration: z.int().nullable(),
  method: z.string(),
  fidelity: fidelitySchema,
  requested: z.int(),
  /** How many of its points are in each state; states without points are missing. */
  states: z.partialRecord(batchPointStateSchema, z.int()),
});

const pointCountsSchema = z.object({ total: z.int(), test: z.int(), excluded: z.int() });

/** What `contourist status` shows. */
export const campaignStatusSchema = z.object({
  name: z.string(),
  contour: z.array(quantitySchema),
  iterations: z.array(iterationStatusSchema),
  /** The stop rule, for how many iterations in a row it holds, and what the verdict lacks; null without a rule. */
  stop: stopVerdictSchema.nullable(),
  /** High-fidelity points still needed if the trend goes on, with a 68 % interval (no upper end: null). */
  forecast: z.object({ points: z.int(), low: z.int(), high: z.int().nullable() }).nullable(),
  points: z.object({ low: pointCountsSchema, high: pointCountsSchema }),
  /** Points outside the space, which no fit uses, by bound and by constraint; points left out and test points are not among them. */
  outside: z.array(outsideTallySchema),
  batches: z.array(batchStatusSchema),
  /** Whether limits, bounds or constraints have changed since the latest iteration. */
  isStale: z.boolean(),
  warnings: z.array(statusWarningSchema),
});

/** How many test points a table of them has; 0 without one. */
export function countTestPoints(confusion: z.infer<typeof confusionSchema> | undefined): number {
  return Object.values(confusion ?? {}).reduce((sum, count) => sum + count, 0);
}

export type Judgement = z.infer<typeof judgementSchema>;
export type IterationStatus = z.infer<typeof iterationStatusSchema>;
export type BatchStatus = z.infer<typeof batchStatusSchema>;
export type CampaignStatus = z.infer<typeof campaignStatusSchema>;
