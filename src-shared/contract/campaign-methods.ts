import { z } from 'zod';
import { campaignDefinitionSchema } from '../domain/campaign-definition.ts';
import { quantitySchema } from '../domain/quantity.ts';
import { defineMethods } from './define-methods.ts';

const campaignInput = z.object({ campaignId: z.string() });

/** An open campaign, as the header, the rail and the status line show it. */
export const campaignSummarySchema = z.object({
  campaignId: z.string(),
  /** The campaign file, absolute. */
  path: z.string(),
  name: z.string(),
  /** Null for a campaign that can be changed; else why not. */
  readOnly: z.object({ reason: z.string() }).nullable(),
  definition: campaignDefinitionSchema,
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
    /** Points of batches: proposed or pinned, and handed out. */
    proposed: z.int(),
    pending: z.int(),
    quarantined: z.int(),
  }),
  /** Quantities that have limits enough, but no fit in the latest iteration: theirs failed, or was not asked for. */
  notFitted: z.array(quantitySchema),
  /** How many remarks the latest fits have. */
  notes: z.int(),
  /** How the stop rule stands: `met`, `not yet`, `no rule`, or nothing fitted. */
  verdict: z.enum(['met', 'not yet', 'no rule', 'not fitted']),
  /** What the latest fit ran on, `ONNX Runtime, 2 cores`; null before. */
  engine: z.string().nullable(),
});

export type CampaignSummary = z.infer<typeof campaignSummarySchema>;

export const campaignMethods = defineMethods({
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
});
