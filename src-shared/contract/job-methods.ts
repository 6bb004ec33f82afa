import { z } from 'zod';
import { quantitySchema } from '../domain/quantity.ts';
import { defineMethods } from './define-methods.ts';
import { wireErrorSchema } from './errors.ts';

/**
 * Long work on a campaign. It belongs to the core, not to a window: a reload finds it again, and every window on the
 * campaign sees it. One runs at a time in each campaign.
 */
export const jobSchema = z.object({
  id: z.string(),
  campaignId: z.string(),
  kind: z.enum(['fit', 'propose', 'suggest-coordinates', 'results', 'study']),
  /** What it does now, for the header: `Fitting observed`. */
  title: z.string(),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  progress: z.object({
    /** `step 34 of 60`; null where they are not counted. */
    step: z.int().nullable(),
    /** An estimate where the end is not known beforehand. */
    steps: z.int().nullable(),
    /** From 0 to 1 over the whole job. */
    share: z.number().nullable(),
    secondsLeft: z.number().nullable(),
  }),
  /** −log L (with its priors) by evaluation, of the fits in it. */
  trace: z.array(z.object({ quantity: quantitySchema, evaluation: z.int(), value: z.number() })),
  /** The call that started it, to offer it again. */
  request: z.object({ method: z.string(), input: z.unknown() }),
  /** Why it failed. */
  error: wireErrorSchema.nullable(),
  /** What the call would have returned had it been short. */
  result: z.unknown(),
});

export type Job = z.infer<typeof jobSchema>;
export type JobKind = Job['kind'];

/** What a method returns that starts a job. */
export const jobStartedSchema = z.object({ jobId: z.string() });

export const jobMethods = defineMethods({
  /** The jobs of a campaign that run or ended since it was opened, oldest first. */
  'job.list': { input: z.object({ campaignId: z.string() }), output: z.array(jobSchema) },
  /** Ends a running job within a second; what it has stored stays. */
  'job.cancel': { input: z.object({ jobId: z.string() }), output: z.null() },
  /** Forgets a job that has ended. */
  'job.dismiss': { input: z.object({ jobId: z.string() }), output: z.null() },
});
