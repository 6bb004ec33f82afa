import { z } from 'zod';
import { boundMessage, ContouristError } from '../domain/contourist-error.ts';

/** An error as it travels between processes and hosts, which drop prototypes. */
export const wireErrorSchema = z.object({
  /** Stable: `mapping.unknown_column`. */
  code: z.string(),
  message: z.string(),
  blame: z.enum(['input', 'usage', 'internal']),
  position: z
    .object({
      file: z.string().exactOptional(),
      line: z.int().exactOptional(),
      column: z.union([z.string(), z.number()]).exactOptional(),
    })
    .optional(),
  /** What to do next. */
  hint: z.string().optional(),
  stack: z.string().optional(),
});

export type WireError = z.infer<typeof wireErrorSchema>;

/** The code of a call that its caller has cancelled. */
export const CANCELLED = 'call.cancelled';

/** An error ready to travel; one that nobody threw on purpose is ours, under `fallbackCode`. */
export function toWireError(error: unknown, fallbackCode: string): WireError {
  if (error instanceof ContouristError) {
    const { code, message, blame, position, hint, stack } = error;
    return { code, message, blame, position, hint, stack };
  }
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  if (name === 'AbortError') return { code: CANCELLED, message: 'It was cancelled.', blame: 'usage' };
  return { code: fallbackCode, message: boundMessage(message), blame: 'internal', stack };
}

/** The error again, on the other side. */
export function fromWireError({ code, message, blame, position, hint, stack }: WireError): ContouristError {
  const error = new ContouristError(code, message, {
    blame,
    ...(position && { position }),
    ...(hint !== undefined && { hint }),
  });
  if (stack !== undefined) error.stack = stack;
  return error;
}
