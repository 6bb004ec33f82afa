import { z } from 'zod';

/** A file as it crosses the contract: dropped on or chosen in a window, or made for one to save. */
export const sentFileSchema = z.object({ name: z.string().min(1), text: z.string() });

export type SentFile = z.infer<typeof sentFileSchema>;
