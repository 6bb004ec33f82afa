import { ContouristError } from '#shared/domain/contourist-error.ts';
import type { ClonedError } from './job-protocol.ts';

/** An error as it crosses the process boundary; one that nobody threw on purpose is ours. */
export function toClonedError(error: unknown): ClonedError {
  if (error instanceof ContouristError) {
    const { code, message, blame, position, hint, stack } = error;
    return { code, message, blame, position, hint, stack };
  }
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  return { code: 'compute.failed', message, blame: 'internal', stack };
}

/** The error again, on the other side. */
export function fromClonedError(cloned: ClonedError): ContouristError {
  const error = new ContouristError(cloned.code, cloned.message, {
    blame: cloned.blame,
    ...(cloned.position && { position: cloned.position }),
    ...(cloned.hint !== undefined && { hint: cloned.hint }),
  });
  if (cloned.stack !== undefined) error.stack = cloned.stack;
  return error;
}
