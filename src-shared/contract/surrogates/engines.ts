import { z } from 'zod';

/** The engines of the dense linear algebra, and the one that `auto` takes. */
export const enginesResultSchema = z.object({
  engines: z.array(
    z.object({ name: z.string(), available: z.boolean(), device: z.string(), reason: z.string() }),
  ),
  auto: z.string(),
});

export type EnginesResult = z.infer<typeof enginesResultSchema>;
