import { expect } from 'vitest';
import { ContouristError, type FilePosition } from '#shared/domain/contourist-error.ts';

/** What a ContouristError thrown by `run` says; anything else fails the test. */
export function errorOf(run: () => unknown): {
  code: string;
  message: string;
  position: FilePosition | undefined;
  hint: string | undefined;
} {
  try {
    run();
  } catch (error) {
    if (!(error instanceof ContouristError)) throw error;
    const { code, message, position, hint } = error;
    return { code, message, position, hint };
  }
  expect.fail('nothing was thrown');
}
