import { z } from 'zod';
import { acquisitionMethodSchema } from '../../domain/acquisition-method.ts';
import { batchPointStateSchema } from '../../domain/batch-point-state.ts';
import { shortfallSchema } from '../../domain/batch-reason.ts';
import { FAILURE_CHOICES, failureChoiceSchema, failuresReportSchema } from '../../domain/failure-region.ts';
import { fidelitySchema } from '../../domain/fidelity.ts';
import { optionsSchema } from '../../domain/options.ts';
import { mappingSchema } from '../../limit-files/mapping.ts';
import { defineMethods } from '../define-methods.ts';
import { uploadedFileSchema } from '../imports/uploaded-file.ts';
import { jobStartedSchema } from '../program/program-methods.ts';
import { batchPointReportSchema, exportResultSchema } from './batch.ts';
import { packSchema } from './pack.ts';
import { resultsPreviewSchema, resultsReportSchema } from './results.ts';

const campaignInput = z.object({ campaignId: z.string() });
const batchInput = campaignInput.extend({ batch: z.int().positive() });

/** How a batch was asked for, and how far it has come. */
const batchHeadSchema = z.object({
  number: z.int(),
  /** The iteration whose fits chose it; null before any fit. */
  iteration: z.int().nullable(),
  method: z.string(),
  seed: z.int(),
  requested: z.int(),
  fidelity: fidelitySchema,
  /** Whether failures had a say; null for batches of versions that did not ask. */
  failureChoice: failureChoiceSchema.nullable(),
  createdAt: z.string(),
  /** From then on it only shrinks. */
  frozenAt: z.string().nullable(),
  /** When its file was last written. */
  exportedAt: z.string().nullable(),
});

export const batchSummarySchema = batchHeadSchema.extend({
  /** How many of its points are in each state; states without points are missing. */
  states: z.partialRecord(batchPointStateSchema, z.int()),
  /** Integrated entropy in nats of the latest iteration that points of it came back for. */
  entropyAfter: z.number().nullable(),
});

const batchDetailPointSchema = batchPointReportSchema.extend({
  /** From 1, in the order in which the points joined the batch. */
  ordinal: z.int(),
  /** Whether it took the place of a vetoed point. */
  isRefill: z.boolean(),
  vetoReason: z.string().nullable(),
  /** ln μ of the first contour quantity that came back. */
  y: z.number().nullable(),
  changedAt: z.string(),
});

export const batchDetailSchema = batchHeadSchema.extend({
  /** Why there are fewer points than asked for; null when there are not. */
  reason: shortfallSchema.nullable(),
  failures: failuresReportSchema.nullable(),
  /** By ordinal, vetoed ones included. */
  points: z.array(batchDetailPointSchema),
  /** Integrated entropy in nats of the iteration that chose it: gains are shares of it. */
  entropyBefore: z.number().nullable(),
  /** Smallest distance in v between two of its points, vetoed ones left out. */
  closestPair: z.number().nullable(),
  /** What it was handed out as, oldest first; exports of before the campaign file kept them are in the journal alone. */
  exports: z.array(
    z.object({
      pack: z.string(),
      /** Where its files went: a folder, or a file's name. */
      to: z.string(),
      points: z.int(),
      at: z.string(),
    }),
  ),
});

/** A file of results, and how to join it. */
const resultsInput = campaignInput.extend({
  file: uploadedFileSchema,
  /** The id of its format; null to recognise it. */
  format: z.string().nullable().default(null),
  /** The batch that it answers; null for any. */
  batch: z.int().positive().nullable().default(null),
  /** Largest distance in v between a row's coordinates and its point; null for the usual one. */
  tolerance: z.number().positive().nullable().default(null),
  /** How to read the columns; null to guess it from their names, as `import.inspect` does. */
  mapping: mappingSchema.nullable().default(null),
  /** The table that the mapping's theory names, if it does. */
  theory: uploadedFileSchema.nullable().default(null),
});

/** The pack that makes the files; options that are left out have their defaults. */
const packInput = { pack: z.string(), options: optionsSchema.default({}) };

