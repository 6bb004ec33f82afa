import { z } from 'zod';
import { failureReasonSchema } from '../../domain/batch-reason.ts';
import { outsideReasonSchema } from '../../domain/outside-reason.ts';
import { quantitySchema } from '../../domain/quantity.ts';
import { originSchema } from '../../formats/table.ts';
import { findingSchema } from '../../limit-files/findings/finding.ts';
import { reasonSchema, remarkSchema } from '../../limit-files/reasons.ts';
import { rejectedRowSchema } from '../imports/import.ts';

/** Values of the free parameters by name: as they were asked for, and as the file says they were evaluated. */
const elsewhereSchema = z.object({
  asked: z.record(z.string(), z.number()),
  measured: z.record(z.string(), z.number()),
});

/** Quantities of which a result was taken, and those of which it has no limit. */
const incompleteSchema = z.object({ kept: z.array(quantitySchema), lacks: z.array(quantitySchema) });

/** What became of the rows of a results file: every row counts once among the first five, or as rejected. */
export const resultsReportSchema = z.object({
  /** Points whose result came in time. */
  joined: z.int(),
  /** Points that came back failed. */
  failed: z.int(),
  /** Points whose result came after a newer batch was proposed, or after they had failed or were vetoed. */
  late: z.int(),
  /** Rows for points that have their outcome already. */
  duplicate: z.int(),
  /** Rows that belong to no point of the batches. */
  unknown: z.int(),
  /** Points of the batches concerned that are still without an outcome. */
  missing: z.int(),
  /** Rows of which nothing can be read. */
  unreadable: z.int(),
  /** Ids by outcome. */
  points: z.object({
    joined: z.array(z.string()),
    failed: z.array(z.object({ id: z.string(), reason: failureReasonSchema })),
    late: z.array(z.string()),
    missing: z.array(z.string()),
    /** Joined and late ones whose limits keep coordinates of their own. */
    elsewhere: z.array(z.object({ id: z.string(), ...elsewhereSchema.shape })),
    /** Joined and late ones without a limit of each of the campaign's quantities: it was refused, missing or not in the file. */
    incomplete: z.array(z.object({ id: z.string(), ...incompleteSchema.shape })),
  }),
  /** Everything that went to the quarantine: unknown and unreadable rows, conflicting duplicates, single limits. */
  rejected: z.array(rejectedRowSchema),
  /** What the numbers probably are not, with the mapping that would read them; one that refuses stops the import. */
  findings: z.array(findingSchema),
  /** What looks wrong though it can be read. */
  warnings: z.array(remarkSchema),
  /** What would read it better. */
  suggestions: z.array(remarkSchema),
});

/** More of the outcome of a row of results than its name says. */
export const resultDetailSchema = z.discriminatedUnion('code', [
  z.object({ code: z.literal('failure'), reason: failureReasonSchema }),
  /** The result came after this batch was closed. */
  z.object({ code: z.literal('after-closing'), batch: z.int() }),
  /** The point has its outcome: from the row on `line` of the same file, or from before (null). */
  z.object({ code: z.literal('answered'), point: z.string(), line: z.int().nullable() }),
  /** Taken without the limit of a column. */
  z.object({
    code: z.literal('without'),
    column: z.string(),
    reason: reasonSchema,
    /** The limits that are taken. */
    kept: z.array(quantitySchema),
  }),
  /** Taken without limits that the file leaves out. */
  z.object({ code: z.literal('incomplete'), ...incompleteSchema.shape }),
  /** Taken, but the point lies outside the campaign's space by now. */
  z.object({ code: z.literal('outside'), why: outsideReasonSchema }),
  z.object({ code: z.literal('reason'), reason: reasonSchema }),
]);

/** A row of a results file, and what would become of it. */
export const resultRowSchema = originSchema.extend({
  outcome: z.enum(['joined', 'late', 'failed', 'duplicate', 'unknown', 'unreadable']),
  /** The batch point that it answers; null where there is none. */
  pointId: z.string().nullable(),
  /** ln μ by quantity. */
  limits: z.partialRecord(quantitySchema, z.number()),
  /** Where it was evaluated, if elsewhere than asked for. */
  elsewhere: elsewhereSchema.nullable(),
  /** Null where there is nothing to say. */
  detail: resultDetailSchema.nullable(),
});

/** What taking a results file would do. */
export const resultsPreviewSchema = z.object({
  report: resultsReportSchema,
  /** Every row of the file, by line. */
  rows: z.array(resultRowSchema),
});

export type ResultDetail = z.infer<typeof resultDetailSchema>;
export type ResultRow = z.infer<typeof resultRowSchema>;
export type ResultsPreview = z.infer<typeof resultsPreviewSchema>;
export type ResultsReport = z.infer<typeof resultsReportSchema>;
export type Incomplete = Readonly<z.infer<typeof incompleteSchema>>;
export type Elsewhere = Readonly<z.infer<typeof elsewhereSchema>>;
