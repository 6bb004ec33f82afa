import { z } from 'zod';

/** Why a campaign that is open cannot be changed. */
export const readOnlyReasonSchema = z.discriminatedUnion('code', [
  /** It was asked for. */
  z.object({ code: z.literal('opened-for-reading') }),
  /** Opening it for writing failed with this error: another process has it, or the file cannot be written. */
  z.object({ code: z.literal('not-writable'), error: z.string(), message: z.string() }),
]);

export type ReadOnlyReason = Readonly<z.infer<typeof readOnlyReasonSchema>>;

/** The reason as it follows "read-only:". */
export function readOnlyText(reason: ReadOnlyReason): string {
  return reason.code === 'opened-for-reading' ? 'opened for reading' : reason.message;
}
