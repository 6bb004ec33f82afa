import { z } from 'zod';
import { defineMethods } from './define-methods.ts';

const campaignInput = z.object({ campaignId: z.string() });

/** A row of a file, or one limit of it, that was not taken. */
export const quarantinedRowSchema = z.object({
  id: z.int(),
  import: z.int(),
  file: z.string(),
  /** Null where the format has no lines. */
  line: z.int().nullable(),
  /** The column at fault and its cell; null where it is the row as a whole. */
  column: z.string().nullable(),
  value: z.string().nullable(),
  reason: z.string(),
  /** The whole row as it was written. */
  rowText: z.string(),
});

const repairSchema = z.object({
  /** Rows that are points (or limits of their points) now. */
  taken: z.int(),
  /** Rows that still cannot be taken, and why; they stay as they were. */
  rejected: z.array(z.object({ id: z.int(), column: z.string(), value: z.string(), reason: z.string() })),
});

export const quarantineMethods = defineMethods({
  'quarantine.list': {
    input: campaignInput,
    output: z.object({
      rows: z.array(quarantinedRowSchema),
      /** The columns of the files that the rows are from, by import; an import without cannot be repaired here. */
      columns: z.record(z.string(), z.array(z.string())),
    }),
  },
  /**
   * Reads corrected rows again as their file was read, and takes those that can be taken.
   *
   * @throws `quarantine.…`
   */
  'quarantine.repair': {
    input: campaignInput.extend({
      rows: z.array(z.object({ id: z.int(), rowText: z.string().trim().min(1) })).min(1),
      /** Nothing is stored. */
      isTrial: z.boolean().default(false),
    }),
    output: repairSchema,
  },
});

export type QuarantinedRowReport = z.infer<typeof quarantinedRowSchema>;
export type RepairReport = z.infer<typeof repairSchema>;
