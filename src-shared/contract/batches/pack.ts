import { z } from 'zod';
import { optionDescriptionSchema } from '../../domain/options.ts';

/** A way in which a batch can be handed out. */
export const packSchema = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  /** Who carries the files to where they are evaluated: the user, or the pack itself. */
  delivery: z.enum(['user', 'system']),
  options: z.array(optionDescriptionSchema),
});

export type PackDescription = z.infer<typeof packSchema>;
