import { z } from 'zod';
import { parameterSchema } from '../domain/campaign-definition.ts';
import { defineMethods } from './define-methods.ts';

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

export const recentsMethods = defineMethods({
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
      z.object({ found: z.literal('unreadable'), reason: z.string() }),
    ]),
  },
});
