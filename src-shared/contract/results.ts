import { z } from 'zod';
import { rejectedRowSchema } from './import.ts';

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
    failed: z.array(z.object({ id: z.string(), reason: z.string() })),
    late: z.array(z.string()),
    missing: z.array(z.string()),
  }),
  /** Everything that went to the quarantine: unknown and unreadable rows, conflicting duplicates, single limits. */
  rejected: z.array(rejectedRowSchema),
  warnings: z.array(z.string()),
});

export type ResultsReport = z.infer<typeof resultsReportSchema>;
