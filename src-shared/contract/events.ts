import { z } from 'zod';
import { wireErrorSchema } from './errors.ts';
import { jobSchema } from './program/program-methods.ts';

/** What the core and the hosts tell every window, unasked. */
export const coreEventSchema = z.discriminatedUnion('name', [
  /** Something was stored in a campaign: whatever shows it asks again. */
  z.object({ name: z.literal('campaign.changed'), campaignId: z.string() }),
  /** A job started, got on, or ended. */
  z.object({ name: z.literal('job.changed'), job: jobSchema }),
  /** A job was forgotten. */
  z.object({ name: z.literal('job.dismissed'), campaignId: z.string(), jobId: z.string() }),
  /** The core process ended unasked and a new one has taken its place: open campaigns must be opened again. */
  z.object({ name: z.literal('core.restarted'), error: wireErrorSchema }),
  /** The user's settings, or the list of recent campaigns, are different now. */
  z.object({ name: z.enum(['settings.changed', 'recents.changed']) }),
  /** A command from the host's own menu, by the id that it has in the window: `undo`. */
  z.object({ name: z.literal('host.command'), command: z.string() }),
]);

export type CoreEvent = z.infer<typeof coreEventSchema>;
