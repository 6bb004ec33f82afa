import { z } from 'zod';
import { engineStatusSchema } from '../../domain/engine-reason.ts';

/** The engines of the dense linear algebra, and the one that `auto` takes. */
export const enginesResultSchema = z.object({
  engines: z.array(engineStatusSchema),
  auto: engineStatusSchema.shape.name,
});

export type EnginesResult = z.infer<typeof enginesResultSchema>;
