import { z } from 'zod';
import { batchPointStateSchema } from '../../domain/batch-point-state.ts';
import { failureReasonSchema, knownPlaceSchema, shortfallSchema } from '../../domain/batch-reason.ts';
import { failuresReportSchema } from '../../domain/failure-region.ts';
import { fidelitySchema } from '../../domain/fidelity.ts';
import { optionsSchema } from '../../domain/options.ts';

/** A point of a batch, and why it is there. */
export const batchPointReportSchema = z.object({
  /** Stable and unique in the campaign: `b3-017`. */
  id: z.string(),
  /** Values of the free parameters, in their own units. */
  parameters: z.record(z.string(), z.number()),
  /** Where its limits were measured, if elsewhere than asked for. */
  measured: z.record(z.string(), z.number()).nullable(),
  state: batchPointStateSchema,
  /** The acquisition rule that picked it, or `by-hand`. */
  rule: z.string(),
  /** ŷ and s of ln μ of the first contour quantity when it was proposed; null without a fit. */
  mean: z.number().nullable(),
  sd: z.number().nullable(),
  /** Exclusion probability when it was proposed; null without a fit. */
  pExcl: z.number().nullable(),
  /** Entropy of the exclusion in nats, at most ln 2. */
  entropy: z.number().nullable(),
  /** Distance in v to the nearest point known or pending then; null when there was none. */
  nearest: z.number().nullable(),
  /** Expected drop of the integrated entropy in nats if this point alone is measured. */
  gain: z.number().nullable(),
  /** Probability that its evaluation succeeds; null where failures did not gather, or were ignored. */
  success: z.number().nullable(),
  /** Why its last evaluation failed. */
  failureReason: failureReasonSchema.nullable(),
  /** What is known already at the place of a point added by hand whose result is still to come. */
  known: knownPlaceSchema.nullable(),
});

/** What `contourist propose` and `contourist batch` show, and `export` writes beside the table. */
export const batchReportSchema = z.object({
  batch: z.int(),
  method: z.string(),
  seed: z.int(),
  fidelity: fidelitySchema,
  /** The iteration whose fits chose it; null before any fit. */
  iteration: z.int().nullable(),
  /** How many points were asked for. */
  requested: z.int(),
  /** Why there are fewer; null when there are not. */
  reason: shortfallSchema.nullable(),
  /** Where evaluations failed by then, and what was made of it; null for batches of versions that did not ask. */
  failures: failuresReportSchema.nullable(),
  /** When it was first exported, from when on it only shrinks; null before. */
  frozenAt: z.string().nullable(),
  /** All but the vetoed ones. */
  points: z.array(batchPointReportSchema),
  /** Ids of the vetoed points. */
  vetoed: z.array(z.string()),
});

/** What `contourist export` wrote. */
export const exportResultSchema = z.object({
  batch: z.int(),
  /** How many points are in the files: those whose result is still to come. */
  points: z.int(),
  /** Each pack with its options and the paths of its files. */
  packs: z.array(z.object({ pack: z.string(), options: optionsSchema, files: z.array(z.string()) })),
  /** The file of the pack of that name, where it was among them. */
  csv: z.string().optional(),
  json: z.string().optional(),
});

export type BatchPointReport = z.infer<typeof batchPointReportSchema>;
export type BatchReport = z.infer<typeof batchReportSchema>;
export type ExportResult = z.infer<typeof exportResultSchema>;
