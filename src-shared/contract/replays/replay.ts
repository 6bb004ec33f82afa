import { z } from 'zod';

/** How well a scan is known after some evaluations. */
export const replayStepSchema = z.object({
  /** Points of the scan evaluated so far, the initial ones included. */
  evaluations: z.int(),
  /** Share of all points of the scan, evaluated ones included, on the right side by the sign of ŷ. */
  accuracy: z.number(),
  /** Entropy of the exclusion in nats, averaged over all points of the scan. */
  meanEntropy: z.number(),
  /** Share of the unevaluated points within 1 σ of ln μ, noise included; null when none is left. */
  coverage1: z.number().nullable(),
  /** The same within 2 σ. */
  coverage2: z.number().nullable(),
});

/** One method's way through the scan: a step after the initial points, and one after every batch. */
export const replayRunSchema = z.object({
  method: z.string(),
  seed: z.int(),
  steps: z.array(replayStepSchema),
});

/** Output of `contourist replay --json`. */
export const replayResultSchema = z.object({ runs: z.array(replayRunSchema) });

export type ReplayStep = z.infer<typeof replayStepSchema>;
export type ReplayRun = z.infer<typeof replayRunSchema>;
export type ReplayResult = z.infer<typeof replayResultSchema>;
