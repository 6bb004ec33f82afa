import { z } from 'zod';

/**
 * A file that the user gave to a window. Its bytes travel as they are, so that its hash is the file's own and a file that
 * is no UTF-8 text is recognised for what it is.
 */
export const uploadedFileSchema = z.object({ name: z.string().min(1), base64: z.base64() });

export type UploadedFile = z.infer<typeof uploadedFileSchema>;
