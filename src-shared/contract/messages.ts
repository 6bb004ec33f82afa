import { z } from 'zod';
import { wireErrorSchema } from './errors.ts';
import { coreEventSchema } from './events.ts';

/** From a window to the core. `id` is the window's own and unique in its connection. */
export const clientMessageSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('call'), id: z.int(), method: z.string(), input: z.unknown() }),
  z.object({ kind: z.literal('cancel'), id: z.int() }),
]);

/** From the core to a window. */
export const coreMessageSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('result'), id: z.int(), output: z.unknown() }),
  z.object({ kind: z.literal('error'), id: z.int(), error: wireErrorSchema }),
  z.object({ kind: z.literal('event'), event: coreEventSchema }),
]);

export type ClientMessage = z.infer<typeof clientMessageSchema>;
export type CoreMessage = z.infer<typeof coreMessageSchema>;
