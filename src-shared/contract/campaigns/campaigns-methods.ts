import { z } from 'zod';
import {
  campaignDefinitionSchema,
  parameterSchema,
  storedDefinitionSchema,
} from '../../domain/campaign-definition.ts';
import { outsideTallySchema } from '../../domain/outside-tally.ts';
import { quantitySchema } from '../../domain/quantity.ts';
import { readOnlyReasonSchema } from '../../domain/read-only-reason.ts';
import { surrogateFactsSchema } from '../../domain/surrogate.ts';
import { defineMethods } from '../define-methods.ts';
import { wireErrorSchema } from '../errors.ts';
import { thumbnailSchema } from '../slices/slices-methods.ts';

const campaignInput = z.object({ campaignId: z.string() });

/** An open campaign, as the header, the rail and the status line show it. */
export const campaignSummarySchema = z.object({
  campaignId: z.string(),
  /** The campaign file, absolute. */
  path: z.string(),
  name: z.string(),
  /** Null for a campaign that can be changed; else why not. */
  readOnly: readOnlyReasonSchema.nullable(),
  /** Set where the file was copied while it was open: it ends with the step of this time (ISO 8601, UTC). */
  missingLog: z.object({ lastStepAt: z.string() }).nullable(),
  definition: storedDefinitionSchema,
  /** The latest iteration; 0 before the first fit. */
  iteration: z.int(),
  /** Whether limits, bounds or constraints have changed since it was fitted. */
  isStale: z.boolean(),
  counts: z.object({
    /** Points that fits use, test points, points left out by the user. */
    fitted: z.int(),
    test: z.int(),
    excluded: z.int(),
    /** Points beyond the campaign's bounds, constraints or coordinates. */
    outside: z.int(),
    /** Those by bound and by constraint. */
    outsideBy: z.array(outsideTallySchema).readonly(),
    /** Points of batches: proposed or pinned, and handed out. */
    proposed: z.int(),
    pending: z.int(),
    quarantined: z.int(),
  }),
  /** Quantities that have limits enough, but no fit in the latest iteration: theirs failed, or was not asked for. */
  notFitted: z.array(quantitySchema),
  /** How many remarks the latest fits have. */
  notes: z.int(),
  /** How the stop rule stands: `met`, `not yet`, its evidence is missing, `no rule`, or nothing fitted. */
  verdict: z.enum(['met', 'not yet', 'no evidence', 'no rule', 'not fitted']),
  /** What the latest fit ran on, `ONNX Runtime, 2 cores`; null before. */
  engine: z.string().nullable(),
  /** The surrogates of the fitted contour quantities; empty before the first fit. */
  surrogates: z.array(surrogateFactsSchema),
});

export type CampaignSummary = z.infer<typeof campaignSummarySchema>;

/** A campaign file that was opened before. */
export const recentSchema = z.object({
  /** Absolute. */
  path: z.string(),
  /** Whether it was opened for reading alone. */
  readOnly: z.boolean(),
  /** ISO 8601, UTC. */
  openedAt: z.string(),
});

/** A campaign at a glance, for the list of campaigns. */
export const campaignCardSchema = z.object({
  name: z.string(),
  parameters: z.array(parameterSchema.pick({ name: true, label: true, scale: true })),
  /** Points that fits use. */
  points: z.int(),
  /** The latest iteration; 0 before the first fit. */
  iteration: z.int(),
  /** What comes next, or what is under way. */
  state: z.discriminatedUnion('kind', [
    /** A batch is out: points whose results are to come. */
    z.object({ kind: z.literal('running'), batch: z.int(), points: z.int() }),
    /** Points wait to be handed out. */
    z.object({ kind: z.literal('proposed'), points: z.int() }),
    /** Limits, bounds or constraints have changed since the last fit. */
    z.object({ kind: z.literal('stale') }),
    z.object({ kind: z.enum(['met', 'fitted', 'not fitted']) }),
  ]),
  /** The last step in its journal, ISO 8601, UTC. */
  changedAt: z.string(),
  /** Share of the space where 0.05 < p_excl < 0.95 at the latest iteration; null before. */
  uncertain: z.number().nullable(),
});

export type Recent = z.infer<typeof recentSchema>;
export type CampaignCard = z.infer<typeof campaignCardSchema>;

/** A campaign that comes with the program: published limits, or made by formulas. */
export const sampleSchema = z.object({
  id: z.string(),
  /** With TeX between dollar signs. */
  name: z.string(),
  parameters: z.array(parameterSchema.pick({ name: true, label: true, scale: true })),
  /** What is in it: `observed only`. */
  summary: z.string(),
  /** Points that its fits use. */
  points: z.int(),
  iteration: z.int(),
  /** The publication in short, `ATLAS-EXOT-2016-32`, and in full. */
  reference: z.string(),
  citation: z.string(),
  url: z.url().exactOptional(),
  licence: z.string(),
});

export type Sample = z.infer<typeof sampleSchema>;

export const campaignsMethods = defineMethods({
  /**
   * Opens a campaign file, or finds it open: the same file has the same `campaignId` in every window, and after a
   * restart of the core. A file that another process is changing, or that cannot be written, opens read-only.
   */
  'campaign.open': {
    input: z.object({ path: z.string(), readOnly: z.boolean().default(false) }),
    output: campaignSummarySchema,
  },
  'campaign.close': { input: campaignInput, output: z.null() },
  /** Writes the campaign as it is now into a new file at a path that must be free. */
  'campaign.copy': {
    input: campaignInput.extend({ path: z.string().min(1) }),
    output: z.object({ path: z.string() }),
  },
  'campaign.summary': { input: campaignInput, output: campaignSummarySchema },
  /** Where a campaign of that name would go: a file that does not exist, in the folder for campaigns. */
  'campaign.suggestPath': { input: z.object({ name: z.string() }), output: z.object({ path: z.string() }) },
  /** Makes a campaign file. One that exists is never overwritten; the ending .contourist is added where it is missing. */
  'campaign.create': {
    input: z.object({ path: z.string().min(1), definition: campaignDefinitionSchema }),
    output: z.object({ path: z.string() }),
  },
  /** The campaigns opened last, newest first. */
  'recents.list': { input: z.object({}), output: z.array(recentSchema) },
  /** Takes a campaign off the list; its file stays. */
  'recents.forget': { input: z.object({ path: z.string() }), output: z.null() },
  /**
   * Looks into a campaign file without opening it for work. A file that is gone or cannot be read is no failure of
   * the call: the list says so in its place.
   */
  'recents.describe': {
    input: z.object({ path: z.string() }),
    output: z.discriminatedUnion('found', [
      z.object({ found: z.literal('campaign'), card: campaignCardSchema }),
      z.object({ found: z.literal('nothing') }),
      z.object({ found: z.literal('unreadable'), error: wireErrorSchema }),
    ]),
  },
  /** The samples in the order in which they are shown; `path` is the shipped file, never to be changed. */
  'samples.list': {
    input: z.object({}),
    output: z.array(z.object({ ...sampleSchema.shape, path: z.string() })),
  },
  /** Its picture, made when the sample was: null where it has none. */
  'samples.thumbnail': { input: z.object({ id: z.string() }), output: thumbnailSchema.nullable() },
  /**
   * Copies a sample to where campaigns go, under a name that is free there.
   *
   * `reuse` takes the copy made last where there still is one.
   */
  'samples.copy': {
    input: z.object({ id: z.string(), reuse: z.boolean().default(false) }),
    output: z.object({ path: z.string() }),
  },
});
