import { z } from 'zod';
import { fidelitySchema } from '../../domain/fidelity.ts';
import { outsideReasonSchema } from '../../domain/outside-reason.ts';
import { outsideTallySchema } from '../../domain/outside-tally.ts';
import { quantitySchema } from '../../domain/quantity.ts';
import { originSchema, tableFormatSchema } from '../../formats/table.ts';
import { findingSchema } from '../../limit-files/findings/finding.ts';
import { reasonSchema, remarkSchema } from '../../limit-files/reasons.ts';

/**
 * What becomes of a row at a point that the campaign has at the same fidelity already: `keep` makes replicates,
 * `replace` lets the newer limits take the place of the older ones, `refuse` keeps the row aside, `skip` leaves it out
 * where it says the same and keeps it aside where it differs.
 */
export const DUPLICATE_POLICIES = ['keep', 'replace', 'refuse', 'skip'] as const;

export type DuplicatePolicy = (typeof DUPLICATE_POLICIES)[number];

/** A row that was not taken, or one limit of a row whose other limits were. */
export const rejectedRowSchema = originSchema.extend({
  file: z.string(),
  /** The column at fault, empty where it is the row as a whole. */
  column: z.string(),
  value: z.string(),
  reason: reasonSchema,
});

/** How sure a format is of a file, and what it saw; a sentence of the format's own. */
export const detectionSchema = z.object({ confidence: z.number().min(0).max(1), reason: z.string() });

/** What happens to a row that can be read. */
export const plannedRowSchema = originSchema.extend({
  file: z.string(),
  /** `replicate` adds to a point at the same place, `replace` takes its place, `skip` says what is known; `superseded` by a later row. */
  action: z.enum(['import', 'replicate', 'replace', 'refuse', 'skip', 'superseded']),
  parameters: z.record(z.string(), z.number()),
  /** Why the point lies outside the campaign's space; null inside. */
  outside: outsideReasonSchema.nullable(),
  limits: z.partialRecord(
    quantitySchema,
    z.object({ y: z.number(), knownVariance: z.number().nullable(), isClipped: z.boolean() }),
  ),
});

const countsSchema = z.object({
  /** Rows that became points. */
  imported: z.int(),
  /** Rows that were not taken; each is kept in the quarantine. */
  quarantined: z.int(),
  /** Rows at a place that the campaign, or an earlier row, has limits for at this fidelity. */
  duplicates: z.int(),
  /** Imported points outside the campaign's bounds, constraints or coordinates: kept, neither fitted nor proposed near. */
  outside: z.int(),
  /** Limits that stand at an end of the mapping's clip range. */
  clipped: z.int(),
});

/** One file of an import. */
export const importedFileSchema = countsSchema.extend({
  file: z.string(),
  /** The points of `outside` by bound and by constraint. */
  outsideBy: z.array(outsideTallySchema),
  sha256: z.string(),
  /** The id of its format, and what that format found. */
  format: tableFormatSchema,
  /** Null where the format was said. */
  detection: detectionSchema.nullable(),
  fidelity: fidelitySchema,
  /** The earlier import of the same bytes in the same way, or the same file in this call (`import` null): nothing is imported again. */
  importedBefore: z
    .object({
      file: z.string(),
      import: z.int().nullable(),
      at: z.string().nullable(),
      by: z.string().nullable(),
    })
    .nullable(),
  /** What the numbers probably are not, with the mapping that would read them; one that refuses stops the import. */
  findings: z.array(findingSchema),
  /** What looks wrong though it can be read. */
  warnings: z.array(remarkSchema),
  /** What would read it better. */
  suggestions: z.array(remarkSchema),
});

/** What `contourist import` did, or with `--dry-run` would do. The counts are the sums over the files. */
export const importResultSchema = countsSchema.extend({
  rejected: z.array(rejectedRowSchema),
  dryRun: z.boolean(),
  files: z.array(importedFileSchema),
  /** With `--dry-run`: every row that can be read. */
  rows: z.array(plannedRowSchema).optional(),
});

export type RejectedRow = z.infer<typeof rejectedRowSchema>;
export type PlannedRowReport = z.infer<typeof plannedRowSchema>;
export type ImportedFile = z.infer<typeof importedFileSchema>;
export type ImportResult = z.infer<typeof importResultSchema>;