const idsSchema = z.array(z.string());

export type BatchSummary = z.infer<typeof batchSummarySchema>;
export type BatchDetail = z.infer<typeof batchDetailSchema>;
export type BatchDetailPoint = z.infer<typeof batchDetailPointSchema>;

export const batchesMethods = defineMethods({
  /** All batches, newest first. */
  'batch.list': { input: campaignInput, output: z.array(batchSummarySchema) },
  'batch.describe': { input: batchInput, output: batchDetailSchema },
  /**
   * Chooses a batch, after a fit where limits have come since the last one; the job's result is a `BatchReport`.
   * Where `again` names a batch that is not frozen, its proposed points are chosen anew; what was pinned, vetoed or
   * added stays.
   */
  'batch.propose': {
    input: campaignInput.extend({
      size: z.int().positive(),
      method: acquisitionMethodSchema,
      fidelity: fidelitySchema.default('high'),
      failures: failureChoiceSchema.default(FAILURE_CHOICES[0]),
      /** Null for the batch's number. */
      seed: z.int().nonnegative().nullable().default(null),
      again: z.int().positive().nullable().default(null),
    }),
    output: jobStartedSchema,
  },
  /** Vetoes, pins, releases and adds points, as one step that can be undone; the batch refills to its size. */
  'batch.edit': {
    input: batchInput.extend({
      veto: idsSchema.default([]),
      /** Why. */
      reason: z.string().trim().min(1).nullable().default(null),
      pin: idsSchema.default([]),
      /** Points whose pin or veto is taken back. */
      release: idsSchema.default([]),
      /** Values of the free parameters by name, of points that join. */
      add: z.array(z.record(z.string(), z.number())).default([]),
    }),
    output: batchDetailSchema,
  },
  /** Takes a batch back that was never handed out; undo brings it again. */
  'batch.drop': { input: batchInput, output: z.object({}) },
  'batch.freeze': { input: batchInput, output: batchDetailSchema },
  /** The ways in which a batch can be handed out, in the order in which they are offered. */
  'batch.packs': { input: z.object({}), output: z.array(packSchema) },
  /**
   * The file that a pack makes of a batch; nothing changes by it. Once it is saved, `batch.confirmExport` says so. Where
   * the pack makes several files there is none here: `batch.export` writes them into a folder.
   */
  'batch.file': {
    input: batchInput.extend(packInput),
    output: z.object({
      file: z.object({ name: z.string(), mediaType: z.string(), base64: z.base64() }).nullable(),
      /** Where files of it go unless the user says otherwise: the folder of the settings, or the campaign's own. */
      folder: z.string(),
      ids: idsSchema,
    }),
  },
  /** Notes that the user has a file of the batch: its points are requested, and the batch is frozen. */
  'batch.confirmExport': {
    input: batchInput.extend({ ...packInput, to: z.string(), ids: idsSchema }),
    output: batchDetailSchema,
  },
  /** Writes a pack's files into a folder of the core's machine; points are requested and the batch is frozen. */
  'batch.export': {
    input: batchInput.extend({ ...packInput, folder: z.string().min(1) }),
    output: exportResultSchema,
  },
  /** Notes that the grid has points; without ids all that were requested. */
  'batch.markRunning': {
    input: batchInput.extend({ ids: idsSchema.default([]) }),
    output: batchDetailSchema,
  },
  /** Gives failed points another chance; without ids all of them. */
  'batch.resetFailed': {
    input: batchInput.extend({ ids: idsSchema.default([]) }),
    output: batchDetailSchema,
  },
  /** Gives up points that nobody hears of any more. */
  'batch.giveUp': {
    input: batchInput.extend({ ids: idsSchema.min(1), reason: z.string().trim().min(1) }),
    output: batchDetailSchema,
  },
  /** What taking a results file would do, row by row; nothing is stored. */
  'batch.previewResults': { input: resultsInput, output: resultsPreviewSchema },
  'batch.importResults': { input: resultsInput, output: resultsReportSchema },
});
